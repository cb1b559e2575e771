import { assertDeployable, assertNoLiteralKeys } from '../../../local/gateway';
import type { Deployment } from '../../../terraform';
import { authenticating, DEPLOYMENT, fixedKeys, ROUTE } from '../../../testing/gateway-scene';

const many = <One>(count: number, one: One): One[] => Array.from({ length: count }, () => one);
const claim = { key: 'tenant', values: [], required: true };

describe('a deployment', () => {
  test.each<[string, Deployment]>([
    ['5 issuers', authenticating({ issuers: many(5, 'i') })],
    ['5 audiences', authenticating({ audiences: many(5, 'a') })],
    ['10 claims', authenticating({ claims: many(10, claim) })],
    ['10 keys', authenticating({ keys: fixedKeys(10, false) })],
    ['120 s of skew', authenticating({ maxClockSkewSeconds: 120 })],
    ['50 routes', { ...DEPLOYMENT, routes: many(50, ROUTE) }],
    ['a prefix of two parts', { ...DEPLOYMENT, pathPrefix: '/a/b' }],
    ['the root as prefix', { ...DEPLOYMENT, pathPrefix: '/' }],
  ])('may have %s', (_, deployment) => {
    expect(() => {
      assertDeployable([deployment]);
    }).not.toThrow();
  });

  test.each<[string, Deployment, string]>([
    ['6 issuers', authenticating({ issuers: many(6, 'i') }), 'has 6 issuers; at most 5'],
    ['6 audiences', authenticating({ audiences: many(6, 'a') }), 'has 6 audiences; at most 5'],
    ['11 claims', authenticating({ claims: many(11, claim) }), 'has 11 claims; at most 10'],
    ['11 keys', authenticating({ keys: fixedKeys(11, false) }), 'has 11 keys; at most 10'],
    ['121 s of skew', authenticating({ maxClockSkewSeconds: 121 }), 'allows 121 s'],
    ['51 routes', { ...DEPLOYMENT, routes: many(51, ROUTE) }, 'has 51 routes; at most 50'],
    ['a prefix that ends with a slash', { ...DEPLOYMENT, pathPrefix: '/a/' }, 'path_prefix: is "/a/"'],
    ['a prefix with an empty part', { ...DEPLOYMENT, pathPrefix: '/a//b' }, 'path_prefix: is "/a//b"'],
    ['a prefix without a slash', { ...DEPLOYMENT, pathPrefix: 'a' }, 'path_prefix: is "a"'],
    ['scopes without authentication', { ...DEPLOYMENT, authentication: undefined }, 'asks for scopes'],
    [
      'an anonymous route that is not allowed',
      { ...DEPLOYMENT, routes: [{ ...ROUTE, authorization: { type: 'ANONYMOUS' } }] },
      'is anonymous',
    ],
  ])('may not have %s', (_, deployment, message) => {
    expect(() => {
      assertDeployable([deployment]);
    }).toThrow(message);
  });

  test.each([
    ['the same prefix', '/api', '/api', 'which oci_apigateway_deployment.One has already'],
    ['the root beside another', '/api', '/', 'is beside /'],
    ['another beside the root', '/', '/api', 'is beside /'],
  ])('may not have %s in one gateway', (_, one, other, message) => {
    const deployments = [one, other].map((pathPrefix) => ({ ...DEPLOYMENT, pathPrefix }));
    expect(() => {
      assertDeployable(deployments);
    }).toThrow(message);
  });

  test('is refused with everything that is wrong with it', () => {
    const wrong = authenticating({ issuers: many(6, 'i'), audiences: many(6, 'a'), maxClockSkewSeconds: -1 });
    expect(() => {
      assertDeployable([wrong]);
    }).toThrow(expect.objectContaining({ problems: Array(3).fill(expect.anything()) as unknown }) as Error);
  });
});

describe('a fixed key', () => {
  test('may come in as a variable', () => {
    expect(() => {
      assertNoLiteralKeys([DEPLOYMENT]);
    }).not.toThrow();
  });

  test('may not be written out', () => {
    expect(() => {
      assertNoLiteralKeys([authenticating({ keys: fixedKeys(1, true) })]);
    }).toThrow(/^keys\[0\]: .*Terraform variable/);
  });
});
