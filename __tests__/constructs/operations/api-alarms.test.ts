import { TerraformVariable } from 'cdktf';
import { AlarmRule, ApiAlarms, Duration } from '../../../constructs';
import type { ApiAlarmsProps } from '../../../constructs';
import { resource, resources, synthDocument } from '../../../testing/synth';

type Document = ReturnType<typeof synthDocument>;

const DEPLOYMENT = 'ocid1.apideployment.own';
const APPLICATION = 'ocid1.fnapp.own';

const alarms = (props: Partial<ApiAlarmsProps> = { deploymentId: DEPLOYMENT, applicationId: APPLICATION }): Document =>
  synthDocument((stack) => new ApiAlarms(stack, 'Alarms', { compartmentId: 'ocid1.compartment.own', ...props }));
const one = (rule: AlarmRule, props: Partial<ApiAlarmsProps> = {}): Readonly<Record<string, unknown>> =>
  resource(alarms({ rules: [rule], ...props }), 'oci_monitoring_alarm');

describe('ApiAlarms', () => {
  const byDefault = alarms();
  const paths = (document: Document): string[] => Object.keys(resources(document, 'oci_monitoring_alarm')).sort();

  test('watches deployment and application by default', () => {
    expect(paths(byDefault)).toEqual([
      'Alarms/FunctionErrors',
      'Alarms/FunctionThrottles',
      'Alarms/Latency',
      'Alarms/ServerErrors',
    ]);
  });

  test('watches the deployment alone when only that is given', () => {
    expect(paths(alarms({ deploymentId: DEPLOYMENT }))).toEqual(['Alarms/Latency', 'Alarms/ServerErrors']);
  });

  test('watches the application alone when only that is given', () => {
    expect(paths(alarms({ applicationId: APPLICATION }))).toEqual([
      'Alarms/FunctionErrors',
      'Alarms/FunctionThrottles',
    ]);
  });

  test('has the rules that it is given, and no others', () => {
    const rules = [AlarmRule.latency(DEPLOYMENT)];
    expect(paths(alarms({ rules, deploymentId: DEPLOYMENT, applicationId: APPLICATION }))).toEqual(['Alarms/Latency']);
  });

  test('sends its alarms to a topic of its own', () => {
    expect(resource(byDefault, 'oci_ons_notification_topic')).toMatchObject({
      compartment_id: 'ocid1.compartment.own',
      name: 'oracleapi-alarms',
      description: 'Alarms of oracleapi',
    });
    for (const alarm of Object.values(resources(byDefault, 'oci_monitoring_alarm'))) {
      expect(alarm).toMatchObject({ destinations: [expect.stringMatching(/oci_ons_notification_topic.*\.id\}$/)] });
    }
  });

  test('names its topic as it is told', () => {
    expect(
      resource(alarms({ applicationId: APPLICATION, topicName: 'ops' }), 'oci_ons_notification_topic'),
    ).toMatchObject({
      name: 'ops',
    });
  });

  test('sends its alarms to a topic that exists', () => {
    const document = alarms({ deploymentId: DEPLOYMENT, topicId: 'ocid1.onstopic.theirs', emails: ['a@example.org'] });
    expect(resources(document, 'oci_ons_notification_topic')).toEqual({});
    expect(resources(document, 'oci_monitoring_alarm')['Alarms/Latency']).toMatchObject({
      destinations: ['ocid1.onstopic.theirs'],
    });
    expect(resource(document, 'oci_ons_subscription')).toMatchObject({ topic_id: 'ocid1.onstopic.theirs' });
  });

  test('tells people by e-mail', () => {
    expect(
      resource(alarms({ applicationId: APPLICATION, emails: ['ops@example.org'] }), 'oci_ons_subscription'),
    ).toMatchObject({
      compartment_id: 'ocid1.compartment.own',
      protocol: 'EMAIL',
      endpoint: 'ops@example.org',
      topic_id: expect.stringContaining('oci_ons_notification_topic') as string,
    });
  });

  test('tells nobody by default', () => {
    expect(resources(byDefault, 'oci_ons_subscription')).toEqual({});
  });

  test('changes no address when somebody else is told', () => {
    const addresses = (emails: string[]): string[] =>
      Object.keys(resources(alarms({ applicationId: APPLICATION, emails }), 'oci_ons_subscription'));
    expect(addresses(['new@example.org', 'ops@example.org'])).toEqual(
      expect.arrayContaining(addresses(['ops@example.org'])),
    );
  });

  test('takes an address that only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const email = new TerraformVariable(stack, 'email', { type: 'string' }).stringValue;
      new ApiAlarms(stack, 'Alarms', { compartmentId: 'c', applicationId: APPLICATION, emails: [email] });
    });
    expect(resource(document, 'oci_ons_subscription')).toMatchObject({ endpoint: '${var.email}' });
  });

  test('starts every name with its own', () => {
    const document = alarms({ deploymentId: DEPLOYMENT, namePrefix: 'shop' });
    expect(resources(document, 'oci_monitoring_alarm')['Alarms/ServerErrors']).toMatchObject({
      display_name: 'shop server errors',
    });
    expect(resource(document, 'oci_ons_notification_topic')).toMatchObject({ name: 'shop-alarms' });
  });

  test.each([
    [undefined, 'ocid1.compartment.own'],
    ['ocid1.compartment.apis', 'ocid1.compartment.apis'],
  ])('looks for metrics in the compartment of the API: %s', (metricCompartmentId, expected) => {
    expect(one(AlarmRule.latency(DEPLOYMENT), { metricCompartmentId })).toMatchObject({
      compartment_id: 'ocid1.compartment.own',
      metric_compartment_id: expected,
    });
  });

  test.each([
    [undefined, true],
    [false, false],
  ])('is evaluated unless it is told not to be: %s', (enabled, expected) => {
    expect(one(AlarmRule.latency(DEPLOYMENT), { enabled })).toMatchObject({ is_enabled: expected });
  });

  test.each([
    [Duration.hours(4), 'PT4H'],
    [Duration.minutes(90), 'PT1H30M'],
    [Duration.days(30), 'PT720H'],
  ])('tells again as often as it is told to: %j', (repeatEvery, expected) => {
    expect(one(AlarmRule.latency(DEPLOYMENT), { repeatEvery })).toMatchObject({
      repeat_notification_duration: expected,
    });
  });

  test('tells once by default, in a form for mails', () => {
    const alarm = one(AlarmRule.latency(DEPLOYMENT));
    expect(alarm).not.toHaveProperty('repeat_notification_duration');
    expect(alarm).toMatchObject({ message_format: 'ONS_OPTIMIZED' });
  });

  test('adds an alarm without changing another', () => {
    const document = synthDocument((stack) => {
      new ApiAlarms(stack, 'Alarms', { compartmentId: 'ocid1.compartment.own', deploymentId: DEPLOYMENT }).addAlarm(
        AlarmRule.latency(DEPLOYMENT, { id: 'Slow', percentile: 50, severity: 'INFO' }),
      );
    });
    const before = resources(alarms({ deploymentId: DEPLOYMENT }), 'oci_monitoring_alarm');
    expect(resources(document, 'oci_monitoring_alarm')).toMatchObject(before);
    expect(paths(document)).toContain('Alarms/Slow');
  });

  test.each<[Partial<ApiAlarmsProps>, string]>([
    [
      {},
      'rules has nothing to raise an alarm about: got []; expected a rule at least. Give deploymentId, applicationId or rules',
    ],
    [
      { applicationId: APPLICATION, topicName: 'our alarms' },
      "topicName is not a name of a topic: got \"our alarms\"; expected 1 to 256 letters, digits, '-' and '_'",
    ],
    [
      { applicationId: APPLICATION, topicName: 'ops', topicId: 'ocid1.onstopic.theirs' },
      'topicName is given to a topic that exists: got "ops"; expected either topicId or topicName',
    ],
    [
      { applicationId: APPLICATION, emails: ['ops'] },
      'emails has an entry that is not an e-mail address: got "ops"; expected an address such as ops@example.org',
    ],
    [
      { applicationId: APPLICATION, emails: ['ops@example.org', 'ops@example.org'] },
      'emails has an address twice: got "ops@example.org"; expected each address once',
    ],
    [
      { applicationId: APPLICATION, repeatEvery: Duration.seconds(90) },
      'repeatEvery is not a time that the Monitoring service repeats after: got "90 s"; expected whole minutes, from 1 minute to 30 days',
    ],
    [
      { rules: [AlarmRule.latency(DEPLOYMENT), AlarmRule.latency(DEPLOYMENT)] },
      'id is that of another rule: got "Latency"; expected an id of its own. Give the rule an id',
    ],
  ])('refuses what cannot be: %#', (props, message) => {
    expect(() => alarms(props)).toThrow(new Error(`${message} (at Test/Alarms)`));
  });

  test('takes what only just can be', () => {
    expect(() =>
      alarms({ applicationId: APPLICATION, topicName: 'x'.repeat(256), repeatEvery: Duration.days(30) }),
    ).not.toThrow();
  });
});

