import { generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** What every identity domain calls its signing key, so the name alone does not tell domains apart. */
export const SIGNING_KEY_ID = 'SIGNING_KEY';

/** The public half as a domain publishes it, and as a gateway takes it for a fixed key. */
export interface PublicSigningKey {
  readonly kid: string;
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
}

/** The key pair that a domain signs its tokens with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicSigningKey;
}

/** Makes a fresh RSA key of 2048 bits, the shortest that a gateway accepts. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const { n, e } = publicKey.export({ format: 'jwk' });
  if (n === undefined || e === undefined) throw new Error('an RSA key has no modulus or exponent');
  return { privateKey, publicJwk: { kid: SIGNING_KEY_ID, kty: 'RSA', n, e, alg: 'RS256', use: 'sig' } };
}
