import type { Duration } from '../duration';
import type { PropNames } from '../prop-names';

/** How urgent an alarm is. */
export type AlarmSeverity = 'CRITICAL' | 'ERROR' | 'WARNING' | 'INFO';

/** What every rule takes. */
export interface AlarmOptions {
  /**
   * Names the alarm in the state; two rules of one kind need two names.
   *
   * @default - the kind of rule, for example 'ServerErrors'
   */
  readonly id?: string;
  /**
   * Over which time the metric is summed up: 1 to 60 whole minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly window?: Duration;
  /**
   * How long the rule has to hold before anybody is told, and not to hold before all is well: 1 to 60 whole minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly pendingDuration?: Duration;
  /**
   * How urgent it is.
   *
   * @default - as said at each kind of rule
   */
  readonly severity?: AlarmSeverity;
}

export const ALARM_OPTIONS: PropNames<AlarmOptions> = {
  id: true,
  window: true,
  pendingDuration: true,
  severity: true,
};

/** What {@link AlarmRule.serverErrors} takes besides. */
export interface ServerErrorOptions extends AlarmOptions {
  /**
   * Percentage of responses, above which it fires: more than 0, less than 100.
   *
   * @default 5
   */
  readonly abovePercent?: number;
  /**
   * How many such responses there have to be in the window, so that one failed call of two at night wakes nobody.
   *
   * @default 5
   */
  readonly atLeast?: number;
}

export const SERVER_ERROR_OPTIONS: PropNames<ServerErrorOptions> = {
  ...ALARM_OPTIONS,
  abovePercent: true,
  atLeast: true,
};

/** What {@link AlarmRule.latency} takes besides. */
export interface LatencyOptions extends AlarmOptions {
  /**
   * Time from a request's first byte to its answer's last, above which it fires. A first call after a pause waits until its
   * function has started.
   *
   * @default Duration.seconds(5)
   */
  readonly above?: Duration;
  /**
   * Which share of requests has to be faster, as a percentage: more than 0, less than 100.
   *
   * @default 95
   */
  readonly percentile?: number;
}

export const LATENCY_OPTIONS: PropNames<LatencyOptions> = {
  ...ALARM_OPTIONS,
  above: true,
  percentile: true,
};

/** What {@link AlarmRule.functionErrors} and {@link AlarmRule.functionThrottles} take besides. */
export interface FunctionResponseOptions extends AlarmOptions {
  /**
   * How many such responses of one function in the window make it fire.
   *
   * @default 1
   */
  readonly atLeast?: number;
}

export const FUNCTION_RESPONSE_OPTIONS: PropNames<FunctionResponseOptions> = {
  ...ALARM_OPTIONS,
  atLeast: true,
};

/** What {@link AlarmRule.query} takes besides. */
export interface QueryOptions extends AlarmOptions {
  readonly id: string;
  /** Title of the alarm and of its messages. */
  readonly title: string;
  /** What to do about it; part of every message. Nothing confidential belongs here. */
  readonly body: string;
  /** Where the metric comes from, for example `oci_apigateway`. */
  readonly namespace: string;
  /**
   * An expression of the Monitoring Query Language with a condition. `{window}` stands for the window.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Monitoring/Reference/mql.htm
   */
  readonly query: string;
}

export const QUERY_OPTIONS: PropNames<QueryOptions> = {
  ...ALARM_OPTIONS,
  title: true,
  body: true,
  namespace: true,
  query: true,
};
