import { createSigningKey } from '../local/identity-domain';
import type { IdentityDomain, SigningKey } from '../local/identity-domain';
import { createIdentityDomain } from '../local/identity-domain';
import { createGateway } from '../local/gateway';
import type { FunctionCall } from '../local/function-call';
import type { Gateway } from '../local/gateway';
import type { Hop } from '../local/hop';
import type { Deployment, FixedKey, Route, TokenAuthentication } from '../terraform/model/deployment';

/** The moment that every clock of these tests shows, in seconds since 1970. */
export const NOW = 1_800_000_000;

export const AUDIENCE = 'https://oracleapi.example/';
export const ISSUER = 'https://identity.oraclecloud.com/';
export const HOSTNAME = 'gateway.example';

/** Claims of a token that the default deployment takes. */
export const GOOD_CLAIMS = { iss: ISSUER, aud: AUDIENCE, scope: 'search', sub: 'client-a', exp: NOW + 60 } as const;

/** A gateway with everything that it tells and calls written down. */
export interface GatewayHarness {
  readonly gateway: Gateway;
  readonly domain: IdentityDomain;
  readonly hops: Hop[];
  readonly calls: { readonly functionId: string; readonly call: FunctionCall }[];
  readonly fetchedKeys: string[];
  /** POST /oracleapi/search with this token. */
  readonly search: (token?: string) => Promise<Response>;
}

export interface GatewayHarnessOptions {
  readonly key: SigningKey;
  readonly deployments?: readonly Deployment[];
  readonly now?: () => number;
  readonly answer?: () => Promise<Response>;
  readonly fetchKeys?: (uri: string) => Promise<Response>;
}

export function gatewayHarness(options: GatewayHarnessOptions): GatewayHarness {
  const { key, now = () => NOW * 1000, answer = () => Promise.resolve(Response.json({ found: 1 })) } = options;
  const { fetchKeys = () => Promise.reject(new Error('no key set here')) } = options;
  const hops: Hop[] = [];
  const calls: GatewayHarness['calls'] = [];
  const fetchedKeys: string[] = [];
  const gateway = createGateway({
    deployments: options.deployments ?? [deployment({ authentication: authentication({ keys: fixed(webKey(key)) }) })],
    hostname: HOSTNAME,
    invoke: (functionId, call) => {
      calls.push({ functionId, call });
      return answer();
    },
    fetchKeys: (uri) => {
      fetchedKeys.push(uri);
      return fetchKeys(uri);
    },
    now,
    onHop: (hop) => hops.push(hop),
  });
  return {
    gateway,
    domain: createIdentityDomain({ url: 'http://domain.example', apps: [], settings: [], signingKey: key, now }),
    hops,
    calls,
    fetchedKeys,
    search: (token) => gateway.fetch(searchRequest(token === undefined ? {} : { authorization: `Bearer ${token}` })),
  };
}

export function searchRequest(headers: Record<string, string> = {}, body = '{}'): Request {
  return new Request(`https://${HOSTNAME}/oracleapi/search`, { method: 'POST', headers, body });
}

export function deployment(overrides: Partial<Deployment> = {}): Deployment {
  return {
    address: 'oci_apigateway_deployment.oracleapi',
    id: 'deployment-1',
    gatewayId: 'gateway-1',
    compartmentId: 'compartment-1',
    displayName: 'oracleapi',
    pathPrefix: '/oracleapi',
    routes: [route({})],
    ...overrides,
  };
}

export function route(overrides: Partial<Route>): Route {
  return {
    address: 'oci_apigateway_deployment.oracleapi.specification.routes[0]',
    path: '/search',
    methods: ['POST'],
    authorization: { type: 'ANY_OF', allowedScopes: ['search', 'admin'] },
    backend: { type: 'ORACLE_FUNCTIONS_BACKEND', functionId: 'function-search' },
    ...overrides,
  };
}

export function authentication(
  overrides: Partial<TokenAuthentication> & Pick<TokenAuthentication, 'keys'>,
): TokenAuthentication {
  return {
    address: 'oci_apigateway_deployment.oracleapi.specification.request_policies.authentication',
    type: 'TOKEN_AUTHENTICATION',
    token: { header: 'Authorization', scheme: 'Bearer' },
    issuers: [ISSUER],
    audiences: [AUDIENCE],
    claims: [],
    maxClockSkewSeconds: 0,
    anonymousAccessAllowed: false,
    ...overrides,
  };
}

export function fixed(...keys: FixedKey[]): TokenAuthentication['keys'] {
  return { kind: 'fixed', keys };
}

/** The key as a fixed JSON web key of a deployment. */
export function webKey({ publicJwk }: SigningKey, overrides: Partial<FixedKey['key']> = {}): FixedKey {
  const { kid, kty, n, e, alg, use } = publicJwk;
  const key = { format: 'JSON_WEB_KEY', kty, n, e, alg, use, ...overrides } as FixedKey['key'];
  return { address: 'oci_apigateway_deployment.oracleapi.keys[0]', kid, key, literal: false };
}

export { createSigningKey };
export type { SigningKey };
