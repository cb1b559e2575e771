import { ApigatewayDeployment } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { Quota, UsagePlan } from '../../../constructs';
import type { Entitlement, UsagePlanProps } from '../../../constructs';
import { resource, synthDocument } from '../../../testing/synth';

const GOLD: Entitlement = { name: 'gold', deploymentIds: ['ocid1.apideployment.one'] };

const plan = (props: Partial<UsagePlanProps> = {}): Readonly<Record<string, unknown>> =>
  resource(
    synthDocument((stack) => new UsagePlan(stack, 'Plan', { compartmentId: 'c', entitlements: [GOLD], ...props })),
    'oci_apigateway_usage_plan',
  );
const entitled = (entitlement: Partial<Entitlement>): unknown =>
  (plan({ entitlements: [{ ...GOLD, ...entitlement }] }).entitlements as unknown[])[0];

describe('UsagePlan', () => {
  test('is in the compartment that it is given', () => {
    expect(plan({ compartmentId: 'ocid1.compartment.own' })).toMatchObject({ compartment_id: 'ocid1.compartment.own' });
  });

  test.each([
    [undefined, 'oracleapi'],
    ['Gold', 'Gold'],
  ])('is named: %s', (displayName, expected) => {
    expect(plan({ displayName })).toMatchObject({ display_name: expected });
  });

  test('entitles to deployments without a limit, unless one is given', () => {
    expect(entitled({ deploymentIds: ['one', 'two'] })).toEqual({
      name: 'gold',
      targets: [{ deployment_id: 'one' }, { deployment_id: 'two' }],
    });
  });

  test('describes an entitlement', () => {
    expect(entitled({ description: 'for whoever pays' })).toMatchObject({ description: 'for whoever pays' });
  });

  test('limits the rate', () => {
    expect(entitled({ requestsPerSecond: 17 })).toMatchObject({ rate_limit: { unit: 'SECOND', value: 17 } });
  });

  test.each([
    [Quota.perMinute(1), 'MINUTE', 1],
    [Quota.perHour(2), 'HOUR', 2],
    [Quota.perDay(3), 'DAY', 3],
    [Quota.perWeek(4), 'WEEK', 4],
    [Quota.perMonth(5), 'MONTH', 5],
  ])('rejects what is beyond the quota: %#', (quota, unit, value) => {
    expect(entitled({ quota })).toMatchObject({
      quota: { unit, value, reset_policy: 'CALENDAR', operation_on_breach: 'REJECT' },
    });
  });

  test.each([
    Quota.perMinute(1, { allowRequestsBeyondQuota: true }),
    Quota.perHour(1, { allowRequestsBeyondQuota: true }),
    Quota.perDay(1, { allowRequestsBeyondQuota: true }),
    Quota.perWeek(1, { allowRequestsBeyondQuota: true }),
    Quota.perMonth(1, { allowRequestsBeyondQuota: true }),
  ])('lets pass what is beyond the quota when asked: %#', (quota) => {
    expect(entitled({ quota })).toMatchObject({ quota: { operation_on_breach: 'ALLOW' } });
  });

  test('takes entitlements later', () => {
    const document = synthDocument((stack) => {
      new UsagePlan(stack, 'Plan', { compartmentId: 'c' })
        .addEntitlement(GOLD)
        .addEntitlement({ name: 'more', deploymentIds: ['ocid1.apideployment.two'] });
    });
    expect(resource(document, 'oci_apigateway_usage_plan')).toMatchObject({
      entitlements: [{ name: 'gold' }, { name: 'more' }],
    });
  });

  test('is not synthesized without an entitlement', () => {
    expect(() => plan({ entitlements: [] })).toThrow(
      'entitlements: there is none. Give one, or call addEntitlement().',
    );
  });

  const many = (number: number, prefix: string): string[] =>
    Array.from({ length: number }, (_, i) => `${prefix}${String(i)}`);
  const entitlements = (number: number): Entitlement[] =>
    many(number, 'e').map((name) => ({ name, deploymentIds: [`deployment of ${name}`] }));

  test.each<[readonly Entitlement[], string]>([
    [
      [GOLD, { ...GOLD, deploymentIds: ['ocid1.apideployment.two'] }],
      'name does not tell the entitlement from others of its plan: got "gold"; expected a name of its own',
    ],
    [
      [{ ...GOLD, name: '' }],
      'name does not tell the entitlement from others of its plan: got ""; expected a name of its own',
    ],
    [
      [{ ...GOLD, deploymentIds: [] }],
      'deploymentIds does not have as many deployments as an entitlement takes: got 0; expected 1 to 200',
    ],
    [
      [{ ...GOLD, deploymentIds: many(201, 'd') }],
      'deploymentIds does not have as many deployments as an entitlement takes: got 201; expected 1 to 200',
    ],
    [
      [GOLD, { ...GOLD, name: 'again' }],
      'deploymentIds has a deployment that the plan entitles to already: got "ocid1.apideployment.one"; ' +
        'expected each deployment once in a plan. Another rate or quota for it is another plan',
    ],
    [
      [{ ...GOLD, deploymentIds: ['d', 'd'] }],
      'deploymentIds has a deployment that the plan entitles to already: got "d"; ' +
        'expected each deployment once in a plan. Another rate or quota for it is another plan',
    ],
    [
      [{ ...GOLD, requestsPerSecond: 0 }],
      'requestsPerSecond is not a number of requests: got 0; expected a whole number from 1',
    ],
    [
      [{ ...GOLD, quota: Quota.perDay(1.5) }],
      'quota is not a number of requests: got 1.5; expected a whole number from 1',
    ],
    [entitlements(201), 'entitlements are more than a plan takes: got 201; expected 200 at most'],
  ])('refuses what cannot be: %#', (given, message) => {
    expect(() => plan({ entitlements: given })).toThrow(new Error(`${message} (at Test/Plan)`));
  });

  test('refuses a deployment twice that only Terraform will know', () => {
    const build = (): unknown =>
      synthDocument((stack) => {
        const { id } = new ApigatewayDeployment(stack, 'Deployment', {
          compartmentId: 'c',
          gatewayId: 'g',
          pathPrefix: '/',
          specification: { routes: [] },
        });
        new UsagePlan(stack, 'Plan', { compartmentId: 'c', entitlements: [{ name: 'gold', deploymentIds: [id, id] }] });
      });
    expect(build).toThrow('has a deployment that the plan entitles to already: got "<known at deploy>"');
  });

  test('takes as much as a plan can have', () => {
    expect(() => plan({ entitlements: entitlements(200) })).not.toThrow();
    expect(() => plan({ entitlements: [{ ...GOLD, deploymentIds: many(200, 'd') }] })).not.toThrow();
  });
});