describe('AlarmRule.serverErrors', () => {
  test('asks for the share of 5xx among the responses of the deployment, and how many they are', () => {
    expect(one(AlarmRule.serverErrors(DEPLOYMENT))).toMatchObject({
      namespace: 'oci_apigateway',
      severity: 'CRITICAL',
      pending_duration: 'PT1M',
      query:
        'HttpResponses[5m]{deploymentId = "ocid1.apideployment.own", httpStatusCategory = "5xx"}.grouping().sum() / ' +
        'HttpResponses[5m]{deploymentId = "ocid1.apideployment.own"}.grouping().sum() * 100 > 5 && ' +
        'HttpResponses[5m]{deploymentId = "ocid1.apideployment.own", httpStatusCategory = "5xx"}.grouping().sum() >= 5',
    });
  });

  test('has thresholds', () => {
    const rule = AlarmRule.serverErrors(DEPLOYMENT, { abovePercent: 12.5, atLeast: 3 });
    expect(one(rule)).toMatchObject({
      query: expect.stringMatching(/ \* 100 > 12\.5 && .* >= 3$/) as string,
      body: expect.stringContaining('More than 12.5 % of the responses are 5xx.') as string,
    });
  });
});

describe('AlarmRule.latency', () => {
  test('asks for the 95th percentile in seconds', () => {
    expect(one(AlarmRule.latency(DEPLOYMENT))).toMatchObject({
      namespace: 'oci_apigateway',
      severity: 'WARNING',
      query: 'Latency[5m]{deploymentId = "ocid1.apideployment.own"}.grouping().percentile(0.95) > 5',
    });
  });

  test('has thresholds', () => {
    const rule = AlarmRule.latency(DEPLOYMENT, { percentile: 99, above: Duration.seconds(0.5) });
    expect(one(rule)).toMatchObject({ query: expect.stringMatching(/percentile\(0\.99\) > 0\.5$/) as string });
  });

  test('takes percentiles between whole ones', () => {
    expect(one(AlarmRule.latency(DEPLOYMENT, { percentile: 99.9 }))).toMatchObject({
      query: expect.stringContaining('percentile(0.999)') as string,
      body: expect.stringMatching(/^0\.1 % /) as string,
    });
  });
});

