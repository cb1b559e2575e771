import type { IdentityDomainApp, IdentityDomainClient, ResourceServer } from '../../terraform/model/identity-domain';
import { TokenError } from './token-error';

const CLIENT_CREDENTIALS = 'client_credentials';
const JWT_ASSERTION = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What a token is granted for. */
export interface Grant {
  readonly resourceServer: ResourceServer;
  /** Bare values, as they stand in the token. */
  readonly scopes: readonly string[];
}

/**
 * What the form of a token request asks for, if the client may have it.
 *
 * @throws TokenError if it may not.
 */
export function grantFor(
  form: URLSearchParams,
  client: IdentityDomainClient,
  apps: readonly IdentityDomainApp[],
): Grant {
  checkGrantType(single(form, 'grant_type'), client);
  const requested = [...new Set((single(form, 'scope') ?? '').split(' ').filter((scope) => scope !== ''))];
  if (requested.length === 0) throw new TokenError('invalid_scope', 'A scope is required.');
  const grants = requested.map((scope) => grantedScope(scope, client, apps));
  const [first] = grants;
  if (!first) throw new TokenError('invalid_scope', 'A scope is required.');
  if (grants.some(({ resourceServer }) => resourceServer !== first.resourceServer)) {
    const audiences = [...new Set(grants.map(({ resourceServer }) => resourceServer.audience))].join(' and ');
    throw new TokenError(
      'invalid_scope',
      'The scopes are of several resources.',
      `scopes of ${audiences} in one token`,
    );
  }
  return { resourceServer: first.resourceServer, scopes: grants.map(({ scope }) => scope) };
}

function checkGrantType(grantType: string | undefined, client: IdentityDomainClient): void {
  if (grantType === undefined) throw new TokenError('invalid_request', 'grant_type is missing.');
  if (grantType === JWT_ASSERTION) {
    throw new TokenError('unsupported_grant_type', 'The JWT assertion grant is not emulated here.');
  }
  if (grantType !== CLIENT_CREDENTIALS) {
    throw new TokenError('unsupported_grant_type', 'Only the grant client_credentials is emulated here.');
  }
  if (!client.allowedGrants.includes(CLIENT_CREDENTIALS)) {
    throw unauthorized(`client ${client.clientId} is not allowed the grant ${CLIENT_CREDENTIALS}`);
  }
}

function grantedScope(
  qualified: string,
  client: IdentityDomainClient,
  apps: readonly IdentityDomainApp[],
): { resourceServer: ResourceServer; scope: string } {
  for (const { active, resourceServer } of apps) {
    if (!active || !resourceServer) continue;
    // Audience and value are joined without a separator, so the whole is compared and never split.
    const scope = resourceServer.scopes.find((value) => resourceServer.audience + value === qualified);
    if (scope === undefined) continue;
    if (!client.allowedScopes.includes(qualified)) {
      throw unauthorized(`scope ${qualified} is not among the allowed scopes of client ${client.clientId}`);
    }
    return { resourceServer, scope };
  }
  const known = apps.flatMap(({ active, resourceServer }) =>
    active && resourceServer ? resourceServer.scopes.map((scope) => resourceServer.audience + scope) : [],
  );
  throw new TokenError(
    'invalid_scope',
    'A scope is unknown or not fully qualified.',
    `no active resource server has the scope ${JSON.stringify(qualified)}; known: ${known.join(', ') || 'none'}`,
  );
}

/** RFC 6749, 3.2: a parameter comes once, and an empty one counts as left out. */
function single(form: URLSearchParams, name: string): string | undefined {
  const values = form.getAll(name);
  if (values.length > 1) throw new TokenError('invalid_request', `${name} is given more than once.`);
  return values[0] === '' ? undefined : values[0];
}

function unauthorized(reason: string): TokenError {
  return new TokenError('unauthorized_client', 'Client authorization failed.', reason);
}
