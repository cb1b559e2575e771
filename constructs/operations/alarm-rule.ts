import type { Construct } from 'constructs';
import type {
  AlarmOptions,
  AlarmSeverity,
  FunctionResponseOptions,
  LatencyOptions,
  QueryOptions,
  ServerErrorOptions,
} from './alarm-options';
import { Duration } from '../duration';
import { isoDuration } from '../gateway/iso-duration';
import { isCount, isWholeBetween, ofKind, PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { FUNCTION_RESPONSE_OPTIONS, LATENCY_OPTIONS, QUERY_OPTIONS, SERVER_ERROR_OPTIONS } from './alarm-options';

/** One rule as an alarm is made of it. */
export interface AlarmSettings {
  readonly title: string;
  readonly body: string;
  readonly namespace: string;
  readonly query: string;
  readonly severity: AlarmSeverity;
  readonly pendingDuration: string;
}

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly namespace: string;
  readonly severity: AlarmSeverity;
  /** Names of all options that the rule takes. */
  readonly options: PropNames<AlarmOptions>;
  readonly query: (window: string) => string;
  readonly check?: (checks: PropChecks) => void;
}

/** When to raise an alarm: a metric, a condition, and how urgent it is. */
export class AlarmRule {
  /**
   * Too many responses of a deployment are 5xx: functions that fail, time out or may not be invoked, and keys that cannot be
   * fetched. CRITICAL by default.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Reference/apigatewaymetrics.htm
   */
  static serverErrors(deploymentId: string, options: ServerErrorOptions = {}): AlarmRule {
    const { abovePercent = 5, atLeast = 5 } = options;
    const all = `deploymentId = "${deploymentId}"`;
    const sum = (window: string, where: string): string => `HttpResponses[${window}]{${where}}.grouping().sum()`;
    return new AlarmRule(options, {
      id: 'ServerErrors',
      title: 'server errors',
      body: `More than ${String(abovePercent)} % of the responses are 5xx. Look into the execution log of the deployment and the log of the functions.`,
      namespace: 'oci_apigateway',
      severity: 'CRITICAL',
      options: SERVER_ERROR_OPTIONS,
      query: (window) => {
        const errors = sum(window, `${all}, httpStatusCategory = "5xx"`);
        return `${errors} / ${sum(window, all)} * 100 > ${String(abovePercent)} && ${errors} >= ${String(atLeast)}`;
      },
      check: (checks) => checkPercentage(checkCount(checks, atLeast), 'abovePercent', abovePercent),
    });
  }

  /**
   * Requests to a deployment take too long, start to end. WARNING by default.
   *
   * @throws RangeError when `above` is no Duration
   */
  static latency(deploymentId: string, options: LatencyOptions = {}): AlarmRule {
    const { above = Duration.seconds(5), percentile = 95 } = options;
    ofKind('above', above, KIND.duration);
    return new AlarmRule(options, {
      id: 'Latency',
      title: 'latency',
      body: `${rounded(100 - percentile)} % of the requests take longer than ${String(above.toSeconds())} s. Compare the latency of gateway, function and upstream.`,
      namespace: 'oci_apigateway',
      severity: 'WARNING',
      options: LATENCY_OPTIONS,
      // The metric is in seconds, percentiles are fractions.
      query: (window) =>
        `Latency[${window}]{deploymentId = "${deploymentId}"}.grouping().percentile(${rounded(percentile / 100)}) > ${String(above.toSeconds())}`,
      check: (checks) => {
        checks.expect(above.toSeconds() > 0, {
          prop: 'above',
          wrong: 'is no time at all',
          got: `${String(above.toSeconds())} s`,
          expected: 'more than 0 s',
        });
        checkPercentage(checks, 'percentile', percentile);
      },
    });
  }

  /**
   * A function of an application fails. ERROR by default.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Reference/functionsmetrics.htm
   */
  static functionErrors(applicationId: string, options: FunctionResponseOptions = {}): AlarmRule {
    return AlarmRule.functionResponses(applicationId, options, {
      id: 'FunctionErrors',
      title: 'function errors',
      body: 'Invocations of a function fail. Look into the log of the functions.',
      response: 'Error',
      severity: 'ERROR',
    });
  }

