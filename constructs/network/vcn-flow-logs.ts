import type { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import { Construct } from 'constructs';
import type { IApiNetwork } from './api-network';
import type { Duration } from '../duration';
import { checkLogRetention, serviceLog } from '../operations/service-log';
import type { LogRetention } from '../operations/service-log';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What {@link VcnFlowLogs} takes. */
export interface VcnFlowLogsProps extends LogRetention {
  /** The network whose traffic is logged. */
  readonly network: IApiNetwork;
  /** OCID of the log group that the logs are written to, in the region of the network. */
  readonly logGroupId: string;
  /**
   * The logs' names start with it; each has its subnet's role behind it.
   *
   * @default 'oracleapi'
   */
  readonly namePrefix?: string;
  /**
   * How long entries are kept: 30, 60, 90, 120, 150 or 180 days. The CIS benchmark asks for 90.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;
  /**
   * OCID of a capture filter, which says which traffic is logged and how much of it.
   *
   * @default - all traffic
   * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/capture-filters.htm
   */
  readonly captureFilterId?: string;
}

const PROPS: PropNames<VcnFlowLogsProps> = {
  network: true,
  logGroupId: true,
  namePrefix: true,
  logRetention: true,
  captureFilterId: true,
};

/**
 * Logs of which connections were let through and which were refused, in the subnets of the gateway and of the functions.
 *
 * Logging costs by volume beyond 10 GB a month; a gateway under load writes a record for every connection.
 */
export class VcnFlowLogs extends Construct {
  readonly gatewayLog: LoggingLog;
  /** None if functions are in the gateway's subnet: a subnet has one flow log. */
  readonly functionsLog?: LoggingLog;

  constructor(scope: Construct, id: string, props: VcnFlowLogsProps) {
    super(scope, id);
    checkLogRetention(new PropChecks(this).known(props, PROPS), props).done();
    const { gatewaySubnetId, functionsSubnetId } = props.network;
    this.gatewayLog = this.log('GatewayLog', 'gateway', gatewaySubnetId, props);
    if (functionsSubnetId !== gatewaySubnetId) {
      this.functionsLog = this.log('FunctionsLog', 'functions', functionsSubnetId, props);
    }
  }

  private log(id: string, role: string, resource: string, props: VcnFlowLogsProps): LoggingLog {
    const { namePrefix = 'oracleapi', logGroupId, logRetention, captureFilterId } = props;
    return serviceLog(this, id, {
      displayName: `${namePrefix}-${role}-flow`,
      logGroupId,
      logRetention,
      source: {
        service: 'flowlogs',
        category: 'subnet',
        resource,
        parameters: captureFilterId === undefined ? undefined : { capture_filter: captureFilterId },
      },
    });
  }
}
