import { createPublicKey } from 'node:crypto';
import { Token } from 'cdktf';
import type { PropChecks } from '../prop-error';

/** Signature algorithms that a gateway checks tokens with. */
export type SigningAlgorithm = (typeof ALGORITHMS)[number];

/** An RSA public key as a JSON Web Key, the part that the gateway takes. */
export interface RsaKey {
  /** Has to equal the `kid` of the tokens' header. */
  readonly kid: string;
  /** Modulus, base64url; 2048 to 4096 bits. */
  readonly n: string;
  /** Exponent, base64url; most often `AQAB`. */
  readonly e: string;
  /**
   * What tokens are signed with.
   *
   * @default 'RS256'
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-prerequisites.htm
   */
  readonly alg?: SigningAlgorithm;
}

/** An RSA public key in PEM form. */
export interface PemKey {
  /** Has to equal the `kid` of the tokens' header. */
  readonly kid: string;
  /** With its BEGIN PUBLIC KEY and END PUBLIC KEY lines; 2048 to 4096 bits. */
  readonly pem: string;
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512'] as const;
const PEM_LINES = /^-----BEGIN PUBLIC KEY-----\r?\n[^]+\n-----END PUBLIC KEY-----\s*$/;
const BASE64URL = /^[\w-]+$/;

/** Whether a gateway checks tokens with the algorithm. */
export function isSigningAlgorithm(alg: unknown): alg is SigningAlgorithm {
  return (ALGORITHMS as readonly unknown[]).includes(alg);
}

/** Notes what is wrong with a fixed key; what only Terraform knows is not judged. */
export function checkKey(checks: PropChecks, key: RsaKey | PemKey): void {
  checks.expect(key.kid !== '', {
    prop: 'keys',
    wrong: 'has an empty kid',
    got: key.kid,
    expected: "the kid of the tokens' header",
  });
  if ('pem' in key) checkPem(checks, key);
  else checkRsa(checks, key);
}

function checkPem(checks: PropChecks, { kid, pem }: PemKey): void {
  if (Token.isUnresolved(pem)) return;
  if (!PEM_LINES.test(pem)) {
    checks.expect(false, {
      prop: 'keys',
      wrong: `has a key '${kid}' without the lines of a public key in PEM form`,
      // The rest could be a private key.
      got: pem.split('\n', 1)[0]?.slice(0, 40) ?? '',
      expected: "'-----BEGIN PUBLIC KEY-----' first and '-----END PUBLIC KEY-----' last",
    });
    return;
  }
  const bits = bitsOfPem(pem);
  checks.expect(bits !== undefined, {
    prop: 'keys',
    wrong: `has a key '${kid}' that is no RSA public key`,
    got: `${pem.length} characters`,
    expected: 'an RSA public key in PEM form',
  });
  if (bits !== undefined) checkBits(checks, kid, bits);
}

function checkRsa(checks: PropChecks, { kid, n, e, alg }: RsaKey): void {
  checks
    .expect(BASE64URL.test(e), {
      prop: 'keys',
      wrong: `has a key '${kid}' whose e is not base64url`,
      got: e,
      expected: "for example 'AQAB'",
    })
    .expect(alg === undefined || isSigningAlgorithm(alg), {
      prop: 'keys',
      wrong: `has a key '${kid}' of an algorithm that the gateway does not take`,
      got: alg,
      expected: ALGORITHMS.join(', '),
    });
  if (Token.isUnresolved(n)) return;
  checks.expect(BASE64URL.test(n), {
    prop: 'keys',
    wrong: `has a key '${kid}' whose n is not base64url`,
    got: n,
    expected: 'a modulus as a key set has it, without padding',
  });
  if (BASE64URL.test(n)) checkBits(checks, kid, bitsOf(n));
}

function checkBits(checks: PropChecks, kid: string, bits: number): void {
  checks.expect(bits >= 2048 && bits <= 4096, {
    prop: 'keys',
    wrong: `has a key '${kid}' of a size that the gateway does not take`,
    got: `${bits} bits`,
    expected: '2048 to 4096 bits',
  });
}

function bitsOf(modulus: string): number {
  const hex = Buffer.from(modulus, 'base64url').toString('hex').replace(/^0+/, '');
  const [first = '0'] = hex;
  return hex === '' ? 0 : (hex.length - 1) * 4 + Number.parseInt(first, 16).toString(2).length;
}

function bitsOfPem(pem: string): number | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'rsa' ? key.asymmetricKeyDetails?.modulusLength : undefined;
  } catch {
    return undefined;
  }
}
