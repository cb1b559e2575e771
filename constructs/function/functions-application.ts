import { FunctionsApplication as OciFunctionsApplication } from '@cdktf/provider-oci/lib/functions-application';
import type { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import { LoggingLogGroup } from '@cdktf/provider-oci/lib/logging-log-group';
import { Construct } from 'constructs';
import type { ApiPermission } from '../../apis';
import { APPLICATION_ATTRIBUTES, APPLICATION_SHAPES } from './application-reference';
import type { ApplicationAttributes, ApplicationShape, IFunctionsApplication } from './application-reference';
import { configProblems } from './function-config';
import type { FunctionConfig } from './function-config';
import type { FunctionsApplicationProps } from './functions-application-props';
import { PermissionPolicy } from '../access/permission-policy';
import { PolicySubject } from '../access/policy-subject';
import { checkLogRetention, serviceLog } from '../operations/service-log';
import { known, PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { shownUrl } from '../shown-url';

const SYSLOG_URL = /^(tcp|udp|tcp\+tls):\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/;
/** What an application with a signature policy takes. */
const MAX_SIGNED_FUNCTIONS = 5;

/** OCI Functions itself, not a function. The two permissions are the ones that Oracle documents, word for word. */
const FAAS = PolicySubject.service('faas');
const TRACING: ApiPermission = { verb: 'use', resourceType: 'apm-domains' };
const IMAGE_SIGNING: ApiPermission = {
  permissions: ['KEY_READ'],
  where: { variable: 'request.operation', value: 'GetKeyVersion' },
};

const PROPS: PropNames<FunctionsApplicationProps> = {
  compartmentId: true,
  network: true,
  displayName: true,
  shape: true,
  config: true,
  invokeLogs: true,
  logRetention: true,
  syslogUrl: true,
  apmDomainId: true,
  apmDomainCompartmentId: true,
  imageSigningKeyIds: true,
  imageSigningKeysCompartmentId: true,
};

/** A Functions application with the log of its functions' invocations. */
export class FunctionsApplication extends Construct implements IFunctionsApplication {
  /** An application that exists; no resource is made. */
  static fromApplicationId(applicationId: string): IFunctionsApplication {
    return { applicationId };
  }

  /** An application that exists and of which more is known, so that more can be checked; no resource is made. */
  static fromAttributes(attributes: ApplicationAttributes): IFunctionsApplication {
    return known(attributes, APPLICATION_ATTRIBUTES);
  }

  readonly application: OciFunctionsApplication;
  readonly logGroup: LoggingLogGroup;
  readonly invokeLog?: LoggingLog;
  readonly tracingPolicy?: PermissionPolicy;
  readonly imageSigningPolicy?: PermissionPolicy;

  readonly shape: ApplicationShape;
  readonly config: FunctionConfig;
  readonly tracingEnabled: boolean;
  readonly functionsReachInternet?: boolean;

  private readonly functionNames: string[] = [];
  private readonly maxFunctions: number;

  constructor(scope: Construct, id: string, props: FunctionsApplicationProps) {
    super(scope, id);
    new PropChecks(this)
      .known(props, PROPS)
      .ofKind(props, { network: KIND.options, config: KIND.options, imageSigningKeyIds: KIND.list });
    const { compartmentId, network, displayName = 'oracleapi' } = props;
    const { apmDomainId, imageSigningKeyIds } = props;
    this.shape = props.shape ?? 'GENERIC_X86';
    this.config = props.config ?? {};
    this.tracingEnabled = apmDomainId !== undefined;
    this.functionsReachInternet = network.functionsReachInternet;
    this.maxFunctions = imageSigningKeyIds === undefined ? Infinity : MAX_SIGNED_FUNCTIONS;
    this.checkProps(props);

    // Before the application, which OCI checks against them when it is made.
    if (apmDomainId !== undefined) {
      this.tracingPolicy = new PermissionPolicy(this, 'TracingPolicy', {
        compartmentId: props.apmDomainCompartmentId ?? compartmentId,
        name: `${displayName}-tracing`,
        description: 'OCI Functions may send traces to the APM domains of the compartment',
        subject: FAAS,
        permissions: [TRACING],
      });
    }
    if (imageSigningKeyIds !== undefined) {
      this.imageSigningPolicy = new PermissionPolicy(this, 'ImageSigningPolicy', {
        compartmentId: props.imageSigningKeysCompartmentId ?? compartmentId,
        name: `${displayName}-image-signing`,
        description: 'OCI Functions may check the signatures of images',
        subject: FAAS,
        permissions: [IMAGE_SIGNING],
      });
    }
    const policies = [this.tracingPolicy, this.imageSigningPolicy].filter((policy) => policy !== undefined);
    this.application = new OciFunctionsApplication(this, 'Application', {
      compartmentId,
      displayName,
      shape: this.shape,
      // What is left out stays in OCI as an earlier deploy wrote it (docs/adr/0007).
      config: this.config,
      subnetIds: [network.functionsSubnetId],
      networkSecurityGroupIds: [...network.functionsSecurityGroupIds],
      syslogUrl: props.syslogUrl,
      traceConfig: apmDomainId === undefined ? { isEnabled: false } : { isEnabled: true, domainId: apmDomainId },
      imagePolicyConfig: imageSigningKeyIds && {
        isPolicyEnabled: true,
        keyDetails: imageSigningKeyIds.map((kmsKeyId) => ({ kmsKeyId })),
      },
      dependsOn: policies.length > 0 ? policies : undefined,
    });
    this.logGroup = new LoggingLogGroup(this, 'LogGroup', { compartmentId, displayName });
    if (props.invokeLogs !== false) {
      this.invokeLog = serviceLog(this, 'InvokeLog', {
        displayName: `${displayName}-invoke`,
        logGroupId: this.logGroup.id,
        logRetention: props.logRetention,
        compartmentId,
        source: { service: 'functions', category: 'invoke', resource: this.applicationId },
      });
    }
  }

  get applicationId(): string {
    return this.application.id;
  }

  tryAddFunction(displayName: string): string | undefined {
    if (this.functionNames.includes(displayName)) return `${this.node.path} has a function ${displayName} already`;
    if (this.functionNames.length >= this.maxFunctions) {
      return `${this.node.path} runs signed images only, and takes ${String(this.maxFunctions)} functions`;
    }
    this.functionNames.push(displayName);
    return undefined;
  }

  private checkProps(props: FunctionsApplicationProps): void {
    const checks = new PropChecks(this);
    for (const problem of configProblems(props.config)) checks.expect(false, problem);
    checks.expect(APPLICATION_SHAPES.includes(this.shape), {
      prop: 'shape',
      wrong: 'is no shape of an application',
      got: this.shape,
      expected: APPLICATION_SHAPES.join(', '),
    });
    checkLogs(props, checks);
    checkServices(props, checks);
    checks.done();
  }
}

function checkLogs(
  { logRetention, syslogUrl, invokeLogs = true }: FunctionsApplicationProps,
  checks: PropChecks,
): void {
  checkLogRetention(checks, { logRetention })
    .expect(logRetention === undefined || invokeLogs, {
      prop: 'logRetention',
      wrong: 'means nothing when no log is kept',
      got: `${String(logRetention?.toDays())} days, invokeLogs: false`,
      expected: 'one of the two',
    })
    .expect(syslogUrl === undefined || SYSLOG_URL.test(syslogUrl), {
      prop: 'syslogUrl',
      wrong: 'is no address of a syslog server',
      got: syslogUrl && shownUrl(syslogUrl),
      expected: 'tcp+tls://host:port, tcp://host:port or udp://host:port',
    })
    .expect(syslogUrl === undefined || !invokeLogs, {
      prop: 'syslogUrl',
      wrong: 'is ignored once the Logging service keeps the logs',
      got: 'syslogUrl and invokeLogs',
      expected: 'one of the two',
      nextStep: 'Say invokeLogs: false, or leave syslogUrl out',
    });
}

function checkServices(props: FunctionsApplicationProps, checks: PropChecks): void {
  const { apmDomainId, imageSigningKeyIds } = props;
  checks
    .expect(apmDomainId !== undefined || props.apmDomainCompartmentId === undefined, {
      prop: 'apmDomainCompartmentId',
      wrong: 'means nothing without apmDomainId',
      got: 'apmDomainCompartmentId alone',
      expected: 'both or neither',
    })
    .expect(imageSigningKeyIds === undefined || imageSigningKeyIds.length > 0, {
      prop: 'imageSigningKeyIds',
      wrong: 'is empty, so no image could run',
      got: imageSigningKeyIds,
      expected: 'at least one key',
    })
    .expect(imageSigningKeyIds !== undefined || props.imageSigningKeysCompartmentId === undefined, {
      prop: 'imageSigningKeysCompartmentId',
      wrong: 'means nothing without imageSigningKeyIds',
      got: 'imageSigningKeysCompartmentId alone',
      expected: 'both or neither',
    });
}
