import path from 'node:path';
import { App } from 'cdktf';
import { ApiNetwork } from '../../constructs';
import type { IApiNetwork } from '../../constructs';
import { roundTrip, startLocalCloud } from '../../local';
import type { Hop } from '../../local/hop';
import { OracleApiStack } from '../../stacks/oracle-api-stack';
import type { NetworkOptions } from '../../stacks/oracle-api-stack-props';
import { checkDocument, readDocument } from '../../terraform';
import { VCN } from '../../testing/api-network';
import { scratch } from '../../testing/scratch';
import { searchApis } from '../../testing/search-apis';

const ACCESS = ['PUBLIC', 'PRIVATE'] as const;
const NETWORK = ['new network', 'existing VCN', 'pair of existing subnets'] as const;
const INTERNET = [true, false] as const;
const TYPE = ['TOKEN_AUTHENTICATION', 'JWT_AUTHENTICATION'] as const;
const KEYS = ['remote', 'fixed'] as const;
const APIS = [1, 3] as const;

const COMBINATIONS = ACCESS.flatMap((access) =>
  NETWORK.flatMap((network) =>
    INTERNET.flatMap((internet) =>
      TYPE.flatMap((type) =>
        KEYS.flatMap((keys) => APIS.map((apis) => ({ access, network, internet, type, keys, apis }))),
      ),
    ),
  ),
);
type Combination = (typeof COMBINATIONS)[number];

/** Whether the gateway could not fetch the keys of the identity domain. */
const unreachable = ({ internet, keys }: Combination): boolean => !internet && keys === 'remote';

function networkOf({ access, network, internet }: Combination): IApiNetwork | NetworkOptions {
  const reach = { gatewayAccess: access, gatewayReachesInternet: internet };
  if (network === 'new network') return reach;
  if (network === 'existing VCN') return { ...reach, ...VCN, cidrBlock: '10.9.0.0/16' };
  return ApiNetwork.fromSubnets({
    ...reach,
    gatewaySubnetId: 'ocid1.subnet.oc1..gateway',
    functionsSubnetId: 'ocid1.subnet.oc1..functions',
  });
}

function synthesize(combination: Combination): string {
  const { type, keys, apis } = combination;
  const outdir = scratch('matrix');
  const app = new App({ outdir });
  new OracleApiStack(app, 'oracleapi', {
    apis: searchApis(apis),
    image: { outDir: scratch('functions') },
    authenticationType: type,
    keys,
    signingCertificatePublicAccess: keys === 'remote',
    network: networkOf(combination),
  });
  app.synth();
  return path.join(outdir, 'stacks', 'oracleapi');
}

const TITLE = '$access, in a(n) $network, with internet: $internet, $type, $keys keys and $apis API(s)';

test.each(COMBINATIONS.filter(unreachable))(`a stack is refused that is ${TITLE}`, (combination) => {
  expect(() => synthesize(combination)).toThrow(
    new Error(
      "authentication needs the internet, which the gateway does not reach: got \"the gateway fetches the keys that tokens are checked with from an address that only Terraform knows\"; expected an authentication for which nothing is fetched there. Set gatewayReachesInternet of the network (a private gateway gets a NAT gateway for it), or take fixed keys, JwtKeys.fixed(). If that address was tried from the gateway's subnet without the internet, say which way it is reached: reachedThrough: 'SERVICE_GATEWAY' or 'VCN' (at oracleapi/Gateway/Deployment)",
    ),
  );
});

describe.each(COMBINATIONS.filter((combination) => !unreachable(combination)))(
  `a stack that is ${TITLE}`,
  (combination) => {
    const directory = synthesize(combination);

    test('passes the schema check', () => {
      expect(checkDocument(readDocument(directory))).toEqual([]);
    });

    test('answers on the local cloud, every hop seen', async () => {
      const hops: Hop[] = [];
      const cloud = await startLocalCloud({ stackDirectory: directory, port: 0, onHop: (hop) => hops.push(hop) });
      try {
        expect(cloud.routes).toHaveLength(combination.apis);
        for (const route of cloud.routes) {
          expect((await roundTrip(cloud, route, hops)).status).toBe(200);
        }
      } finally {
        await cloud.close();
      }
    }, 60_000);
  },
);
