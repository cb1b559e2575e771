import { ApigatewayDeployment } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { ApigatewayDeploymentSpecification } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { ApigatewayGateway } from '@cdktf/provider-oci/lib/apigateway-gateway';
import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import { Construct } from 'constructs';
import type { IApiNetwork } from './api-network';
import type { IGatewayAuthentication } from './gateway-authentication';
import { checkRoute, routeBlock } from './gateway-route';
import type { GatewayRoute } from './gateway-route';
import { PolicyScope, PolicySubject, policyStatement } from './policy-statement';
import { PropChecks } from './prop-error';
import type { SignedApiFunction } from './signed-api-function';

const PATH_PREFIX = /^(\/|(\/[A-Za-z0-9$\-_.+!*'(),%;:@&=]+)+)$/;

/** What {@link SecuredGateway} takes. */
export interface SecuredGatewayProps {
  /** OCID of the compartment that holds gateway, deployment and logs. */
  readonly compartmentId: string;
  /** Where the gateway is reached. */
  readonly network: IApiNetwork;
  /** How callers are known; a gateway without one cannot be built. */
  readonly authentication: IGatewayAuthentication;
  /** The log group that access and execution logs are written to. */
  readonly logGroupId: string;
  /**
   * Where the functions are that the gateway may invoke.
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
   * Names the deployment.
   *
   * @default 'oracleapi'
   */
  readonly deploymentName?: string;
  /**
   * What every route's address starts with. A change replaces the deployment.
   *
   * @default '/oracleapi'
   */
  readonly pathPrefix?: string;
  /**
   * Scopes of which a caller's token has to have one, unless the route says otherwise.
   *
   * @default ['invoke']
   */
  readonly scopes?: readonly string[];
}

/** An API gateway with one deployment whose routes ask for a token unless they say, at length, that they do not. */
export class SecuredGateway extends Construct {
  readonly gateway: ApigatewayGateway;
  readonly deployment: ApigatewayDeployment;
  readonly invokePolicy: IdentityPolicy;
  readonly accessLog: LoggingLog;
  readonly executionLog: LoggingLog;

  private readonly routes: GatewayRoute[] = [];
  private readonly scopes: readonly string[];
  private readonly authentication: IGatewayAuthentication;

  constructor(scope: Construct, id: string, props: SecuredGatewayProps) {
    super(scope, id);
    const { compartmentId, network, displayName = 'oracleapi-gw', deploymentName = 'oracleapi' } = props;
    const { pathPrefix = '/oracleapi', functionsCompartmentId = compartmentId } = props;
    this.scopes = props.scopes ?? ['invoke'];
    this.authentication = props.authentication;

    new PropChecks(this)
      .expect(PATH_PREFIX.test(pathPrefix) && pathPrefix.length <= 255, {
        prop: 'pathPrefix',
        wrong: 'is not a path prefix of a deployment',
        got: pathPrefix,
        expected: "'/' and path segments, without '/' at the end, 255 characters at most",
      })
      .done();

    this.gateway = new ApigatewayGateway(this, 'Gateway', {
      compartmentId,
      displayName,
      endpointType: 'PUBLIC',
      subnetId: network.gatewaySubnetId,
      networkSecurityGroupIds: [...network.gatewaySecurityGroupIds],
    });
    this.invokePolicy = new IdentityPolicy(this, 'InvokePolicy', {
      compartmentId: functionsCompartmentId,
      name: `${displayName}-may-invoke`,
      description: 'API gateways of the compartment may invoke its functions',
      statements: [
        policyStatement({
          subject: PolicySubject.anyUserWhere(
            { variable: 'request.principal.type', value: 'ApiGateway' },
            { variable: 'request.resource.compartment.id', value: compartmentId },
          ),
          // Oracle documents this family for gateways; `fn-invocation` alone should do, but nothing says so.
          verb: 'use',
          resourceType: 'functions-family',
          scope: PolicyScope.compartment(functionsCompartmentId),
        }),
      ],
    });
    this.deployment = new ApigatewayDeployment(this, 'Deployment', {
      compartmentId,
      gatewayId: this.gateway.id,
      displayName: deploymentName,
      pathPrefix,
      specification: this.specification(),
      // The service checks at creation that the gateway may invoke the function.
      dependsOn: [this.invokePolicy],
    });
    this.accessLog = this.log('AccessLog', `${displayName}-access`, 'access', props);
    this.executionLog = this.log('ExecutionLog', `${displayName}-execution`, 'execution', props);

    this.node.addValidation({
      validate: () => (this.routes.length > 0 ? [] : ['routes: none was added. Call addRoute() or addApi().']),
    });
  }

  /** Host name without scheme; the service gives it. */
  get hostname(): string {
    return this.gateway.hostname;
  }

  /** Address of the deployment: the gateway's and the prefix. */
  get endpoint(): string {
    return this.deployment.endpoint;
  }

  /** Adds the route that an API declares, answered by its function. */
  addApi(served: SignedApiFunction): this {
    const { method, path } = served.api.route;
    return this.addRoute({ path, methods: [method], functionId: served.functionId });
  }

  /**
   * Adds a route.
   *
   * @throws PropError when the path is wrong, the same path and method are there already, 50 routes are, or the route
   * asks for no scope
   */
  addRoute(route: GatewayRoute): this {
    const scopes = route.scopes ?? (route.allowAnonymousCallers === true ? undefined : this.scopes);
    const added = { ...route, scopes };
    checkRoute(added, this.routes, this);
    this.routes.push(added);
    this.deployment.putSpecification(this.specification());
    return this;
  }

  /** Whether one route is open is a matter of the whole deployment, so every new route makes it anew. */
  private specification(): ApigatewayDeploymentSpecification {
    const { policy } = this.authentication.bind({
      scope: this,
      gatewayHostname: this.hostname,
      anonymousAccessAllowed: this.routes.some(({ allowAnonymousCallers }) => allowAnonymousCallers === true),
    });
    return {
      requestPolicies: { authentication: policy },
      routes: this.routes.map(routeBlock),
    };
  }

  private log(
    id: string,
    displayName: string,
    category: string,
    { compartmentId, logGroupId }: SecuredGatewayProps,
  ): LoggingLog {
    return new LoggingLog(this, id, {
      displayName,
      logGroupId,
      logType: 'SERVICE',
      isEnabled: true,
      retentionDuration: 30,
      configuration: {
        compartmentId,
        source: { sourceType: 'OCISERVICE', service: 'apigateway', category, resource: this.deployment.id },
      },
    });
  }
}
