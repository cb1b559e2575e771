import { MonitoringAlarm } from '@cdktf/provider-oci/lib/monitoring-alarm';
import { OnsNotificationTopic } from '@cdktf/provider-oci/lib/ons-notification-topic';
import { OnsSubscription } from '@cdktf/provider-oci/lib/ons-subscription';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { AlarmRule } from './alarm-rule';
import type { Duration } from '../duration';
import { isoDuration } from '../gateway/iso-duration';
import { PropChecks, isWholeBetween } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';

const TOPIC_NAME = /^[A-Za-z0-9_-]{1,256}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** What {@link ApiAlarms} takes. */
export interface ApiAlarmsProps {
  /** OCID of the compartment that holds alarms and topic. */
  readonly compartmentId: string;
  /**
   * What to raise alarms about.
   *
   * @default - server errors and latency of `deploymentId`, errors and throttles of `applicationId`
   */
  readonly rules?: readonly AlarmRule[];
  /**
   * The deployment that the default rules watch.
   *
   * @default - no rules for one
   */
  readonly deploymentId?: string;
  /**
   * The application whose functions the default rules watch.
   *
   * @default - no rules for one
   */
  readonly applicationId?: string;
  /**
   * Where the metrics are: the compartment of deployment and application.
   *
   * @default - `compartmentId`
   */
  readonly metricCompartmentId?: string;
  /**
   * A topic that exists.
   *
   * @default - a new one
   */
  readonly topicId?: string;
  /**
   * Names a new topic: letters, digits, `-` and `_`, unique in the tenancy.
   *
   * @default - `namePrefix` with '-alarms' behind it
   */
  readonly topicName?: string;
  /**
   * Who is told by e-mail. Each has to confirm once, by the link in the first mail.
   *
   * @default - nobody
   */
  readonly emails?: readonly string[];
  /**
   * What the alarms' names start with.
   *
   * @default 'oracleapi'
   */
  readonly namePrefix?: string;
  /**
   * How often to tell again while an alarm goes on: whole minutes, up to 30 days.
   *
   * @default - once
   */
  readonly repeatEvery?: Duration;
  /**
   * Whether the alarms are evaluated.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

const PROPS: PropNames<ApiAlarmsProps> = {
  compartmentId: true,
  rules: true,
  deploymentId: true,
  applicationId: true,
  metricCompartmentId: true,
  topicId: true,
  topicName: true,
  emails: true,
  namePrefix: true,
  repeatEvery: true,
  enabled: true,
};

/** Alarms about an API, and a topic that whoever should know subscribes to. */
export class ApiAlarms extends Construct {
  /** None if one exists. */
  readonly topic?: OnsNotificationTopic;
  /** By e-mail address. */
  readonly subscriptions: ReadonlyMap<string, OnsSubscription>;

  private readonly made = new Map<string, MonitoringAlarm>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ApiAlarmsProps,
  ) {
    super(scope, id);
    new PropChecks(this)
      .known(props, PROPS)
      .ofKind(props, { rules: KIND.list, emails: KIND.list, repeatEvery: KIND.duration });
    const { compartmentId, namePrefix = 'oracleapi', topicId, topicName = `${namePrefix}-alarms` } = props;
    const { emails = [] } = props;
    const rules = props.rules ?? defaultRules(props);
    this.check(topicName, emails, rules);

    if (topicId === undefined) {
      this.topic = new OnsNotificationTopic(this, 'Topic', {
        compartmentId,
        name: topicName,
        description: `Alarms of ${namePrefix}`,
      });
    }
    this.subscriptions = new Map(
      emails.map((endpoint, index) => [
        endpoint,
        // Named by its address, so that a new one changes no other.
        new OnsSubscription(this, `Email-${Token.isUnresolved(endpoint) ? String(index) : endpoint}`, {
          compartmentId,
          topicId: this.topicId,
          protocol: 'EMAIL',
          endpoint,
        }),
      ]),
    );
    for (const rule of rules) this.addAlarm(rule);
  }

  /** The topic that alarms are sent to. */
  get topicId(): string {
    return this.props.topicId ?? this.topic?.id ?? '';
  }

  /** By the ids of their rules. */
  get alarms(): ReadonlyMap<string, MonitoringAlarm> {
    return this.made;
  }

  /**
   * Adds an alarm; no other's address changes.
   *
   * @throws PropError when the rule cannot be, or one of its id is there
   */
  addAlarm(rule: AlarmRule): this {
    new PropChecks(this)
      .expect(!this.made.has(rule.id), {
        prop: 'id',
        wrong: 'is that of another rule',
        got: rule.id,
        expected: 'an id of its own',
        nextStep: 'Give the rule an id',
      })
      .done();
    const { compartmentId, namePrefix = 'oracleapi', metricCompartmentId, enabled } = this.props;
    const { title, ...settings } = rule.bind(this);
    const alarm = new MonitoringAlarm(this, rule.id, {
      ...settings,
      compartmentId,
      displayName: `${namePrefix} ${title}`,
      metricCompartmentId: metricCompartmentId ?? compartmentId,
      destinations: [this.topicId],
      isEnabled: enabled ?? true,
      // The form that is readable in a mail.
      messageFormat: 'ONS_OPTIMIZED',
      repeatNotificationDuration: this.props.repeatEvery && isoDuration(this.props.repeatEvery),
    });
    this.made.set(rule.id, alarm);
    return this;
  }

  private check(topicName: string, emails: readonly string[], rules: readonly AlarmRule[]): void {
    const { topicId, repeatEvery } = this.props;
    const checks = new PropChecks(this)
      .expect(rules.length > 0, {
        prop: 'rules',
        wrong: 'has nothing to raise an alarm about',
        got: rules,
        expected: 'a rule at least',
        nextStep: 'Give deploymentId, applicationId or rules',
      })
      .expect(TOPIC_NAME.test(topicName), {
        prop: 'topicName',
        wrong: 'is not a name of a topic',
        got: topicName,
        expected: "1 to 256 letters, digits, '-' and '_'",
      })
      .expect(topicId === undefined || this.props.topicName === undefined, {
        prop: 'topicName',
        wrong: 'is given to a topic that exists',
        got: this.props.topicName,
        expected: 'either topicId or topicName',
      })
      .expect(repeatEvery === undefined || isWholeBetween(repeatEvery.toSeconds() / 60, 1, 30 * 24 * 60), {
        prop: 'repeatEvery',
        wrong: 'is not a time that the Monitoring service repeats after',
        got: `${String(repeatEvery?.toSeconds())} s`,
        expected: 'whole minutes, from 1 minute to 30 days',
      });
    emails.forEach((email, index) => {
      checks
        .expect(EMAIL.test(email), {
          prop: 'emails',
          wrong: 'has an entry that is not an e-mail address',
          got: email,
          expected: 'an address such as ops@example.org',
        })
        .expect(emails.indexOf(email) === index, {
          prop: 'emails',
          wrong: 'has an address twice',
          got: email,
          expected: 'each address once',
        });
    });
    checks.done();
  }
}

function defaultRules({ deploymentId, applicationId }: ApiAlarmsProps): AlarmRule[] {
  return [
    ...(deploymentId === undefined ? [] : [AlarmRule.serverErrors(deploymentId), AlarmRule.latency(deploymentId)]),
    ...(applicationId === undefined
      ? []
      : [AlarmRule.functionErrors(applicationId), AlarmRule.functionThrottles(applicationId)]),
  ];
}
