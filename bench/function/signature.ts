import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { DefaultRequestSigner } from 'oci-common';
import { contentOf } from '../../function/signer/content';
import { signRequest } from '../../function/signer/sign-request';
import { summarize } from '../statistics';
import type { Summary } from '../statistics';

const BODY_2_KB = Buffer.alloc(2048, 'a');
const BODY_1_MIB = Buffer.alloc(1024 * 1024, 'a');
const HOST = 'query.eu-frankfurt-1.oci.oraclecloud.com';
const PATH = '/20180409/resources';

/** Milliseconds each; the operations take turns, so that noise hits all alike. */
export interface SignatureTimes {
  readonly rsa: Summary;
  readonly sign2Kb: Summary;
  readonly rsaAndSha1Mib: Summary;
  readonly sign1Mib: Summary;
  readonly ociCommon2Kb: Summary;
}

/** Measures a signature against what it cannot do without: one RSA operation, and the hash of the body. */
export async function measureSignature(rounds: number): Promise<SignatureTimes> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const line = Buffer.alloc(400, 'x');
  const rsa = (): unknown => sign('sha256', line, privateKey);
  const ours = (body: Buffer) => (): unknown =>
    signRequest(
      { method: 'POST', host: HOST, target: PATH, content: contentOf(body) },
      { keyId: 'ST$token', privateKey },
      new Date(),
    );
  const oracle = ociCommon(privateKey);
  const operations = {
    rsa,
    sign2Kb: ours(BODY_2_KB),
    rsaAndSha1Mib: () => [rsa(), createHash('sha256').update(BODY_1_MIB).digest()],
    sign1Mib: ours(BODY_1_MIB),
    ociCommon2Kb: () => oracle(BODY_2_KB),
  };
  type Name = keyof typeof operations;
  const samples: Record<Name, number[]> = { rsa: [], sign2Kb: [], rsaAndSha1Mib: [], sign1Mib: [], ociCommon2Kb: [] };
  for (let round = -20; round < rounds; round += 1) {
    for (const name of Object.keys(operations) as Name[]) {
      const startedAt = performance.now();
      await operations[name]();
      // The first rounds are for the compiler.
      if (round >= 0) samples[name].push(performance.now() - startedAt);
    }
  }
  return {
    rsa: summarize(samples.rsa),
    sign2Kb: summarize(samples.sign2Kb),
    rsaAndSha1Mib: summarize(samples.rsaAndSha1Mib),
    sign1Mib: summarize(samples.sign1Mib),
    ociCommon2Kb: summarize(samples.ociCommon2Kb),
  };
}

function ociCommon(privateKey: KeyObject): (body: Buffer) => Promise<void> {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const signer = new DefaultRequestSigner({
    getKeyId: async () => Promise.resolve('ST$token'),
    getPrivateKey: () => pem,
    getPassphrase: () => null,
  });
  return async (body) =>
    signer.signHttpRequest({
      uri: `https://${HOST}${PATH}`,
      method: 'POST',
      headers: new Headers({ 'content-type': 'application/json' }),
      body: body.toString(),
    });
}
