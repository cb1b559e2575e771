import type { ApigatewayDeploymentSpecificationRoutes } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { AuthenticationConfig } from '../authentication/gateway-authentication';
import { checkClaimHeaders, checkRouteClaims, withClaims } from './claim-headers';
import type { ClaimHeaders, ClaimSources } from './claim-headers';
import type { ContextVariable } from './context-variable';
import { checkCors, corsBlock } from './cors';
import type { Cors } from './cors';
import type { ExecutionLogLevel } from './deployment-log';
import { checkFunctionId } from '../function/function-ocid';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';
import { checkValidation, validationBlocks } from './request-validation';
import type { RequestValidation } from './request-validation';
import { authorizationBlock, checkAuthorization, ROUTE_AUTHORIZATION } from './route-authorization';
import type { RouteAuthorization } from './route-authorization';
import { RouteBackend } from './route-backend';
import { cacheLookupBlock, cacheStoreBlock, checkRouteCache } from './route-cache';
import type { RouteCache } from './route-cache';
import { checkRouteContext } from './route-context';
import type { RouteMethod } from './route-method';
import { checkRoutePath } from './route-path';
import { checkPlaceAmong } from './route-table';
import { checkTransformationNames, headerTransformationBlock, queryTransformationBlock } from './transformation';
import type { Transformation } from './transformation';
import { checkTransformation } from './transformation-rules';

/**
 * Who may call a route, and what becomes of requests and answers on their way.
 *
 * Terraform compares routes by their place in the deployment. What is taken away from a route that is deployed (`cors`,
 * `validation`, a transformation, `passClaims`, `cache`, `executionLogLevel`) stays in OCI, and so does what a route finds at a
 * place that was another's: add routes at the end, and after taking something away run `terraform apply -replace` for the
 * deployment. Who may call is always written, and changes with the code.
 */
export interface RouteOptions extends RouteAuthorization {
  /**
   * Which web pages may call the route from a browser. Taken away again, it stays in OCI until the deployment is replaced.
   *
   * @default - the deployment's
   */
  readonly cors?: Cors;
  /**
   * What requests have to look like before the backend gets them.
   *
   * @default - anything
   */
  readonly validation?: RequestValidation;
  /**
   * Changes of the headers that the backend gets.
   *
   * @default - as the caller sent them
   */
  readonly transformRequestHeaders?: Transformation;
  /**
   * Changes of the query parameters that the backend gets.
   *
   * @default - as the caller sent them
   */
  readonly transformQueryParameters?: Transformation;
  /**
   * Changes of the headers that the caller gets.
   *
   * @default - as the backend sent them
   */
  readonly transformResponseHeaders?: Transformation;
  /**
   * Headers that the backend finds claims of the caller's token in, by the claim: `{ sub: 'x-caller' }`. A caller's own
   * header of that name is overwritten, and other spellings with `_` for `-` are taken out. Only claims that every accepted
   * token is certain to have; names have three dashes at most.
   *
   * @default - the deployment's
   */
  readonly passClaims?: ClaimHeaders;
  /**
   * Answers the route out of the gateway's response cache. Taken away again, it stays in OCI until the deployment is
   * replaced.
   *
   * @default - every request goes to the backend
   */
  readonly cache?: RouteCache;
  /**
   * How much the execution log says of the route's requests.
   *
   * @default - the deployment's
   */
  readonly executionLogLevel?: ExecutionLogLevel;
}

const ROUTE_OPTIONS: PropNames<RouteOptions> = {
  ...ROUTE_AUTHORIZATION,
  cors: true,
  validation: true,
  transformRequestHeaders: true,
  transformQueryParameters: true,
  transformResponseHeaders: true,
  passClaims: true,
  cache: true,
  executionLogLevel: true,
};

/** One address of a deployment and what answers there. */
export interface GatewayRoute extends RouteOptions {
  /**
   * After the deployment's prefix; starts with `/`. `{name}` stands for one segment, `{name*}`, as the last, for any
   * number of them. `/x` and `/x/` are two paths.
   */
  readonly path: string;
  /** At least one; `ANY` is every method. */
  readonly methods: readonly RouteMethod[];
  /**
   * OCID of the function that answers; `RouteBackend.function` says the same.
   *
   * @default - `backend` answers
   */
  readonly functionId?: string;
  /**
   * What answers.
   *
   * @default - the function `functionId`
   */
  readonly backend?: RouteBackend;
}

const ROUTE: PropNames<GatewayRoute> = {
  path: true,
  methods: true,
  functionId: true,
  backend: true,
  ...ROUTE_OPTIONS,
};

/** What a route has to know of the deployment that it is in. */
export interface RouteSurroundings {
  readonly others: readonly GatewayRoute[];
  readonly scopes: readonly string[];
  readonly passClaims: ClaimHeaders;
  /** How callers are known. */
  readonly callers: AuthenticationConfig;
  readonly gatewayCaches: boolean;
  /** Whether the gateway may call out beyond OCI's own services; absent when that is not known. */
  readonly reachesInternet?: boolean;
  /** Where callers have their token; absent when that is not one place. */
  readonly token?: ContextVariable;
  /** Where callers have the token that a usage plan knows them by. */
  readonly usagePlanToken?: ContextVariable;
}

