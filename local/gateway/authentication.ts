import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { RequiredClaim, TokenAuthentication } from '../../terraform/model/deployment';
import { claimText } from './claim-text';
import { Refusal } from './refusal';
import { findToken } from './token-location';
import { ALGORITHMS, KeyRuleError, verificationKey } from './verification-key';
import type { CandidateKey } from './verification-key';

/** What a request's token is checked against. */
export interface AuthenticationOptions {
  readonly policy: TokenAuthentication;
  readonly keys: readonly CandidateKey[];
  /** Host name of the gateway, for the challenge. */
  readonly hostname: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The claims of a request's token, once everything about it is proven.
 *
 * @throws Refusal 401
 */
export async function authenticate(request: Request, options: AuthenticationOptions): Promise<JWTPayload> {
  const { policy, keys, hostname, now } = options;
  const scheme = 'scheme' in policy.token ? policy.token.scheme : 'Bearer';
  const refused = (reason: string): Refusal =>
    new Refusal(401, reason, { 'WWW-Authenticate': `${scheme} realm="${hostname}"` });

  const found = findToken(request, policy.token);
  if ('missing' in found) throw refused(found.missing);
  try {
    const { payload } = await jwtVerify(found.token, keyAmong(keys), {
      algorithms: [...ALGORITHMS],
      issuer: [...policy.issuers],
      audience: [...policy.audiences],
      requiredClaims: ['exp', 'iss', 'aud'],
      clockTolerance: policy.maxClockSkewSeconds,
      currentDate: new Date(now),
    });
    checkClaims(payload, policy.claims);
    return payload;
  } catch (error) {
    throw refused(reasonOf(error, policy, now));
  }
}

function keyAmong(keys: readonly CandidateKey[]): JWTVerifyGetKey {
  return ({ kid, alg }) => {
    // No falling back to an only key: every identity domain names its key alike, so a name that is missing is a mistake.
    const key = kid === undefined ? undefined : keys.find((candidate) => candidate.kid === kid);
    if (!key) {
      const known = keys.map((candidate) => candidate.kid ?? '(unnamed)').join(', ') || 'none';
      throw new KeyRuleError(`kid ${claimText(kid)} is not among the keys; known: ${known}`);
    }
    try {
      return verificationKey(key, alg);
    } catch (error) {
      if (error instanceof KeyRuleError) throw new KeyRuleError(`key ${claimText(kid)} ${error.message}`);
      throw error;
    }
  };
}

/** A claim that lacks what the policy asks for. */
class ClaimError extends Error {}

function checkClaims(payload: JWTPayload, claims: readonly RequiredClaim[]): void {
  for (const { key, values, required } of claims) {
    const value = Object.hasOwn(payload, key) ? payload[key] : undefined;
    if (value === undefined) {
      if (required) throw new ClaimError(`claim ${key} is missing`);
    } else if (values.length > 0 && !(typeof value === 'string' && values.includes(value))) {
      throw new ClaimError(`${key} is ${claimText(value)}; accepted: ${values.join(', ')}`);
    }
  }
}

/** Says in one line what is wrong; of the token it repeats claims and header values, never the token. */
function reasonOf(error: unknown, policy: TokenAuthentication, now: number): string {
  if (error instanceof KeyRuleError || error instanceof ClaimError) return error.message;
  if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason, payload } = error;
    if (reason === 'missing') return `claim ${claim} is missing`;
    if (claim === 'aud') return `aud is ${claimText(payload.aud)}; accepted: ${policy.audiences.join(', ')}`;
    if (claim === 'iss') return `iss is ${claimText(payload.iss)}; accepted: ${policy.issuers.join(', ')}`;
    const seconds = Math.floor(now / 1000);
    const skew = `${policy.maxClockSkewSeconds} s of skew allowed`;
    if (claim === 'exp') return `expired: exp is ${claimText(payload.exp)}, now is ${seconds}, ${skew}`;
    if (claim === 'nbf') return `not valid yet: nbf is ${claimText(payload.nbf)}, now is ${seconds}, ${skew}`;
    return `claim ${claim} is not acceptable`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `the algorithm is not accepted; accepted: ${ALGORITHMS.join(', ')}`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature does not fit the key';
  return 'the token is not a signed JSON web token';
}
