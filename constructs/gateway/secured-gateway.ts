import { ApigatewayGateway } from '@cdktf/provider-oci/lib/apigateway-gateway';
import type { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { IApiNetwork } from '../network/api-network';
import type { CalledServer } from '../network/called-server';
import { closedServers } from './closed-servers';
import { DEPLOYMENT_LOG_OPTIONS } from './deployment-log';
import type { DeploymentLogOptions } from './deployment-log';
import { DEPLOYMENT_POLICIES } from './deployment-policies';
import type { DeploymentPolicies } from './deployment-policies';
import { checkNeighbours } from './deployment-table';
import { addressAttributes, checkGatewayAddress, GATEWAY_ADDRESS } from './gateway-address';
import type { GatewayAddress } from './gateway-address';
import type { IGatewayAuthentication } from '../authentication/gateway-authentication';
import { DEPLOYMENT_PROPS, GatewayDeployment } from './gateway-deployment';
import type { GatewayDeploymentProps, IDeploymentGateway } from './gateway-deployment';
import type { GatewayRoute, RouteOptions } from './gateway-route';
import { invokePolicy } from './invoke-policy';
import { PropChecks } from '../prop-error';
import { checkLock, lockAttributes } from './resource-lock';
import type { ResourceLock } from './resource-lock';
import { ResponseCache } from './response-cache';
import type { ResponseCacheOptions } from './response-cache';
import type { SignedApiFunction } from '../function/signed-api-function';
import { caBundleBlocks, checkTrustStore, TRUST_STORE } from './trust-store';
import type { TrustStore } from './trust-store';
import { pickedProps } from '../prop-names';
import type { PropNames } from '../prop-names';

/** What {@link SecuredGateway} takes: of the gateway itself, and of its first deployment. */
export interface SecuredGatewayProps extends DeploymentPolicies, DeploymentLogOptions, GatewayAddress, TrustStore {
  /** OCID of the compartment that holds gateway, deployments and logs. */
  readonly compartmentId: string;
  /** Where the gateway is reached. */
  readonly network: IApiNetwork;
  /** How callers of the first deployment are known; a gateway without one cannot be built. */
  readonly authentication: IGatewayAuthentication;
  /** OCID of the log group that access and execution logs are written to. */
  readonly logGroupId: string;
  /**
   * OCID of the compartment that holds the functions that the gateway may invoke.
   *
   * @default - the gateway's own compartment
   */
  readonly functionsCompartmentId?: string;
  /**
   * Names the gateway; the policy's and the logs' names start with it.
   *
   * @default 'oracleapi-gw'
   */
  readonly displayName?: string;
  /**
   * Names the first deployment.
   *
   * @default 'oracleapi'
   */
  readonly deploymentName?: string;
  /**
   * What every address of the first deployment starts with. A change replaces the deployment. `/` leaves no place for
   * another deployment.
   *
   * @default '/oracleapi'
   */
  readonly pathPrefix?: string;
  /**
   * OCID of the certificate that callers are shown, with the names of the gateway's own domain.
   *
   * @default - Oracle's, for the host name that the service gives
   */
  readonly certificateId?: string;
  /**
   * Where answers may be kept; the routes say which are.
   *
   * @default - nowhere
   */
  readonly responseCache?: ResponseCacheOptions;
  /**
   * Keeps the gateway from being deleted, or from being changed as well.
   *
   * @default - none
   */
  readonly lock?: ResourceLock;
  /**
   * The same for the first deployment.
   *
   * @default - none
   */
  readonly deploymentLock?: ResourceLock;
}

const PROPS: PropNames<SecuredGatewayProps> = {
  ...GATEWAY_ADDRESS,
  ...TRUST_STORE,
  ...DEPLOYMENT_POLICIES,
  ...DEPLOYMENT_LOG_OPTIONS,
  compartmentId: true,
  network: true,
  authentication: true,
  logGroupId: true,
  functionsCompartmentId: true,
  displayName: true,
  deploymentName: true,
  pathPrefix: true,
  certificateId: true,
  responseCache: true,
  lock: true,
  deploymentLock: true,
};

/** What {@link SecuredGateway.addDeployment} takes. */
export interface AddDeploymentProps extends Omit<
  GatewayDeploymentProps,
  'gateway' | 'compartmentId' | 'logGroupId' | 'namePrefix' | 'functionsCompartmentId'
> {
  /**
   * OCID of the compartment that holds deployment and logs.
   *
   * @default - the gateway's
   */
  readonly compartmentId?: string;
  /**
   * OCID of the log group that access and execution logs are written to.
   *
   * @default - the gateway's
   */
  readonly logGroupId?: string;
  /**
   * OCID of the compartment that holds the deployment's functions; one that differs from the gateway's costs a policy there.
   *
   * @default - the gateway's `functionsCompartmentId`
   */
  readonly functionsCompartmentId?: string;
  /**
   * The logs' and the policy's names start with it; logs are unique in their group, policies in their compartment.
   *
   * @default - the gateway's `displayName` and the id
   */
  readonly namePrefix?: string;
}

const ADD_DEPLOYMENT_PROPS: PropNames<AddDeploymentProps> = DEPLOYMENT_PROPS;

/** What the gateway's own props say of its first deployment, by the same name. */
const FIRST_DEPLOYMENT = {
  ...DEPLOYMENT_POLICIES,
  ...DEPLOYMENT_LOG_OPTIONS,
  compartmentId: true,
  authentication: true,
  logGroupId: true,
  functionsCompartmentId: true,
} as const;

/** An API gateway, the policy that it may invoke functions, and deployments whose routes ask for a token. */
export class SecuredGateway extends Construct implements IDeploymentGateway {
  readonly gateway: ApigatewayGateway;
  readonly invokePolicy: IdentityPolicy;
  /** Undefined without `responseCache`. */
  readonly responseCache?: ResponseCache;
  /** The first deployment, which the gateway's own props describe. */
  readonly deployment: GatewayDeployment;
  readonly hasCertificateAuthorities: boolean;
  readonly reachesInternet?: boolean;
  readonly gatewayMayCall?: (server: CalledServer) => boolean;

  /** OCID of the compartment that holds the gateway. */
  readonly gatewayCompartmentId: string;

  private readonly added: GatewayDeployment[] = [];
  private readonly displayName: string;
  private readonly functionsCompartmentId: string;
  private readonly logGroupId: string;

  constructor(scope: Construct, id: string, props: SecuredGatewayProps) {
    super(scope, id);
    const checks = new PropChecks(this).known(props, PROPS);
    const { compartmentId, network, displayName = 'oracleapi-gw', functionsCompartmentId = compartmentId } = props;
    const caBundles = caBundleBlocks(props);
    this.displayName = displayName;
    this.gatewayCompartmentId = compartmentId;
    this.functionsCompartmentId = functionsCompartmentId;
    this.logGroupId = props.logGroupId;
    this.hasCertificateAuthorities = caBundles.length > 0;
    this.reachesInternet = network.gatewayReachesInternet;
    // The rules of other groups add up with the network's, and are not known.
    if (props.securityGroupIds === undefined) this.gatewayMayCall = network.gatewayMayCall?.bind(network);
    checkGatewayAddress(checks, props, network);
    checkTrustStore(checks, props);
    checkLock(checks, props.lock);
    checks.done();

    if (props.responseCache !== undefined) {
      const name = `${displayName}-cache`;
      this.responseCache = new ResponseCache(this, 'ResponseCache', { ...props.responseCache, compartmentId, name });
    }
    this.gateway = new ApigatewayGateway(this, 'Gateway', {
      compartmentId,
      displayName,
      ...addressAttributes(props, network),
      certificateId: props.certificateId,
      caBundles: this.hasCertificateAuthorities ? caBundles : undefined,
      responseCacheDetails: this.responseCache?.toBlock(),
      ...lockAttributes(props.lock),
      dependsOn: this.responseCache && [this.responseCache.policy],
    });
    this.invokePolicy = invokePolicy(this, 'InvokePolicy', {
      gatewayCompartmentId: compartmentId,
      functionsCompartmentId,
      name: `${displayName}-may-invoke`,
    });
    this.deployment = this.deploy('Deployment', {
      ...pickedProps(props, FIRST_DEPLOYMENT),
      displayName: props.deploymentName ?? 'oracleapi',
      pathPrefix: props.pathPrefix ?? '/oracleapi',
      namePrefix: displayName,
      lock: props.deploymentLock,
    });
    const cache = { by: 'responseCache', server: this.responseCache?.server };
    this.node.addValidation({ validate: () => closedServers([cache], this.gatewayMayCall) });
  }

  /** OCID of the gateway; the service gives it. */
  get gatewayId(): string {
    return this.gateway.id;
  }

  /** Host name without scheme; the service gives it. */
  get hostname(): string {
    return this.gateway.hostname;
  }

  /** Address of the first deployment: the gateway's and the prefix. */
  get endpoint(): string {
    return this.deployment.endpoint;
  }

  /** All deployments, the first one first. */
  get deployments(): readonly GatewayDeployment[] {
    return this.added;
  }

  get hasResponseCache(): boolean {
    return this.responseCache !== undefined;
  }

  get prerequisites(): readonly ITerraformDependable[] {
    return [this.invokePolicy];
  }

  /**
   * Adds the route that an API declares, answered by its function, to the first deployment.
   *
   * @throws PropError as {@link GatewayDeployment.addRoute} does
   */
  addApi(served: SignedApiFunction, options: RouteOptions = {}): this {
    this.deployment.addApi(served, options);
    return this;
  }

  /**
   * Adds a route to the first deployment.
   *
   * @throws PropError as {@link GatewayDeployment.addRoute} does
   */
  addRoute(route: GatewayRoute): this {
    this.deployment.addRoute(route);
    return this;
  }

  /**
   * Adds a deployment with a prefix, an authentication, policies and logs of its own.
   *
   * @param id names it among the gateway's deployments; part of its state address
   * @throws PropError when the prefix is taken, 20 deployments are there or a prop is wrong
   */
  addDeployment(id: string, props: AddDeploymentProps): GatewayDeployment {
    new PropChecks(this).known(props, ADD_DEPLOYMENT_PROPS, `deployment ${id}`);
    return this.deploy(id, { ...props, namePrefix: props.namePrefix ?? `${this.displayName}-${id}` });
  }

  private deploy(id: string, props: AddDeploymentProps): GatewayDeployment {
    const { functionsCompartmentId = this.functionsCompartmentId } = props;
    const checks = new PropChecks(this);
    checkNeighbours(checks, props.pathPrefix, this.added);
    checks.done();
    const deployment = new GatewayDeployment(this, id, {
      ...props,
      gateway: this,
      compartmentId: props.compartmentId ?? this.gatewayCompartmentId,
      logGroupId: props.logGroupId ?? this.logGroupId,
      // The gateway's own policy covers one compartment.
      functionsCompartmentId:
        functionsCompartmentId === this.functionsCompartmentId ? undefined : functionsCompartmentId,
    });
    this.added.push(deployment);
    return deployment;
  }
}
