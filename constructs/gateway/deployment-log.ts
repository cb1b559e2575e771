import type { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import type { Construct } from 'constructs';
import { LOG_RETENTION, checkLogRetention, serviceLog } from '../operations/service-log';
import type { LogRetention } from '../operations/service-log';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/**
 * How much an execution log says: `INFO` every step of a request, `WARN` what passes, like a lost connection, `ERROR` what
 * stays, like a function that is not there. Each has what comes after it as well.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayaddinglogpolicies.htm
 */
export type ExecutionLogLevel = 'INFO' | 'WARN' | 'ERROR';

/** How the logs of a deployment are kept. */
export interface DeploymentLogOptions extends LogRetention {
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

export const DEPLOYMENT_LOG_OPTIONS: PropNames<DeploymentLogOptions> = {
  ...LOG_RETENTION,
  executionLogLevel: true,
  keepNoAccessLog: true,
  keepNoExecutionLog: true,
};

/** Notes what is wrong with how logs are kept. */
export function checkLogs(checks: PropChecks, options: DeploymentLogOptions): void {
  const { executionLogLevel, keepNoExecutionLog = false } = options;
  checkLogRetention(checks, options).expect(executionLogLevel === undefined || !keepNoExecutionLog, {
    prop: 'executionLogLevel',
    wrong: 'means nothing beside keepNoExecutionLog',
    got: executionLogLevel,
    expected: 'one of the two',
  });
}

/** What one log is of. */
export interface DeploymentLogProps extends LogRetention {
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
  const { category, deploymentId, ...log } = props;
  return serviceLog(scope, id, { ...log, source: { service: 'apigateway', category, resource: deploymentId } });
}
