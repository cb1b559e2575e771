import { FunctionsApplication as OciFunctionsApplication } from '@cdktf/provider-oci/lib/functions-application';
import { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import { LoggingLogGroup } from '@cdktf/provider-oci/lib/logging-log-group';
import { Construct } from 'constructs';
import type { IApiNetwork } from './api-network';
import { Duration } from './duration';
import { PropChecks } from './prop-error';

/** Processors that an application's functions may run on; an image has to be built for them. */
export type ApplicationShape = 'GENERIC_X86' | 'GENERIC_ARM' | 'GENERIC_X86_ARM';

/** An application that functions can be added to, whoever made it. */
export interface IFunctionsApplication {
  /** OCID of the application. */
  readonly applicationId: string;
}

/** What {@link FunctionsApplication} takes. */
export interface FunctionsApplicationProps {
  /** OCID of the compartment that holds application, log group and log. */
  readonly compartmentId: string;
  /** Where the functions run. */
  readonly network: IApiNetwork;
  /**
   * Names application, log group and log. Cannot be changed later without replacing the application.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
  /**
   * Which processors the functions run on; the default image fits x86. Cannot be changed later without replacing the
   * application.
   *
   * @default 'GENERIC_X86'
   */
  readonly shape?: ApplicationShape;
  /**
   * Environment variables of every function of the application; a function's own value wins. Together with the function's they
   * may take 4 KB.
   *
   * @default - none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * How long the functions' logs are kept: whole months of 30 days, 6 at most.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;
}

/** A Functions application with the log of its functions' invocations. */
export class FunctionsApplication extends Construct implements IFunctionsApplication {
  /** An application that exists; no resource is made. */
  static fromApplicationId(applicationId: string): IFunctionsApplication {
    return { applicationId };
  }

  readonly application: OciFunctionsApplication;
  readonly logGroup: LoggingLogGroup;
  readonly invokeLog: LoggingLog;

  constructor(scope: Construct, id: string, props: FunctionsApplicationProps) {
    super(scope, id);
    const { compartmentId, network, displayName = 'oracleapi', logRetention = Duration.days(30) } = props;

    new PropChecks(this)
      .expect([30, 60, 90, 120, 150, 180].includes(logRetention.toDays()), {
        prop: 'logRetention',
        wrong: 'is not a retention of the Logging service',
        got: `${String(logRetention.toDays())} days`,
        expected: '30, 60, 90, 120, 150 or 180 days',
      })
      .done();

    this.application = new OciFunctionsApplication(this, 'Application', {
      compartmentId,
      displayName,
      shape: props.shape ?? 'GENERIC_X86',
      config: props.config,
      subnetIds: [network.functionsSubnetId],
      networkSecurityGroupIds: [...network.functionsSecurityGroupIds],
    });
    this.logGroup = new LoggingLogGroup(this, 'LogGroup', { compartmentId, displayName });
    this.invokeLog = new LoggingLog(this, 'InvokeLog', {
      displayName: `${displayName}-invoke`,
      logGroupId: this.logGroup.id,
      logType: 'SERVICE',
      isEnabled: true,
      retentionDuration: logRetention.toDays(),
      configuration: {
        compartmentId,
        source: { sourceType: 'OCISERVICE', service: 'functions', category: 'invoke', resource: this.applicationId },
      },
    });
  }

  get applicationId(): string {
    return this.application.id;
  }
}
