import { ApigatewayDeployment } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type {
  ApigatewayDeploymentSpecification,
  ApigatewayDeploymentSpecificationRoutes,
} from '@cdktf/provider-oci/lib/apigateway-deployment';
import { ApigatewayGateway } from '@cdktf/provider-oci/lib/apigateway-gateway';
import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import { LoggingLog } from '@cdktf/provider-oci/lib/logging-log';
import { Construct } from 'constructs';
import type { HttpMethod } from '../apis';
import type { IApiNetwork } from './api-network';
import type { IGatewayAuthentication } from './gateway-authentication';
import { PolicyScope, PolicySubject, policyStatement } from './policy-statement';
import { PropChecks } from './prop-error';
import type { SignedApiFunction } from './signed-api-function';

const MAX_ROUTES = 50;
const PATH_PREFIX = /^(\/|(\/[A-Za-z0-9$\-_.+!*'(),%;:@&=]+)+)$/;

/** One address of the gateway and what answers there. */
export interface GatewayRoute {
  /** After the deployment's prefix; starts with `/`. */
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  readonly functionId: string;
  /**
   * A caller's token has to have one of these scopes, as they stand in the token: `invoke`, not the qualified form.
   *
   * @default - the gateway's `scopes`
   */
  readonly scopes?: readonly string[];
  /**
   * Lets anyone call the route, without a token.
   *
   * @default false
   */
  readonly allowAnonymousCallers?: boolean;
}

export interface SecuredGatewayProps {
  readonly compartmentId: string;
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
  /** @default 'oracleapi-gw' */
  readonly displayName?: string;
  /** @default 'oracleapi' */
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

  /** @throws PropError when the path is wrong, the same path and method are there already, or 50 routes are */
  addRoute(route: GatewayRoute): this {
    const clash = this.routes.find(
      ({ path, methods }) => path === route.path && methods.some((method) => route.methods.includes(method)),
    );
    new PropChecks(this)
      .expect(route.path.startsWith('/') && !route.path.includes('//'), {
        prop: 'path',
        wrong: 'is not a path of a route',
        got: route.path,
        expected: "a path that starts with '/' and has no '//'",
      })
      .expect(route.methods.length > 0, {
        prop: 'methods',
        wrong: 'is empty',
        got: route.methods,
        expected: 'at least one method',
      })
      .expect(clash === undefined, {
        prop: 'path',
        wrong: 'has a route already',
        got: `${route.methods.join(', ')} ${route.path}`,
        expected: 'each method of a path once',
      })
      .expect(this.routes.length < MAX_ROUTES, {
        prop: 'routes',
        wrong: 'has more entries than a deployment takes',
        got: this.routes.length + 1,
        expected: `at most ${String(MAX_ROUTES)}`,
        nextStep: 'Put the others in a second deployment.',
      })
      .expect(route.allowAnonymousCallers === true || (route.scopes ?? this.scopes).length > 0, {
        prop: 'scopes',
        wrong: 'is empty',
        got: route.scopes ?? this.scopes,
        expected: 'at least one scope',
        nextStep: 'A route for everybody says allowAnonymousCallers: true.',
      })
      .done();
    this.routes.push(route);
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
      routes: this.routes.map((route) => this.toBlock(route)),
    };
  }

  private toBlock({
    path,
    methods,
    functionId,
    scopes,
    allowAnonymousCallers,
  }: GatewayRoute): ApigatewayDeploymentSpecificationRoutes {
    return {
      path,
      methods: [...methods],
      backend: { type: 'ORACLE_FUNCTIONS_BACKEND', functionId },
      requestPolicies: {
        authorization:
          allowAnonymousCallers === true
            ? { type: 'ANONYMOUS' }
            : { type: 'ANY_OF', allowedScope: [...(scopes ?? this.scopes)] },
      },
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
