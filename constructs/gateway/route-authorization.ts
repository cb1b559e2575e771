import type { ApigatewayDeploymentSpecificationRoutesRequestPoliciesAuthorization } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';

/** Who may call a route; without a word of it, callers with one of the deployment's scopes. */
export interface RouteAuthorization {
  /**
   * A caller's token has to have one of these scopes, as they stand in the token: `invoke`, not the qualified form.
   * Capitals count.
   *
   * @default - the deployment's `scopes`
   */
  readonly scopes?: readonly string[];
  /**
   * Lets anyone call the route, without a token.
   *
   * @default false
   */
  readonly allowAnonymousCallers?: boolean;
  /**
   * Lets anyone with a valid token call the route, whatever its scopes.
   *
   * @default false
   */
  readonly allowCallersWithoutScope?: boolean;
}

export const ROUTE_AUTHORIZATION: PropNames<RouteAuthorization> = {
  scopes: true,
  allowAnonymousCallers: true,
  allowCallersWithoutScope: true,
};

/**
 * Notes what is wrong with who may call a route.
 *
 * @param defaultScopes the deployment's
 * @param lacksScopes why callers have no scopes that the gateway finds
 */
export function checkAuthorization(
  checks: PropChecks,
  route: RouteAuthorization,
  defaultScopes: readonly string[],
  lacksScopes?: string,
): void {
  checks.ofKind(route, { allowAnonymousCallers: KIND.boolean, allowCallersWithoutScope: KIND.boolean });
  const { scopes, allowAnonymousCallers = false, allowCallersWithoutScope = false } = route;
  const asked = scopes ?? defaultScopes;
  const open = allowAnonymousCallers || allowCallersWithoutScope;
  checks
    .expect(open || asked.length > 0, {
      prop: 'scopes',
      wrong: 'is empty',
      got: asked,
      expected: 'at least one scope',
      nextStep: 'A route for everybody says allowAnonymousCallers: true.',
    })
    .expect(open || !asked.some((scope) => scope === '' || /\s/.test(scope)), {
      prop: 'scopes',
      wrong: 'has an entry that is not a scope',
      got: asked,
      expected: 'words without spaces',
    })
    .expect(open || asked.length === 0 || lacksScopes === undefined, {
      prop: 'scopes',
      wrong: 'are asked for, which the gateway does not find in the tokens of this authentication',
      got: asked,
      expected: 'allowCallersWithoutScope: true',
      nextStep: lacksScopes,
    })
    .expect(!allowAnonymousCallers || (scopes ?? []).length === 0, {
      prop: 'scopes',
      wrong: 'means nothing beside allowAnonymousCallers',
      got: scopes,
      expected: 'one of the two',
    })
    .expect(!allowCallersWithoutScope || (scopes ?? []).length === 0, {
      prop: 'scopes',
      wrong: 'means nothing beside allowCallersWithoutScope',
      got: scopes,
      expected: 'one of the two',
    })
    .expect(!(allowAnonymousCallers && allowCallersWithoutScope), {
      prop: 'allowCallersWithoutScope',
      wrong: 'means nothing beside allowAnonymousCallers',
      got: allowCallersWithoutScope,
      expected: 'one of the two',
    });
}

/** What the route's `request_policies.authorization` holds: left out, it would let in any caller with a token. */
export function authorizationBlock(
  { scopes, allowAnonymousCallers, allowCallersWithoutScope }: RouteAuthorization,
  defaultScopes: readonly string[],
): ApigatewayDeploymentSpecificationRoutesRequestPoliciesAuthorization {
  if (allowAnonymousCallers === true) return { type: 'ANONYMOUS' };
  if (allowCallersWithoutScope === true) return { type: 'AUTHENTICATION_ONLY' };
  return { type: 'ANY_OF', allowedScope: [...(scopes ?? defaultScopes)] };
}
