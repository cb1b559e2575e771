import { ApigatewayDeployment } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { ApigatewayDeploymentSpecification } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import type { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { CalledServer } from '../network/called-server';
import { closedServers } from './closed-servers';
import type { NeededServer } from './closed-servers';
import { ContextVariable } from './context-variable';
import { checkLogs, DEPLOYMENT_LOG_OPTIONS, deploymentLog } from './deployment-log';
import type { DeploymentLogOptions } from './deployment-log';
import { checkPolicies, DEPLOYMENT_POLICIES, policyBlocks } from './deployment-policies';
import type { DeploymentPolicies } from './deployment-policies';
import type { AuthenticationConfig, IGatewayAuthentication } from '../authentication/gateway-authentication';
import { checkRoute, checkRouteOptions, routeBlock } from './gateway-route';
import { gatewaySecret } from './gateway-secret';
import type { GatewaySecret } from './gateway-secret';
import type { GatewayRoute, RouteOptions, RouteSurroundings } from './gateway-route';
import { invokePolicy } from './invoke-policy';
import { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { checkLock, lockAttributes } from './resource-lock';
import type { ResourceLock } from './resource-lock';
import { checkPathPrefix } from './route-path';
import type { SignedApiFunction } from '../function/signed-api-function';

const KEYS_WAY_OUT =
  'Set gatewayReachesInternet of the network (a private gateway gets a NAT gateway for it), or take fixed keys, ' +
  "JwtKeys.fixed(). If that address was tried from the gateway's subnet without the internet, say which way it is reached: " +
  "reachedThrough: 'SERVICE_GATEWAY' or 'VCN'";
const MAX_SPECIFICATION_BYTES = 2 * 1024 * 1024;

/** What a deployment has to know of its gateway, whoever made that. */
export interface IDeploymentGateway {
  /** OCID of the gateway. */
  readonly gatewayId: string;
  /** OCID of the compartment that holds the gateway. */
  readonly gatewayCompartmentId: string;
  /** Host name without scheme; known at deploy. */
  readonly hostname: string;
  /** Whether the gateway has authorities that certificates of callers can be checked with. */
  readonly hasCertificateAuthorities: boolean;
  /** Whether the gateway has a response cache. */
  readonly hasResponseCache: boolean;
  /**
   * Whether the gateway may call out beyond OCI's own services. False refuses keys and HTTP backends that are fetched or
   * called there.
   *
   * @default - unknown
   */
  readonly reachesInternet?: boolean;
  /**
   * Whether the network lets the gateway call a server at its port; asked at synth, when all rules are there.
   *
   * @default - unknown
   */
  readonly gatewayMayCall?: (server: CalledServer) => boolean;
  /**
   * What has to be there before a deployment can be: the service checks then that the gateway may invoke its functions.
   *
   * @default - nothing
   */
  readonly prerequisites?: readonly ITerraformDependable[];
}

/** What {@link GatewayDeployment} takes. */
export interface GatewayDeploymentProps extends DeploymentPolicies, DeploymentLogOptions {
  /** The gateway that it is deployed on. */
  readonly gateway: IDeploymentGateway;
  /** OCID of the compartment that holds deployment and logs. */
  readonly compartmentId: string;
  /** How callers are known; a deployment without one cannot be built, so no route is open by forgetting. */
  readonly authentication: IGatewayAuthentication;
  /**
   * What every route's address starts with, 255 characters at most. A change replaces the deployment. `/` leaves no place
   * for another deployment on the gateway.
   */
  readonly pathPrefix: string;
  /** OCID of the log group that access and execution logs are written to. */
  readonly logGroupId: string;
  /**
   * Names the deployment.
   *
   * @default - the construct's id
   */
  readonly displayName?: string;
  /**
   * The logs' and the policy's names start with it; logs are unique in their group, policies in their compartment.
   *
   * @default - `displayName`
   */
  readonly namePrefix?: string;
  /**
   * OCID of a compartment whose functions the gateway is to invoke for this deployment. It costs a policy there.
   *
   * @default - the gateway's own policies do
   */
  readonly functionsCompartmentId?: string;
  /**
   * Keeps the deployment from being deleted, or from being changed as well.
   *
   * @default - none
   */
  readonly lock?: ResourceLock;
}

/** The names of what is said of a deployment, whoever makes it. */
export const DEPLOYMENT_PROPS: PropNames<Omit<GatewayDeploymentProps, 'gateway'>> = {
  ...DEPLOYMENT_POLICIES,
  ...DEPLOYMENT_LOG_OPTIONS,
  compartmentId: true,
  authentication: true,
  pathPrefix: true,
  logGroupId: true,
  displayName: true,
  namePrefix: true,
  functionsCompartmentId: true,
  lock: true,
};

const PROPS: PropNames<GatewayDeploymentProps> = { gateway: true, ...DEPLOYMENT_PROPS };

/** One deployment: routes under a prefix that ask for a token unless they say, at length, that they do not. */
export class GatewayDeployment extends Construct {
  readonly deployment: ApigatewayDeployment;
  /** Undefined without `functionsCompartmentId`. */
  readonly invokePolicy?: IdentityPolicy;
  /** Lets the gateway read the secret of its authentication; undefined where that has none. */
  readonly authenticationSecret?: GatewaySecret;
  /** Undefined after `keepNoAccessLog`. */
  readonly accessLog?: LoggingLog;
  /** Undefined after `keepNoExecutionLog`. */
  readonly executionLog?: LoggingLog;
  readonly pathPrefix: string;

  private readonly routes: GatewayRoute[] = [];
  private authentication: AuthenticationConfig;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GatewayDeploymentProps,
  ) {
    super(scope, id);
    const { gateway, compartmentId, pathPrefix, displayName = id, namePrefix = displayName } = props;
    this.pathPrefix = pathPrefix;
    new PropChecks(this).known(props, PROPS).ofKind(props, { authentication: KIND.authentication });
    this.authentication = this.authenticate();
    this.checkProps();
    if (props.functionsCompartmentId !== undefined) {
      this.invokePolicy = invokePolicy(this, 'InvokePolicy', {
        gatewayCompartmentId: gateway.gatewayCompartmentId,
        functionsCompartmentId: props.functionsCompartmentId,
        name: `${namePrefix}-may-invoke`,
      });
    }
    const { secret } = this.authentication;
    if (secret !== undefined) {
      this.authenticationSecret = gatewaySecret(new Construct(this, 'AuthenticationSecret'), {
        gatewayCompartmentId: gateway.gatewayCompartmentId,
        tenancyId: secret.tenancyId,
        secretId: secret.secretId,
        secretCompartmentId: secret.compartmentId ?? gateway.gatewayCompartmentId,
        name: `${namePrefix}-authentication`,
        purpose: 'that tells the gateway its callers',
      });
    }
    this.deployment = new ApigatewayDeployment(this, 'Deployment', {
      compartmentId,
      gatewayId: gateway.gatewayId,
      displayName,
      pathPrefix,
      specification: this.specification(),
      ...lockAttributes(props.lock),
      dependsOn: [...(gateway.prerequisites ?? []), ...this.ownPolicies()],
    });
    const log = { ...props, deploymentId: this.deployment.id };
    if (props.keepNoAccessLog !== true) {
      const displayName = `${namePrefix}-access`;
      this.accessLog = deploymentLog(this, 'AccessLog', { ...log, category: 'access', displayName });
    }
    if (props.keepNoExecutionLog !== true) {
      const displayName = `${namePrefix}-execution`;
      this.executionLog = deploymentLog(this, 'ExecutionLog', { ...log, category: 'execution', displayName });
    }
    this.node.addValidation({ validate: () => this.problems() });
  }

  /** What the service, or the first call, finds missing otherwise. */
  private ownPolicies(): ITerraformDependable[] {
    return [this.invokePolicy, this.authenticationSecret?.policy].filter((policy) => policy !== undefined);
  }

  /** OCID of the deployment; the service gives it. */
  get deploymentId(): string {
    return this.deployment.id;
  }

  /** Address of the deployment: the gateway's and the prefix. */
  get endpoint(): string {
    return this.deployment.endpoint;
  }

  /**
   * Adds the route that an API declares, answered by its function.
   *
   * @throws PropError as {@link GatewayDeployment.addRoute} does
   */
  addApi(served: SignedApiFunction, options: RouteOptions = {}): this {
    const { method, path } = served.api.route;
    checkRouteOptions(new PropChecks(this), path, options);
    return this.addRoute({ ...options, path, methods: [method], functionId: served.functionId });
  }

  /**
   * Adds a route.
   *
   * @throws PropError naming all that is wrong with the route by itself and beside those that are there already
   */
  addRoute(route: GatewayRoute): this {
    const checks = new PropChecks(this);
    checkRoute(checks, route, this.surroundings());
    checks.done();
    this.routes.push(route);
    this.authentication = this.authenticate();
    this.deployment.putSpecification(this.specification());
    return this;
  }

  private specification(): ApigatewayDeploymentSpecification {
    const { executionLogLevel } = this.props;
    const around = this.surroundings();
    return {
      loggingPolicies: executionLogLevel && { executionLog: { logLevel: executionLogLevel } },
      requestPolicies: {
        authentication: this.authentication.policy,
        ...policyBlocks(
          this.props,
          this.routes.flatMap(({ methods }) => methods),
        ),
      },
      routes: this.routes.map((route) => routeBlock(route, around)),
    };
  }

  /** Whether one route is open is a matter of the whole deployment, so every new route asks anew. */
  private authenticate(): AuthenticationConfig {
    const { authentication, gateway } = this.props;
    return authentication.bind({
      scope: this,
      gatewayHostname: gateway.hostname,
      anonymousAccessAllowed: this.routes.some(({ allowAnonymousCallers }) => allowAnonymousCallers === true),
    });
  }

  private surroundings(): RouteSurroundings {
    const { scopes = ['invoke'], passClaims = {}, usagePlanToken, gateway } = this.props;
    return {
      others: this.routes,
      scopes,
      passClaims,
      callers: this.authentication,
      usagePlanToken,
      gatewayCaches: gateway.hasResponseCache,
      reachesInternet: gateway.reachesInternet,
      token: tokenOf(this.authentication),
    };
  }

  private checkProps(): void {
    const { gateway } = this.props;
    const { fetches } = this.authentication;
    const checks = new PropChecks(this);
    checkPathPrefix(checks, this.pathPrefix);
    checkPolicies(checks, this.props, {
      hasCertificateAuthorities: gateway.hasCertificateAuthorities,
      callers: this.authentication,
    });
    checkLogs(checks, this.props);
    checkLock(checks, this.props.lock);
    checks
      .expect(fetches?.from.way !== 'INTERNET' || gateway.reachesInternet !== false, {
        prop: 'authentication',
        wrong: 'needs the internet, which the gateway does not reach',
        got: fetches && `the gateway fetches ${fetches.what} from ${String(fetches.from)}`,
        expected: 'an authentication for which nothing is fetched there',
        nextStep: KEYS_WAY_OUT,
      })
      .done();
  }

  private neededServers(): NeededServer[] {
    return [
      { by: 'authentication', server: this.authentication.fetches?.from },
      ...this.routes.map(({ path, backend }) => ({ by: `backend of ${path}`, server: backend?.server })),
    ];
  }

  private problems(): string[] {
    const bytes = Buffer.byteLength(JSON.stringify(this.specification()));
    return [
      ...(this.routes.length > 0 ? [] : ['routes: none was added. Call addRoute() or addApi().']),
      ...(bytes <= MAX_SPECIFICATION_BYTES
        ? []
        : [
            `routes: have ${String(bytes)} bytes as JSON; at most ${String(MAX_SPECIFICATION_BYTES)} fit in a deployment.`,
          ]),
      ...closedServers(this.neededServers(), this.props.gateway.gatewayMayCall),
    ];
  }
}

/** Where callers have their token, if that is one place. */
function tokenOf({ policy: { tokenHeader, tokenQueryParam } }: AuthenticationConfig): ContextVariable | undefined {
  if (tokenHeader !== undefined) return ContextVariable.header(tokenHeader);
  return tokenQueryParam === undefined ? undefined : ContextVariable.queryParameter(tokenQueryParam);
}
