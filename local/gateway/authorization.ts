import type { JWTPayload } from 'jose';
import type { RouteAuthorization } from '../../terraform/model/deployment';
import { claimText } from './claim-text';
import { Refusal } from './refusal';

/**
 * Checks that a proven token may take a route.
 *
 * @throws Refusal 403 if the route asks for a scope that the token does not have
 */
export function authorize(claims: JWTPayload, authorization: RouteAuthorization): void {
  if (authorization.type !== 'ANY_OF') return;
  const { allowedScopes } = authorization;
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  if (scopes.some((scope) => scope !== '' && allowedScopes.includes(scope))) return;
  throw new Refusal(403, `scope is ${claimText(claims.scope)}; accepted: any of ${allowedScopes.join(', ')}`);
}