const BACKEND_WAY_OUT =
  'Set gatewayReachesInternet of the network (a private gateway gets a NAT gateway for it). If the server is reached another ' +
  "way, say which: reachedThrough: 'SERVICE_GATEWAY' or 'VCN'";

/** Stops at options of a route that are none; one that decides who gets in must not be passed over in silence. */
export function checkRouteOptions(checks: PropChecks, path: string, options: RouteOptions): void {
  checks.known(options, ROUTE_OPTIONS, `route ${path}`);
}

/** Notes what is wrong with a route by itself and among the others of its deployment. */
export function checkRoute(checks: PropChecks, route: GatewayRoute, around: RouteSurroundings): void {
  const { methods, functionId, backend, transformRequestHeaders = {} } = route;
  const anonymous = route.allowAnonymousCallers ?? false;
  checks.known(route, ROUTE, `route ${route.path}`);
  checkTransformationNames(checks, 'transformRequestHeaders', transformRequestHeaders);
  checkTransformationNames(checks, 'transformQueryParameters', route.transformQueryParameters ?? {});
  checkTransformationNames(checks, 'transformResponseHeaders', route.transformResponseHeaders ?? {});
  checkRoutePath(checks, route.path);
  checkPlaceAmong(checks, route, around.others);
  checks.expect((functionId === undefined) !== (backend === undefined), {
    prop: 'backend',
    wrong: 'is not one',
    got: [functionId === undefined ? [] : 'functionId', backend === undefined ? [] : 'backend'].flat(),
    expected: 'functionId or backend',
  });
  if (functionId !== undefined) checkFunctionId(checks, 'functionId', functionId);
  backend?.check(checks);
  checks.expect(backend?.server?.way !== 'INTERNET' || around.reachesInternet !== false, {
    prop: 'backend',
    wrong: 'is on the internet, which the gateway does not reach',
    got: backend?.server?.toString(),
    expected: 'a server that the gateway reaches',
    nextStep: BACKEND_WAY_OUT,
  });
  checkAuthorization(checks, route, around.scopes, around.callers.lacksScopes);
  if (route.cors !== undefined) checkCors(checks, 'cors', route.cors);
  if (route.validation !== undefined) checkValidation(checks, 'validation', route.validation);
  if (route.passClaims !== undefined) checkClaimHeaders(checks, route.passClaims, around.callers);
  checkRouteClaims(checks, claimSources(route, around), transformRequestHeaders, around.callers);
  checkTransformation(checks, 'transformRequestHeaders', 'requestHeaders', requestHeaders(route, around));
  checkTransformation(checks, 'transformQueryParameters', 'queryParameters', route.transformQueryParameters ?? {});
  checkTransformation(checks, 'transformResponseHeaders', 'responseHeaders', route.transformResponseHeaders ?? {});
  checkRouteContext(checks, { ...route, anonymous }, around.usagePlanToken);
  if (route.cache !== undefined) checkRouteCache(checks, route.cache, { ...around, methods, anonymous });
}

/** The route as the deployment's specification holds it. */
export function routeBlock(route: GatewayRoute, around: RouteSurroundings): ApigatewayDeploymentSpecificationRoutes {
  const { path, methods, functionId = '', backend = RouteBackend.function(functionId), cache } = route;
  return {
    path,
    methods: [...methods],
    backend: backend.toBlock(),
    loggingPolicies: route.executionLogLevel && { executionLog: { logLevel: route.executionLogLevel } },
    requestPolicies: {
      authorization: authorizationBlock(route, around.scopes),
      cors: route.cors && corsBlock(route.cors, methods),
      ...(route.validation && validationBlocks(route.validation)),
      headerTransformations: unlessEmpty(headerTransformationBlock(requestHeaders(route, around))),
      queryParameterTransformations: unlessEmpty(queryTransformationBlock(route.transformQueryParameters ?? {})),
      responseCacheLookup: cache && cacheLookupBlock(cache, around.token),
    },
    responsePolicies: unlessEmpty({
      headerTransformations: unlessEmpty(headerTransformationBlock(route.transformResponseHeaders ?? {})),
      responseCacheStore: cache && cacheStoreBlock(cache),
    }),
  };
}

function requestHeaders(route: GatewayRoute, around: RouteSurroundings): Transformation {
  return withClaims(route.transformRequestHeaders ?? {}, claimSources(route, around));
}

function claimSources(route: GatewayRoute, { passClaims }: RouteSurroundings): ClaimSources {
  return { own: route.passClaims, shared: passClaims, anonymous: route.allowAnonymousCallers ?? false };
}

/** The block, or nothing where it says nothing: the service takes no empty one. */
function unlessEmpty<T extends object>(block: T): T | undefined {
  return Object.values(block).some((part) => part !== undefined) ? block : undefined;
}
