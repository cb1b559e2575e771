import { TerraformVariable } from 'cdktf';
import { ApiNetwork, IdcsJwtAuth, JwtKeys, RouteBackend, SecuredGateway } from '../../../constructs';
import type {
  ApiNetworkProps,
  CalledServer,
  GatewayRoute,
  HttpBackendOptions,
  ResponseCacheOptions,
} from '../../../constructs';
import { gatewayDocument, LEAST, NETWORK } from '../../../testing/secured-gateway';
import { synthDocument } from '../../../testing/synth';
import { modulus, UNKNOWN } from '../../../testing/synth-authentication';

interface Scene {
  readonly url?: string;
  readonly backend?: HttpBackendOptions;
  readonly keys?: JwtKeys;
  /** Where the gateway keeps answers. */
  readonly cache?: Pick<ResponseCacheOptions, 'host' | 'port'>;
  readonly network?: Partial<ApiNetworkProps>;
  /** A port that is opened after the route was added: the order is the user's. */
  readonly opened?: number;
}

const FIXED = JwtKeys.fixed([{ kid: 'k', n: modulus(), e: 'AQAB' }]);
const CACHE = {
  secretId: 'ocid1.vaultsecret.oc1..cache',
  secretVersion: 1,
  tenancyId: 'ocid1.tenancy.oc1..test',
} as const;
const authentication = new IdcsJwtAuth({ keys: FIXED });
const INSIDE = { gatewayReachesInternet: false };

const route = (url: string, options?: HttpBackendOptions): GatewayRoute => ({
  path: '/shop',
  methods: ['GET'],
  backend: RouteBackend.http(url, options),
});

const keysIn = (url: string): JwtKeys => JwtKeys.remote(url, { reachedThrough: 'VCN' });

/** Synthesizes a gateway in a network of its own, with one route to a server. */
function synth({ url = 'https://shop.test/', backend, keys = FIXED, cache, network, opened }: Scene): void {
  synthDocument((stack) => {
    new TerraformVariable(stack, 'unknown', { type: 'string' });
    const own = new ApiNetwork(stack, 'Network', { compartmentId: 'ocid1.compartment.network', ...network });
    new SecuredGateway(stack, 'Gateway', {
      ...LEAST,
      network: own,
      authentication: new IdcsJwtAuth({ keys }),
      responseCache: cache && { ...CACHE, ...cache },
    }).addRoute(route(url, backend));
    if (opened !== undefined) {
      own.allowGatewayTo('Shop', { cidrBlock: '10.0.9.0/24', port: opened, description: 'the shop' });
    }
  });
}

describe("a server that the network's rules keep from the gateway", () => {
  test.each<[string, Scene, string]>([
    ['at a port of its own', { url: 'https://shop.test:8443/' }, 'backend of /shop is at shop.test:8443'],
    [
      'without TLS',
      { url: 'http://shop.test/', backend: { allowPlainTextConnection: true } },
      'backend of /shop is at shop.test:80',
    ],
    ['at another port than the open one', { url: 'https://shop.test:8443/', opened: 8080 }, 'shop.test:8443'],
    [
      'in the VCN, beside rules for OCI alone',
      { network: INSIDE, backend: { reachedThrough: 'VCN' } },
      'backend of /shop is at shop.test:443',
    ],
    [
      "at a port of OCI's services that is not 443",
      { network: INSIDE, url: 'https://x.oraclecloud.com:8443/', backend: { reachedThrough: 'SERVICE_GATEWAY' } },
      'backend of /shop is at x.oraclecloud.com:8443',
    ],
    ['with kept answers', { cache: { host: 'redis.test' } }, 'responseCache is at redis.test:6379'],
    [
      'with kept answers',
      { cache: { host: '10.0.9.7', port: 7000 }, opened: 6379 },
      'responseCache is at 10.0.9.7:7000',
    ],
    [
      'at a port of an address that only Terraform knows',
      { url: `https://${UNKNOWN}:8443/` },
      'backend of /shop is at port 8443 of an address that only Terraform knows',
    ],
    [
      'at an address outside the block that is open',
      { url: 'https://192.168.1.7:8443/', opened: 8443 },
      'backend of /shop is at 192.168.1.7:8443',
    ],
    [
      'with keys that are nowhere known, beside rules for OCI alone',
      { network: INSIDE, keys: keysIn(`${UNKNOWN}/jwk`), backend: { reachedThrough: 'VCN' } },
      'authentication is at an address that only Terraform knows',
    ],
    ['with the keys', { keys: keysIn('https://idp.test:8443/jwk') }, 'authentication is at idp.test:8443'],
  ])('is refused %s', (_, scene, refused) => {
    expect(() => {
      synth(scene);
    }).toThrow(
      `${refused}, which the network's rules keep from the gateway. Let it out with allowGatewayTo() of the network.`,
    );
  });
});

describe("a server that the network's rules let the gateway call", () => {
  test.each<[string, Scene]>([
    ['at the port of HTTPS', {}],
    ['at a port of its own that is opened', { url: 'https://shop.test:8443/', opened: 8443 }],
    ['in the VCN, at a port that is opened', { network: INSIDE, backend: { reachedThrough: 'VCN' }, opened: 443 }],
    [
      "among OCI's services",
      { network: INSIDE, url: 'https://x.oraclecloud.com/', backend: { reachedThrough: 'SERVICE_GATEWAY' } },
    ],
    ['with kept answers, at a port that is opened', { cache: { host: 'redis.test' }, opened: 6379 }],
    ['with kept answers, at an address that only Terraform knows', { cache: { host: UNKNOWN }, opened: 6379 }],
    ['at an address in a block that is open', { url: 'https://10.0.9.7:8443/', opened: 8443 }],
    ['at a port that only Terraform knows', { url: `https://shop.test:${UNKNOWN}/`, opened: 8443 }],
    ['with the keys, at a port that is opened', { keys: keysIn('https://idp.test:8443/jwk'), opened: 8443 }],
    ['at an address that only Terraform knows', { url: `https://${UNKNOWN}/` }],
  ])('is taken %s', (_, scene) => {
    expect(() => {
      synth(scene);
    }).not.toThrow();
  });

  test('is taken where nothing is known of the rules', () => {
    expect(() => gatewayDocument({}, [route('https://shop.test:8443/')])).not.toThrow();
  });
});

test('a gateway with security groups of its own may call whatever these let it', () => {
  const network = { ...NETWORK, gatewayMayCall: () => false };
  const securityGroupIds = ['ocid1.networksecuritygroup.oc1..own'];
  const shop = [route('https://shop.test:8443/')];
  expect(() => gatewayDocument({ network, authentication, securityGroupIds }, shop)).not.toThrow();
  expect(() => gatewayDocument({ network, authentication }, shop)).toThrow('backend of /shop is at shop.test:8443');
});

describe('subnets that exist', () => {
  const network = {
    ...NETWORK,
    gatewayMayCall: ({ host, port, way }: CalledServer): boolean =>
      host === 'shop.test' && port === 8443 && way === 'INTERNET',
  };

  test('refuse what their rules are said to keep from the gateway', () => {
    expect(() => gatewayDocument({ network, authentication }, [route('https://shop.test:9443/')])).toThrow(
      "backend of /shop is at shop.test:9443, which the network's rules keep from the gateway.",
    );
  });

  test('take what their rules are said to let it call', () => {
    expect(() => gatewayDocument({ network, authentication }, [route('https://shop.test:8443/')])).not.toThrow();
  });
});
