import { Token } from 'cdktf';
import { IdcsJwtAuth, JwtKeys, RouteBackend, TokenIntrospection } from '../../constructs';
import { knownServer, knownUrl } from '../../constructs/known-url';
import { gatewayDocument } from '../../testing/secured-gateway';
import { UNKNOWN } from '../../testing/synth-authentication';

const PORT = Token.asNumber({ resolve: () => '${var.port}' });

describe('an address that Terraform completes', () => {
  test.each([
    ['https://shop.test/', 'https://shop.test/'],
    [`https://${UNKNOWN}/jwk`, 'https://known-at-deploy/jwk'],
    [`https://me:${UNKNOWN}@shop.test/`, 'https://me:known-at-deploy@shop.test/'],
    [`https://shop.test:${UNKNOWN}/x`, 'https://shop.test/x'],
    [`https://shop.test:${String(PORT)}`, 'https://shop.test'],
    [`${UNKNOWN}/jwk`, undefined],
  ])('keeps what is written out: %s', (url, known) => {
    expect(knownUrl(url)).toBe(known);
  });

  test.each([
    ['https://shop.test/', { host: 'shop.test', port: 443 }],
    ['http://shop.test/', { host: 'shop.test', port: 80 }],
    [`https://${UNKNOWN}:8443/`, { host: undefined, port: 8443 }],
    [`https://shop.test:${UNKNOWN}/`, { host: 'shop.test', port: undefined }],
    [`https://shop.test:${String(PORT)}/`, { host: 'shop.test', port: undefined }],
    [`https://${UNKNOWN}.test/`, { host: undefined, port: 443 }],
    [UNKNOWN, {}],
  ])('is at a server as far as that is known: %s', (url, server) => {
    expect(knownServer(url)).toEqual(server);
  });
});

describe('rules of addresses hold for what is written out', () => {
  const keys = (url: string) => () =>
    gatewayDocument({ authentication: new IdcsJwtAuth({ keys: JwtKeys.remote(url) }) });
  const introspection = (discoveryUri: string) => () =>
    gatewayDocument({
      authentication: new TokenIntrospection({
        discoveryUri,
        clientId: 'client',
        clientSecretId: 'ocid1.vaultsecret.oc1..client',
        clientSecretVersion: 1,
        tenancyId: 'ocid1.tenancy.oc1..test',
      }),
    });
  const backend = (url: string) => () =>
    gatewayDocument({}, [{ path: '/shop', methods: ['GET'], backend: RouteBackend.http(url) }]);

  test.each([
    [
      keys,
      `http://${UNKNOWN}/jwk`,
      'keys.uri is not one that the gateway fetches from safely: got "http://known-at-deploy/jwk"',
    ],
    [
      keys,
      `https://me:hunter2@${UNKNOWN}/jwk`,
      'keys.uri has a user or a password in it: got "https://***@known-at-deploy/jwk"',
    ],
    [
      introspection,
      `http://${UNKNOWN}/x`,
      'discoveryUri is not one that the gateway fetches from safely: got "http://known-at-deploy/x"',
    ],
    [backend, `http://${UNKNOWN}/`, 'backend.url sends callers\' tokens in plain text: got "http://known-at-deploy/"'],
    [
      backend,
      `https://me:hunter2@${UNKNOWN}/`,
      'backend.url is not the URL of a server: got "https://***@known-at-deploy/"',
    ],
    [
      backend,
      `https://${UNKNOWN}/?q=\${request.path[x]}`,
      'backend.url has a context variable in its query, where the gateway takes none: got "https://known-at-deploy/?q=***"',
    ],
  ])('and refuse it: %#', (build, url, refusal) => {
    expect(build(url)).toThrow(refusal);
    expect(build(url)).not.toThrow('hunter2');
  });

  test.each([
    [keys, UNKNOWN],
    [backend, UNKNOWN],
  ])('and judge nothing where nothing is: %#', (build, url) => {
    expect(build(url)).toThrow('refers to var.unknown');
  });
});
