import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { SignJWT } from 'jose';
import type { IdentityDomainApp, IdentityDomainSetting } from '../../terraform/model/identity-domain';
import type { OnHop } from '../hop';
import { authenticateClient } from './client-authentication';
import { discovery, JWKS_PATH, TOKEN_ISSUER, TOKEN_PATH } from './discovery';
import { grantFor } from './grant';
import type { PublicSigningKey, SigningKey } from './signing-key';
import { TokenError } from './token-error';

/** What the identity domain is made of. */
export interface IdentityDomainOptions {
  /** Where callers reach the domain, for the discovery documents. */
  readonly url: string;
  readonly apps: readonly IdentityDomainApp[];
  readonly settings: readonly IdentityDomainSetting[];
  readonly signingKey: SigningKey;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onHop?: OnHop;
}

/** Claims of an access token. */
export interface TokenClaims {
  readonly iss: string;
  readonly aud: string | string[];
  /** Bare values, separated by spaces. */
  readonly scope: string;
  readonly sub: string;
  readonly client_id: string;
  readonly sub_type: 'client';
  readonly tok_type: 'AT';
  readonly iat: number;
  readonly exp: number;
  readonly nbf: number;
  readonly jti: string;
  readonly [claim: string]: unknown;
}

/** Header values of a token that is not as the domain would make it. */
export interface IssueOptions {
  /** @default - the domain's own */
  readonly kid?: string;
  /** @default 'RS256' */
  readonly alg?: 'RS256' | 'RS384' | 'RS512' | 'PS256';
}

/** Stands in for an OCI identity domain: gives tokens to clients and its key to whoever may have it. */
export interface IdentityDomain {
  readonly app: Hono;
  readonly publicKey: PublicSigningKey;
  /** Signs any claims at all, for tests. A claim that is undefined is left out of the token. */
  issue(claims: Partial<TokenClaims>, options?: IssueOptions): Promise<string>;
}

const FORM = 'application/x-www-form-urlencoded';

/** Makes an identity domain out of the apps and settings of a stack. */
export function createIdentityDomain(options: IdentityDomainOptions): IdentityDomain {
  const { url, apps, settings, signingKey, now, onHop } = options;
  const issue: IdentityDomain['issue'] = (claims, { kid = signingKey.publicJwk.kid, alg = 'RS256' } = {}) => {
    const iat = Math.floor(now() / 1000);
    const payload = { iss: TOKEN_ISSUER, tok_type: 'AT', iat, exp: iat + 3600, jti: randomUUID(), ...claims };
    return new SignJWT(payload).setProtectedHeader({ kid, alg }).sign(signingKey.privateKey);
  };

  const app = new Hono();
  app.post(TOKEN_PATH, async (context) => {
    const ecid = randomUUID();
    context.header('Cache-Control', 'no-store');
    try {
      const { token, detail, expiresIn } = await grantToken(context, apps, issue, now);
      onHop?.({ hop: 'identity domain', ok: true, detail, requestId: ecid, status: 200 });
      return context.json({ access_token: token, token_type: 'Bearer', expires_in: expiresIn });
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      const { code, description, reason, status } = error;
      onHop?.({ hop: 'identity domain', ok: false, detail: `${code}: ${reason}`, requestId: ecid, status });
      if (status === 401) context.header('WWW-Authenticate', 'Basic realm="identity domain"');
      return context.json({ error: code, error_description: description, ecid }, status);
    }
  });
  app.get(JWKS_PATH, (context) => {
    if (settings.some(({ signingCertPublicAccess }) => signingCertPublicAccess)) {
      return context.json({ keys: [signingKey.publicJwk] });
    }
    const detail = 'signing certificate withheld: no setting of the domain has signing_cert_public_access';
    onHop?.({ hop: 'identity domain', ok: false, detail, status: 401 });
    return context.json({ status: '401', detail: 'Authentication is required.' }, 401);
  });
  app.get('/.well-known/openid-configuration', (context) => context.json(discovery(url)));
  app.get('/.well-known/idcs-configuration', (context) => context.json({ 'openid-configuration': discovery(url) }));
  return { app, publicKey: signingKey.publicJwk, issue };
}

async function grantToken(
  context: Context,
  apps: readonly IdentityDomainApp[],
  issue: IdentityDomain['issue'],
  now: () => number,
): Promise<{ token: string; detail: string; expiresIn: number }> {
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== FORM) throw new TokenError('invalid_request', `The body must be ${FORM}.`);
  const client = authenticateClient(context.req.header('authorization'), apps);
  const { clientId } = client;
  const form = new URLSearchParams(await context.req.text());
  const { resourceServer, scopes } = grantFor(form, client, apps);
  const expiresIn = resourceServer.accessTokenExpirySeconds;
  const iat = Math.floor(now() / 1000);
  const scope = scopes.join(' ');
  const token = await issue({
    sub: clientId,
    client_id: clientId,
    sub_type: 'client',
    aud: resourceServer.audience,
    scope,
    iat,
    exp: iat + expiresIn,
  });
  return {
    token,
    expiresIn,
    detail: `token for client ${clientId}: aud ${resourceServer.audience}, scope ${scope}, ${expiresIn} s`,
  };
}
