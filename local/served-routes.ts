import { StackError } from '../terraform';
import type { Deployment, Route, Stack } from '../terraform';
import type { Bundle, BundledApi } from './function-runner';

/** A route that a client can call. */
export interface ServedRoute {
  /** The API's. */
  readonly name: string;
  /** OCID of the function that answers. */
  readonly functionId: string;
  readonly method: string;
  readonly url: string;
  /** A body that the API accepts. */
  readonly example: unknown;
  readonly deployment: Deployment;
  /** Scopes of which a token has to have one; empty when any token, or none, will do. */
  readonly scopes: readonly string[];
  /** Whether a caller needs a token at all. */
  readonly needsToken: boolean;
}

/**
 * Every route of the stack that a function answers, as a client calls it.
 *
 * @param gatewayUrl where the gateway with an OCID listens
 * @throws StackError naming every deployment and route that leads out of the stack
 */
export function servedRoutes(
  { deployments }: Stack,
  bundles: ReadonlyMap<string, Bundle>,
  gatewayUrl: (gatewayId: string) => string | undefined,
): ServedRoute[] {
  const problems: { address: string; message: string }[] = [];
  const routes: ServedRoute[] = [];
  for (const deployment of deployments) {
    const url = gatewayUrl(deployment.gatewayId);
    if (url === undefined) {
      problems.push({
        address: deployment.address,
        message: `is of the gateway ${deployment.gatewayId}, not of this stack`,
      });
      continue;
    }
    for (const route of deployment.routes) {
      // What the gateway answers by itself leads nowhere that a round trip could look into.
      if (route.backend.type === 'STOCK_RESPONSE_BACKEND') continue;
      const { functionId } = route.backend;
      const api = bundles.get(functionId)?.api;
      if (api) routes.push(servedRoute(deployment, route, { functionId, api, gatewayUrl: url }));
      else
        problems.push({ address: route.address, message: `calls the function ${functionId}, not one of this stack` });
    }
  }
  if (problems.length > 0) throw new StackError(problems);
  return routes;
}

function servedRoute(
  deployment: Deployment,
  route: Route,
  { functionId, api, gatewayUrl }: { functionId: string; api: BundledApi; gatewayUrl: string },
): ServedRoute {
  const { path, methods, authorization } = route;
  const prefix = deployment.pathPrefix === '/' ? '' : deployment.pathPrefix;
  const [first] = methods.filter((method) => method !== 'ANY');
  const takesOwn = first === undefined || methods.some((method) => method === 'ANY' || method === api.route.method);
  return {
    name: api.name,
    functionId,
    method: takesOwn ? api.route.method : first,
    url: `${gatewayUrl}${prefix}${path}`,
    example: api.example,
    deployment,
    scopes: authorization.type === 'ANY_OF' ? authorization.allowedScopes : [],
    needsToken: deployment.authentication !== undefined && authorization.type !== 'ANONYMOUS',
  };
}
