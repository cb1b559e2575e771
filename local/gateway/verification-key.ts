import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod/mini';

/** Signature algorithms that the gateway accepts; symmetric ones and `none` never. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512'] as const;

const MIN_BITS = 2048;
const MAX_BITS = 4096;

/** A JSON web key of which only what the gateway looks at is known. */
export const webKeySchema = z.looseObject({
  kid: z.optional(z.string()),
  kty: z.string(),
  n: z.optional(z.string()),
  e: z.optional(z.string()),
  alg: z.optional(z.string()),
  use: z.optional(z.string()),
  key_ops: z.optional(z.array(z.string())),
});

/** A JSON web key, not yet judged. */
export type WebKey = z.infer<typeof webKeySchema>;

/** A key that tokens are to be checked with, as it was configured or fetched. */
export type CandidateKey =
  { readonly kid?: string; readonly webKey: WebKey } | { readonly kid?: string; readonly pem: string };

/** A key that breaks one of the gateway's rules. */
export class KeyRuleError extends Error {
  override readonly name = 'KeyRuleError';
}

/**
 * The key in a form that verifies.
 *
 * @param algorithm what the token says it is signed with
 * @throws KeyRuleError if the gateway would not use the key
 */
export function verificationKey(candidate: CandidateKey, algorithm: string): KeyObject {
  const key = 'pem' in candidate ? fromPem(candidate.pem) : fromWebKey(candidate.webKey, algorithm);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa') throw new KeyRuleError('is not an RSA key');
  if (bits < MIN_BITS || bits > MAX_BITS) {
    throw new KeyRuleError(`has ${bits} bits; accepted: ${MIN_BITS} to ${MAX_BITS}`);
  }
  return key;
}

function fromWebKey({ kty, n, e, alg, use, key_ops: keyOps }: WebKey, algorithm: string): KeyObject {
  if (kty !== 'RSA') throw new KeyRuleError(`has kty ${kty}; accepted: RSA`);
  if (n === undefined || e === undefined) throw new KeyRuleError('lacks n or e');
  if (use === undefined && keyOps === undefined) throw new KeyRuleError('has neither use nor key_ops');
  if (use !== undefined && use !== 'sig') throw new KeyRuleError(`has use ${use}; accepted: sig`);
  if (keyOps !== undefined && !keyOps.includes('verify')) throw new KeyRuleError('has key_ops without verify');
  if (alg !== undefined && alg !== algorithm) throw new KeyRuleError(`is for ${alg}; the token has ${algorithm}`);
  // Only the public parts are taken over, whatever else the key set holds.
  return readable(() => createPublicKey({ key: { kty, n, e }, format: 'jwk' }));
}

function fromPem(pem: string): KeyObject {
  // Node would derive a public key from a private one, or from a certificate; the gateway takes neither.
  if (!/^-----BEGIN PUBLIC KEY-----\s[\s\S]+-----END PUBLIC KEY-----$/.test(pem.trim())) {
    throw new KeyRuleError('lacks the lines BEGIN PUBLIC KEY and END PUBLIC KEY');
  }
  return readable(() => createPublicKey(pem.trim()));
}

function readable(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch {
    throw new KeyRuleError('cannot be read');
  }
}
