import path from 'node:path';
import { App } from 'cdktf';
import { ApiNetwork } from '../../constructs';
import type { IApiNetwork } from '../../constructs';
import { roundTrip, startLocalCloud } from '../../local';
import type { Hop } from '../../local/hop';
import { OracleApiStack } from '../../stacks/oracle-api-stack';
import type { NetworkOptions } from '../../stacks/oracle-api-stack-props';
import { checkDocument, readDocument } from '../../terraform';
import { scratch } from '../../testing/scratch';
import { searchApis } from '../../testing/search-apis';

const ACCESS = ['PUBLIC', 'PRIVATE'] as const;
const NETWORK = ['new', 'existing'] as const;
const TYPE = ['TOKEN_AUTHENTICATION', 'JWT_AUTHENTICATION'] as const;
const KEYS = ['remote', 'fixed'] as const;
const APIS = [1, 3] as const;

const COMBINATIONS = ACCESS.flatMap((access) =>
  NETWORK.flatMap((network) =>
    TYPE.flatMap((type) => KEYS.flatMap((keys) => APIS.map((apis) => ({ access, network, type, keys, apis })))),
  ),
);
type Combination = (typeof COMBINATIONS)[number];

function networkOf({ access, network, keys }: Combination): IApiNetwork | NetworkOptions {
  return network === 'existing'
    ? ApiNetwork.fromSubnets({
        gatewaySubnetId: 'ocid1.subnet.oc1..gateway',
        functionsSubnetId: 'ocid1.subnet.oc1..functions',
        gatewayEndpointType: access,
      })
    : // A private gateway that fetches its keys has to reach the identity domain.
      { gatewayAccess: access, gatewayReachesInternet: keys === 'remote' };
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

describe.each(COMBINATIONS)(
  'a stack that is $access, in a(n) $network network, with $type, $keys keys and $apis API(s)',
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