  /** A function of an application is refused more concurrent invocations: 429. WARNING by default. */
  static functionThrottles(applicationId: string, options: FunctionResponseOptions = {}): AlarmRule {
    return AlarmRule.functionResponses(applicationId, options, {
      id: 'FunctionThrottles',
      title: 'function throttles',
      body: "Invocations of a function are refused, since the tenancy's memory for functions is in use. Have the limit raised, or limit the rate of calls.",
      response: 'Throttled',
      severity: 'WARNING',
    });
  }

  /** Anything else that the Monitoring service can tell. WARNING by default. */
  static query(options: QueryOptions): AlarmRule {
    const { id, title, body, namespace } = options;
    return new AlarmRule(options, {
      id,
      title,
      body,
      namespace,
      severity: 'WARNING',
      options: QUERY_OPTIONS,
      query: (window) => options.query.replaceAll('{window}', window),
    });
  }

  private static functionResponses(
    applicationId: string,
    options: FunctionResponseOptions,
    { response, ...kind }: Omit<Kind, 'namespace' | 'options' | 'query'> & { readonly response: string },
  ): AlarmRule {
    const { atLeast = 1 } = options;
    return new AlarmRule(options, {
      ...kind,
      namespace: 'oci_faas',
      options: FUNCTION_RESPONSE_OPTIONS,
      query: (window) =>
        `FunctionResponseCount[${window}]{applicationId = "${applicationId}", responseType = "${response}"}.groupBy(resourceId).sum() >= ${String(atLeast)}`,
      check: (checks) => checkCount(checks, atLeast),
    });
  }

  /** Names the alarm in the state. */
  readonly id: string;

  private constructor(
    private readonly options: AlarmOptions,
    private readonly kind: Kind,
  ) {
    this.id = options.id ?? kind.id;
  }

  /** @throws PropError when a threshold or a duration cannot be */
  bind(scope: Construct): AlarmSettings {
    const { window = Duration.minutes(5), pendingDuration = Duration.minutes(1), severity } = this.options;
    const checks = new PropChecks(scope)
      .known(this.options, this.kind.options, `rule ${this.id}`)
      .ofKind(this.options, {
        window: KIND.duration,
        pendingDuration: KIND.duration,
      });
    checkMinutes(checks, 'window', window);
    checkMinutes(checks, 'pendingDuration', pendingDuration);
    this.kind.check?.(checks);
    checks.done();
    const { title, body, namespace, query } = this.kind;
    return {
      title,
      body,
      namespace,
      query: query(`${String(minutes(window))}m`),
      severity: severity ?? this.kind.severity,
      pendingDuration: isoDuration(pendingDuration),
    };
  }
}

function checkMinutes(checks: PropChecks, prop: string, duration: Duration): void {
  checks.expect(isWholeBetween(minutes(duration), 1, 60), {
    prop,
    wrong: 'is not a time that the Monitoring service counts in',
    got: `${String(duration.toSeconds())} s`,
    expected: '1 to 60 whole minutes',
  });
}

function checkCount(checks: PropChecks, atLeast: number): PropChecks {
  return checks.expect(isCount(atLeast), {
    prop: 'atLeast',
    wrong: 'is not a number of responses',
    got: atLeast,
    expected: 'a whole number from 1',
  });
}

function checkPercentage(checks: PropChecks, prop: string, percentage: number): PropChecks {
  return checks.expect(percentage > 0 && percentage < 100, {
    prop,
    wrong: 'is not a percentage',
    got: percentage,
    expected: 'more than 0, less than 100',
  });
}

function minutes(duration: Duration): number {
  return duration.toSeconds() / 60;
}

/** Without what binary fractions leave: 99.9 % is 0.999. */
function rounded(value: number): string {
  return String(Number(value.toFixed(6)));
}
