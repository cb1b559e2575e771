import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Hop } from '../local';
import { createGateway } from '../local/gateway';
import type { FunctionCall } from '../local/function-call';
import type { GatewayOptions } from '../local/gateway';
import type { Deployment, Route, TokenAuthentication } from '../terraform';
import type { FunctionBackend } from '../terraform/model/deployment';

export const HOSTNAME = 'gateway.example';
const ISSUER = 'https://identity.example/';
const AUDIENCE = 'https://gateway.example/';

/** A moment that has nothing to do with the machine's clock. */
export const NOW = Date.UTC(2026, 4, 1, 12);

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { n = '', e = '' } = pair.publicKey.export({ format: 'jwk' });

/** The key set that has the one key of these tests. */
export const KEY_SET = { keys: [{ kid: 'SIGNING_KEY', kty: 'RSA', n, e, use: 'sig' }] };

export const AUTHENTICATION: TokenAuthentication = {
  address: 'oci_apigateway_deployment.One.authentication',
  type: 'TOKEN_AUTHENTICATION',
  token: { header: 'Authorization', scheme: 'Bearer' },
  issuers: [ISSUER],
  audiences: [AUDIENCE],
  claims: [],
  maxClockSkewSeconds: 0,
  anonymousAccessAllowed: false,
  keys: fixedKeys(1, false),
};

/** So many fixed keys, all alike. */
export function fixedKeys(count: number, literal: boolean): TokenAuthentication['keys'] {
  const key = { format: 'JSON_WEB_KEY' as const, kty: 'RSA', n, e, use: 'sig' };
  const keys = Array.from({ length: count }, (_, index) => ({
    address: `keys[${index}]`,
    kid: 'SIGNING_KEY',
    literal,
    key,
  }));
  return { kind: 'fixed', keys };
}

export const ROUTE: Route & { readonly backend: FunctionBackend } = {
  address: 'oci_apigateway_deployment.One.routes[0]',
  path: '/search',
  methods: ['POST'],
  authorization: { type: 'ANY_OF', allowedScopes: ['invoke'] },
  backend: { type: 'ORACLE_FUNCTIONS_BACKEND', functionId: 'ocid1.fnfunc.oc1..search' },
};

export const DEPLOYMENT: Deployment = {
  address: 'oci_apigateway_deployment.One',
  id: 'ocid1.apideployment.oc1..one',
  gatewayId: 'ocid1.apigateway.oc1..one',
  compartmentId: 'ocid1.compartment.oc1..one',
  displayName: 'one',
  pathPrefix: '/api',
  authentication: AUTHENTICATION,
  routes: [ROUTE],
};

/** {@link DEPLOYMENT} with its authentication changed. */
export function authenticating(changes: Partial<TokenAuthentication>): Deployment {
  return { ...DEPLOYMENT, authentication: { ...AUTHENTICATION, ...changes } };
}

/** A gateway whose functions answer at once, and what became of the requests sent to it. */
export interface GatewayScene {
  readonly calls: (FunctionCall & { readonly functionId: string })[];
  readonly hops: Hop[];
  /** By default a POST. */
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
}

export function testGateway(
  deployments: readonly Deployment[] = [DEPLOYMENT],
  options: Partial<GatewayOptions> = {},
): GatewayScene {
  const calls: GatewayScene['calls'] = [];
  const hops: Hop[] = [];
  const gateway = createGateway({
    deployments,
    hostname: HOSTNAME,
    invoke: async (functionId, call) => {
      calls.push({ functionId, ...call });
      return Promise.resolve(Response.json({ answer: 42 }));
    },
    fetchKeys: () => Promise.reject(new Error('no network')),
    now: () => NOW,
    onHop: (hop) => hops.push(hop),
    ...options,
  });
  const send = async (path: string, init: RequestInit = {}): Promise<Response> =>
    gateway.fetch(new Request(`https://${HOSTNAME}${path}`, { method: 'POST', ...init }));
  return { send, calls, hops };
}

/** The header of a caller whom {@link DEPLOYMENT} lets through at {@link NOW} and for a day. */
export async function authorized(): Promise<{ headers: { authorization: string } }> {
  const exp = NOW / 1000 + 86_400;
  const token = await new SignJWT({ iss: ISSUER, aud: AUDIENCE, scope: 'invoke', sub: 'tester', exp })
    .setProtectedHeader({ alg: 'RS256', kid: 'SIGNING_KEY' })
    .sign(pair.privateKey);
  return { headers: { authorization: `Bearer ${token}` } };
}