describe.each([
  ['functionErrors', 'FunctionErrors', 'Error', 'ERROR'],
  ['functionThrottles', 'FunctionThrottles', 'Throttled', 'WARNING'],
] as const)('AlarmRule.%s', (kind, id, response, severity) => {
  test('asks for such responses of each function of the application', () => {
    const document = alarms({ rules: [AlarmRule[kind](APPLICATION)] });
    expect(resources(document, 'oci_monitoring_alarm')[`Alarms/${id}`]).toMatchObject({
      namespace: 'oci_faas',
      severity,
      query: `FunctionResponseCount[5m]{applicationId = "ocid1.fnapp.own", responseType = "${response}"}.groupBy(resourceId).sum() >= 1`,
    });
  });

  test('has a threshold', () => {
    expect(one(AlarmRule[kind](APPLICATION, { atLeast: 7 }))).toMatchObject({
      query: expect.stringMatching(/>= 7$/) as string,
    });
  });
});

describe('AlarmRule.query', () => {
  const quota = {
    id: 'Quota',
    title: 'quota',
    body: 'A subscriber has used most of its quota.',
    namespace: 'oci_apigateway',
    query: 'SubscriberQuotaProportionUsed[{window}].max() > 0.8',
  };

  test('takes any query', () => {
    const document = alarms({ rules: [AlarmRule.query(quota)] });
    expect(resources(document, 'oci_monitoring_alarm')['Alarms/Quota']).toMatchObject({
      display_name: 'oracleapi quota',
      body: 'A subscriber has used most of its quota.',
      namespace: 'oci_apigateway',
      query: 'SubscriberQuotaProportionUsed[5m].max() > 0.8',
      severity: 'WARNING',
    });
  });
});

