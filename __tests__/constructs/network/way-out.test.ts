import { ApiNetwork, IdcsJwtAuth, JwtKeys, OidcJwtAuth, RouteBackend, TokenIntrospection } from '../../../constructs';
import { SecuredGateway } from '../../../constructs';
import type { ApiNetworkProps, GatewayRoute, IGatewayAuthentication, WayOutOptions } from '../../../constructs';
import { ROUTE } from '../../../testing/secured-gateway';
import { synthDocument } from '../../../testing/synth';
import { modulus, UNKNOWN } from '../../../testing/synth-authentication';

type Reach = Omit<ApiNetworkProps, 'compartmentId'>;

const PRIVATE: Reach = { gatewayAccess: 'PRIVATE' };
const FIXED = new IdcsJwtAuth({ keys: JwtKeys.fixed([{ kid: 'SIGNING_KEY', n: modulus(), e: 'AQAB' }]) });
const DOMAIN = 'https://idcs-1.identity.oraclecloud.com:443';

const remote = (options: WayOutOptions = {}, domain = DOMAIN): IGatewayAuthentication =>
  new IdcsJwtAuth({ keys: JwtKeys.remote(`${domain}/admin/v1/SigningCert/jwk`, options) });
const introspection = (options: WayOutOptions = {}, domain = DOMAIN): IGatewayAuthentication =>
  new TokenIntrospection({
    ...options,
    discoveryUri: `${domain}/.well-known/openid-configuration`,
    clientId: 'client',
    clientSecretId: 'ocid1.vaultsecret.test',
    clientSecretVersion: 1,
    tenancyId: 'ocid1.tenancy.test',
  });
const provider = (options: WayOutOptions = {}): IGatewayAuthentication =>
  OidcJwtAuth.provider({
    ...options,
    issuer: 'https://idp.test',
    jwksUri: 'https://idp.test/jwk',
    audiences: ['api'],
  });

/** A gateway in a network of its own, whose rules let it call a neighbour. */
function gateway(
  reach: Reach,
  authentication: IGatewayAuthentication = FIXED,
  route: GatewayRoute = ROUTE,
): () => void {
  return () => {
    synthDocument((stack) => {
      const compartmentId = 'ocid1.compartment.test';
      const network = new ApiNetwork(stack, 'Network', { ...reach, compartmentId });
      network.allowGatewayTo('Neighbour', { cidrBlock: '10.0.9.0/24', description: 'a neighbour' });
      new SecuredGateway(stack, 'Gateway', {
        compartmentId,
        network,
        authentication,
        logGroupId: 'ocid1.loggroup.test',
      }).addRoute(route);
    });
  };
}

const refusal = (what: string): Error =>
  new Error(
    `authentication needs the internet, which the gateway does not reach: got "the gateway fetches ${what}"; expected an authentication for which nothing is fetched there. Set gatewayReachesInternet of the network (a private gateway gets a NAT gateway for it), or take fixed keys, JwtKeys.fixed(). If that address was tried from the gateway's subnet without the internet, say which way it is reached: reachedThrough: 'SERVICE_GATEWAY' or 'VCN' (at Test/Gateway/Deployment)`,
  );

describe.each<[string, (options?: WayOutOptions, domain?: string) => IGatewayAuthentication, string]>([
  ['keys', remote, 'the keys that tokens are checked with'],
  ['introspection', introspection, "the authorization server's word on tokens"],
])('an identity domain that is asked for %s', (_what, ask, what) => {
  test('is refused on a private gateway, which reaches nothing but what its service gateway leads to', () => {
    expect(gateway(PRIVATE, ask())).toThrow(refusal(`${what} from idcs-1.identity.oraclecloud.com`));
  });

  test('is refused on a public gateway that may not call the internet', () => {
    expect(gateway({ gatewayReachesInternet: false }, ask())).toThrow(
      refusal(`${what} from idcs-1.identity.oraclecloud.com`),
    );
  });

  test('is refused on a private gateway when only Terraform knows its address', () => {
    expect(gateway(PRIVATE, ask({}, UNKNOWN))).toThrow(refusal(`${what} from an address that only Terraform knows`));
  });

  test('is taken on a private gateway with a NAT gateway', () => {
    expect(gateway({ ...PRIVATE, gatewayReachesInternet: true }, ask())).not.toThrow();
  });

  test('is taken on a public gateway', () => {
    expect(gateway({}, ask())).not.toThrow();
  });

  test('is taken on a private gateway that is said to reach it through its service gateway', () => {
    expect(gateway(PRIVATE, ask({ reachedThrough: 'SERVICE_GATEWAY' }))).not.toThrow();
  });
});

test('fixed keys are taken on a private gateway', () => {
  expect(gateway(PRIVATE)).not.toThrow();
});

test('an identity provider on the internet is refused on a private gateway', () => {
  expect(gateway(PRIVATE, provider())).toThrow(refusal('the keys that tokens are checked with from idp.test'));
});

test('an identity provider in the VCN is taken on a private gateway', () => {
  expect(gateway(PRIVATE, provider({ reachedThrough: 'VCN' }))).not.toThrow();
});

describe('an HTTP backend', () => {
  const route = (options: WayOutOptions = {}, url = 'https://api.test/v1'): GatewayRoute => ({
    path: '/other',
    methods: ['GET'],
    backend: RouteBackend.http(url, options),
  });
  const outOfReach = (server: string): Error =>
    new Error(
      `backend is on the internet, which the gateway does not reach: got "${server}"; expected a server that the gateway reaches. Set gatewayReachesInternet of the network (a private gateway gets a NAT gateway for it). If the server is reached another way, say which: reachedThrough: 'SERVICE_GATEWAY' or 'VCN' (at Test/Gateway/Deployment)`,
    );

  test.each([PRIVATE, { gatewayReachesInternet: false }])(
    'is refused where nothing of the internet is reached',
    (reach) => {
      expect(gateway(reach, FIXED, route())).toThrow(outOfReach('api.test'));
    },
  );

  test('is refused there when only Terraform knows its address', () => {
    expect(gateway(PRIVATE, FIXED, route({}, `https://${UNKNOWN}/`))).toThrow(
      outOfReach('an address that only Terraform knows'),
    );
  });

  test('is refused there when its path has context variables', () => {
    expect(gateway(PRIVATE, FIXED, route({}, 'https://api.test/${request.path[id]}'))).toThrow(/got "api.test"/);
  });

  test.each([{}, { ...PRIVATE, gatewayReachesInternet: true }])('is taken where the internet is reached', (reach) => {
    expect(gateway(reach, FIXED, route())).not.toThrow();
  });

  test.each(['SERVICE_GATEWAY', 'VCN'] as const)(
    'is taken on a private gateway when it is reached through %s',
    (way) => {
      expect(gateway(PRIVATE, FIXED, route({ reachedThrough: way }))).not.toThrow();
    },
  );

  test('is not reached through a word that is none', () => {
    expect(gateway({}, FIXED, route({ reachedThrough: 'vcn' as 'VCN' }))).toThrow(
      new Error(
        `backend.reachedThrough is none of three words: got "vcn"; expected 'INTERNET', 'SERVICE_GATEWAY' or 'VCN' (at Test/Gateway/Deployment)`,
      ),
    );
  });
});
