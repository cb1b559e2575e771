import { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import type { LoggingLogConfigurationSource } from '@cdktf/provider-oci/lib/logging-log';
import type { Construct } from 'constructs';
import { Duration } from '../duration';
import { isWholeBetween } from '../prop-error';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';

/** How the Logging service keeps a log. */
export interface LogRetention {
  /**
   * How long entries are kept: 30, 60, 90, 120, 150 or 180 days.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;
}

export const LOG_RETENTION: PropNames<LogRetention> = {
  logRetention: true,
};

/** What a log is of, and where its entries go. */
export interface ServiceLogProps extends LogRetention {
  readonly displayName: string;
  readonly logGroupId: string;
  /**
   * OCID of the compartment that the source is in.
   *
   * @default - that of the log group
   */
  readonly compartmentId?: string;
  readonly source: Omit<LoggingLogConfigurationSource, 'sourceType'>;
}

const STEP_DAYS = 30;
const MOST_STEPS = 6;

/** Notes a retention that the Logging service does not have. */
export function checkLogRetention(checks: PropChecks, { logRetention }: LogRetention): PropChecks {
  checks.ofKind({ logRetention }, { logRetention: KIND.duration });
  const days = logRetention?.toDays() ?? STEP_DAYS;
  return checks.expect(isWholeBetween(days / STEP_DAYS, 1, MOST_STEPS), {
    prop: 'logRetention',
    wrong: 'is not a retention of the Logging service',
    got: `${String(days)} days`,
    expected: '30, 60, 90, 120, 150 or 180 days',
  });
}

/** Makes a log that a service of OCI writes. */
export function serviceLog(scope: Construct, id: string, props: ServiceLogProps): LoggingLog {
  const { displayName, logGroupId, compartmentId, source, logRetention = Duration.days(STEP_DAYS) } = props;
  return new LoggingLog(scope, id, {
    displayName,
    logGroupId,
    logType: 'SERVICE',
    isEnabled: true,
    retentionDuration: logRetention.toDays(),
    configuration: { compartmentId, source: { sourceType: 'OCISERVICE', ...source } },
  });
}
