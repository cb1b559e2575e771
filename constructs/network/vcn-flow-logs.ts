import { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import { Construct } from 'constructs';
import type { IApiNetwork } from './api-network';
import { Duration } from '../duration';
import { PropChecks } from '../prop-error';

/** What {@link VcnFlowLogs} takes. */
export interface VcnFlowLogsProps {
  /** The network whose traffic is logged. */
  readonly network: IApiNetwork;
  /** OCID of the log group that the logs are written to, in the region of the network. */
  readonly logGroupId: string;
  /**
   * Names the logs; each has its subnet's role behind it.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
  /**
   * How long the logs are kept: whole months of 30 days, 6 at most. The CIS benchmark asks for 90 days.
   *
   * @default Duration.days(30)
   */
  readonly retention?: Duration;
  /**
   * OCID of a capture filter, which says which traffic is logged and how much of it.
   *
   * @default - all traffic
   * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/capture-filters.htm
   */
  readonly captureFilterId?: string;
}

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
    const days = (props.retention ?? Duration.days(30)).toDays();
    new PropChecks(this)
      .expect([30, 60, 90, 120, 150, 180].includes(days), {
        prop: 'retention',
        wrong: 'is not a retention of the Logging service',
        got: `${String(days)} days`,
        expected: '30, 60, 90, 120, 150 or 180 days',
      })
      .done();
    const { gatewaySubnetId, functionsSubnetId } = props.network;
    this.gatewayLog = this.log('GatewayLog', 'gateway', gatewaySubnetId, days, props);
    if (functionsSubnetId !== gatewaySubnetId) {
      this.functionsLog = this.log('FunctionsLog', 'functions', functionsSubnetId, days, props);
    }
  }

  private log(id: string, role: string, resource: string, days: number, props: VcnFlowLogsProps): LoggingLog {
    const { displayName = 'oracleapi', logGroupId, captureFilterId } = props;
    return new LoggingLog(this, id, {
      displayName: `${displayName}-${role}-flow`,
      logGroupId,
      logType: 'SERVICE',
      isEnabled: true,
      retentionDuration: days,
      configuration: {
        source: {
          sourceType: 'OCISERVICE',
          service: 'flowlogs',
          category: 'subnet',
          resource,
          parameters: captureFilterId === undefined ? undefined : { capture_filter: captureFilterId },
        },
      },
    });
  }
}
