import type { Route } from '../../../terraform/model/deployment';
import {
  authentication,
  createSigningKey,
  deployment,
  fixed,
  gatewayHarness,
  GOOD_CLAIMS,
  route,
  webKey,
} from '../../../testing/local-gateway';
import type { GatewayHarness, SigningKey } from '../../../testing/local-gateway';

let key: SigningKey;

beforeAll(async () => {
  key = await createSigningKey();
});

function harness(authorization: Route['authorization'], anonymousAccessAllowed = false): GatewayHarness {
  const policy = authentication({ keys: fixed(webKey(key)), anonymousAccessAllowed });
  return gatewayHarness({
    key,
    deployments: [deployment({ authentication: policy, routes: [route({ authorization })] })],
  });
}

describe('a route that asks for any of some scopes', () => {
  const anyOf = { type: 'ANY_OF', allowedScopes: ['search', 'admin'] } as const;

  it.each([
    ['another scope', 'usage'],
    ['no scope', undefined],
    ['an empty scope', ''],
    ['the scope in another case', 'Search'],
    ['the scope as part of a longer one', 'searching'],
    ['the scope in its fully qualified form', 'https://oracleapi.example/search'],
    ['a list of scopes, which identity domains never write', ['search']],
  ])('answers 403 to a token with %s, and calls nothing', async (_title, scope) => {
    const { search, domain, calls, hops } = harness(anyOf);
    const claims: Record<string, unknown> = { ...GOOD_CLAIMS, scope };
    const response = await search(await domain.issue(claims));
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ code: 403, message: 'Forbidden' });
    expect(calls).toHaveLength(0);
    expect(hops).toEqual([expect.objectContaining({ hop: 'gateway', ok: false, status: 403 })]);
    expect(hops[0]?.detail).toContain('accepted: any of search, admin');
  });

  it.each(['search', 'admin', 'usage admin'])('passes a token with the scope %s', async (scope) => {
    const { search, domain, calls } = harness(anyOf);
    expect((await search(await domain.issue({ ...GOOD_CLAIMS, scope }))).status).toBe(200);
    expect(calls).toHaveLength(1);
  });
});

describe('a route that asks for authentication only', () => {
  it('passes a token without scopes', async () => {
    const { search, domain, calls } = harness({ type: 'AUTHENTICATION_ONLY' });
    expect((await search(await domain.issue({ ...GOOD_CLAIMS, scope: undefined }))).status).toBe(200);
    expect(calls).toHaveLength(1);
  });

  it('answers 401 without a token, also where anonymous access is allowed', async () => {
    const { search, calls } = harness({ type: 'AUTHENTICATION_ONLY' }, true);
    expect((await search()).status).toBe(401);
    expect(calls).toHaveLength(0);
  });
});

describe('a route that is open', () => {
  it('passes a request without a token if it is anonymous, and says so', async () => {
    const { search, calls, hops } = harness({ type: 'ANONYMOUS' }, true);
    expect((await search()).status).toBe(200);
    expect(calls).toHaveLength(1);
    expect(hops[0]?.detail).toContain('open: the route is anonymous');
  });

  it('passes a request without a token if its deployment has no authentication, and says so', async () => {
    const { search, calls, hops } = gatewayHarness({
      key,
      deployments: [deployment({ routes: [route({ authorization: { type: 'AUTHENTICATION_ONLY' } })] })],
    });
    expect((await search()).status).toBe(200);
    expect(calls).toHaveLength(1);
    expect(hops[0]?.detail).toContain('has no authentication');
  });
});