describe('every AlarmRule', () => {
  test('has a name', () => {
    expect(
      Object.keys(
        resources(alarms({ rules: [AlarmRule.latency(DEPLOYMENT, { id: 'Slow' })] }), 'oci_monitoring_alarm'),
      ),
    ).toEqual(['Alarms/Slow']);
  });

  test('has a window', () => {
    expect(one(AlarmRule.latency(DEPLOYMENT, { window: Duration.hours(1) }))).toMatchObject({
      query: expect.stringContaining('Latency[60m]') as string,
    });
  });

  test.each([
    [Duration.minutes(10), 'PT10M'],
    [Duration.hours(1), 'PT1H'],
  ])('has a time that it has to hold: %j', (pendingDuration, expected) => {
    expect(one(AlarmRule.latency(DEPLOYMENT, { pendingDuration }))).toMatchObject({ pending_duration: expected });
  });

  test('has a severity', () => {
    expect(one(AlarmRule.latency(DEPLOYMENT, { severity: 'ERROR' }))).toMatchObject({ severity: 'ERROR' });
  });

  test.each<[AlarmRule, string]>([
    [
      AlarmRule.latency(DEPLOYMENT, { window: Duration.seconds(30) }),
      'window is not a time that the Monitoring service counts in: got "30 s"; expected 1 to 60 whole minutes',
    ],
    [
      AlarmRule.latency(DEPLOYMENT, { pendingDuration: Duration.minutes(61) }),
      'pendingDuration is not a time that the Monitoring service counts in: got "3660 s"; expected 1 to 60 whole minutes',
    ],
    [
      AlarmRule.latency(DEPLOYMENT, { percentile: 100 }),
      'percentile is not a percentage: got 100; expected more than 0, less than 100',
    ],
    [
      AlarmRule.latency(DEPLOYMENT, { above: Duration.seconds(0) }),
      'above is no time at all: got "0 s"; expected more than 0 s',
    ],
    [
      AlarmRule.serverErrors(DEPLOYMENT, { abovePercent: 0 }),
      'abovePercent is not a percentage: got 0; expected more than 0, less than 100',
    ],
    [
      AlarmRule.serverErrors(DEPLOYMENT, { atLeast: 0 }),
      'atLeast is not a number of responses: got 0; expected a whole number from 1',
    ],
    [
      AlarmRule.functionErrors(APPLICATION, { atLeast: 1.5 }),
      'atLeast is not a number of responses: got 1.5; expected a whole number from 1',
    ],
  ])('refuses what cannot be: %#', (rule, message) => {
    expect(() => one(rule)).toThrow(new Error(`${message} (at Test/Alarms)`));
  });
});
