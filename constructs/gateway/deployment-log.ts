import { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import type { Construct } from 'constructs';
import { Duration } from '../duration';
import { isWholeBetween } from '../prop-error';
import type { PropChecks } from '../prop-error';

const STEP_DAYS = 30;
const MAX_STEPS = 6;

/**
 * How much an execution log says: `INFO` every step of a request, `WARN` what passes, like a lost connection, `ERROR` what
 * stays, like a function that is not there. Each has what comes after it as well.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayaddinglogpolicies.htm
 */
export type ExecutionLogLevel = 'INFO' | 'WARN' | 'ERROR';

/** How the logs of a deployment are kept. */
export interface DeploymentLogOptions {
  /**
   * How long entries are kept: 30, 60, 90, 120, 150 or 180 days.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;
  /**
   * How much the execution log says of a request.
   *
   * @default - what the service does by itself, `INFO`
   */
  readonly executionLogLevel?: ExecutionLogLevel;
  /**
   * Leaves no record of who called what, and when.
   *
   * @default false
   */
  readonly keepNoAccessLog?: boolean;
  /**
   * Leaves no record of why requests were refused or failed.
   *
   * @default false
   */
  readonly keepNoExecutionLog?: boolean;
}

/** Notes what is wrong with how logs are kept. */
export function checkLogs(checks: PropChecks, options: DeploymentLogOptions): void {
  const { logRetention = Duration.days(STEP_DAYS), executionLogLevel, keepNoExecutionLog = false } = options;
  const days = logRetention.toDays();
  checks
    .expect(isWholeBetween(days / STEP_DAYS, 1, MAX_STEPS), {
      prop: 'logRetention',
      wrong: 'is not a time that logs are kept',
      got: `${String(days)} days`,
      expected: '30, 60, 90, 120, 150 or 180 days',
    })
    .expect(executionLogLevel === undefined || !keepNoExecutionLog, {
      prop: 'executionLogLevel',
      wrong: 'means nothing beside keepNoExecutionLog',
      got: executionLogLevel,
      expected: 'one of the two',
    });
}

/** What one log is of. */
export interface DeploymentLogProps extends Pick<DeploymentLogOptions, 'logRetention'> {
  readonly category: 'access' | 'execution';
  readonly displayName: string;
  readonly logGroupId: string;
  /** OCID of the compartment that the deployment is in. */
  readonly compartmentId: string;
  /** OCID of the deployment. */
  readonly deploymentId: string;
}

/** Makes a log of a deployment; what `logging_policies` switch on is an archive that the service will drop. */
export function deploymentLog(scope: Construct, id: string, props: DeploymentLogProps): LoggingLog {
  const { category, displayName, logGroupId, compartmentId, deploymentId, logRetention } = props;
  return new LoggingLog(scope, id, {
    displayName,
    logGroupId,
    logType: 'SERVICE',
    isEnabled: true,
    retentionDuration: (logRetention ?? Duration.days(STEP_DAYS)).toDays(),
    configuration: {
      compartmentId,
      source: { sourceType: 'OCISERVICE', service: 'apigateway', category, resource: deploymentId },
    },
  });
}
