import type { ApigatewayDeploymentSpecificationRoutes } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { Construct } from 'constructs';
import type { HttpMethod } from '../apis';
import { PropChecks } from './prop-error';

const MAX_ROUTES = 50;
const MAX_PATH = 2000;

/** One address of the gateway and what answers there. */
export interface GatewayRoute {
  /** After the deployment's prefix; starts with `/`. */
  readonly path: string;
  /** At least one. */
  readonly methods: readonly HttpMethod[];
  /** OCID of the function that answers. */
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

/**
 * Checks a route against the gateway's rules and against the routes that a deployment has already.
 *
 * @throws PropError when the path is wrong, the same path and method are there already, 50 routes are, or the route
 * asks for no scope
 */
export function checkRoute(route: GatewayRoute, others: readonly GatewayRoute[], scope: Construct): void {
  const { path, methods, scopes = [], allowAnonymousCallers = false } = route;
  const taken = methods.filter((method) =>
    others.some((other) => other.path === path && other.methods.includes(method)),
  );
  new PropChecks(scope)
    .expect(path.startsWith('/') && !path.includes('//') && path.length <= MAX_PATH, {
      prop: 'path',
      wrong: 'is not a path of a route',
      got: path,
      expected: `a path that starts with '/' and has no '//', ${String(MAX_PATH)} characters at most`,
    })
    .expect(methods.length > 0, {
      prop: 'methods',
      wrong: 'is empty',
      got: methods,
      expected: 'at least one method',
    })
    .expect(taken.length === 0, {
      prop: 'path',
      wrong: 'has a route already',
      got: `${taken.join(', ')} ${path}`,
      expected: 'each method of a path once',
    })
    .expect(others.length < MAX_ROUTES, {
      prop: 'routes',
      wrong: 'has more entries than a deployment takes',
      got: others.length + 1,
      expected: `at most ${String(MAX_ROUTES)}`,
      nextStep: 'Put the others in a second deployment.',
    })
    .expect(allowAnonymousCallers || scopes.length > 0, {
      prop: 'scopes',
      wrong: 'is empty',
      got: scopes,
      expected: 'at least one scope',
      nextStep: 'A route for everybody says allowAnonymousCallers: true.',
    })
    .expect(!allowAnonymousCallers || scopes.length === 0, {
      prop: 'scopes',
      wrong: 'means nothing beside allowAnonymousCallers',
      got: scopes,
      expected: 'one of the two',
    })
    .done();
}

/** The route as the deployment's specification holds it. */
export function routeBlock(route: GatewayRoute): ApigatewayDeploymentSpecificationRoutes {
  const { path, methods, functionId, scopes = [], allowAnonymousCallers = false } = route;
  return {
    path,
    methods: [...methods],
    backend: { type: 'ORACLE_FUNCTIONS_BACKEND', functionId },
    requestPolicies: {
      // Left out, it would let in any caller with a token, whatever the token's scopes.
      authorization: allowAnonymousCallers ? { type: 'ANONYMOUS' } : { type: 'ANY_OF', allowedScope: [...scopes] },
    },
  };
}
