import { createHash, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';

/** A request as it came over the wire: the path still encoded, the body as bytes. */
export interface WireRequest {
  readonly method: string;
  /** Path and query exactly as sent. */
  readonly target: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Who signed a request, as far as the signature proves it. */
export interface Signer {
  /** OCID of the function. */
  readonly resourceId: string;
  readonly tenancyId: string;
  readonly compartmentId: string;
}

/** A request that is not signed as OCI demands; the message says which rule it breaks and holds no secret. */
export class SignatureError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SignatureError';
  }
}

export interface VerifyOptions {
  /** Key of whoever issued the session tokens. */
  readonly issuerKey: KeyObject;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A signed request is good for this long, either way. */
const MAX_CLOCK_SKEW_MS = 5 * 60 * 1000;
const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH'];
const PARAMETER = /(\w+)="([^"]*)"/g;

/**
 * Checks a request's signature from the rules of OCI's published scheme, with nothing of the function's own signer.
 *
 * @throws SignatureError naming the rule that the request breaks
 * @see https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm
 */
export async function verifySignature(request: WireRequest, { issuerKey, now }: VerifyOptions): Promise<Signer> {
  const { keyId, algorithm, signedHeaders, signature } = parseAuthorization(request.headers.get('authorization'));
  if (algorithm !== 'rsa-sha256') throw new SignatureError(`algorithm is ${algorithm}; expected rsa-sha256`);
  requireHeaders(request.method, signedHeaders);
  checkDate(request.headers, signedHeaders, now);
  if (METHODS_WITH_BODY.includes(request.method)) checkContent(request);

  const { signer, sessionKey } = await openSessionToken(keyId, issuerKey, now);
  const signingString = signedHeaders.map((name) => `${name}: ${valueOf(name, request)}`).join('\n');
  if (!verify('sha256', Buffer.from(signingString), sessionKey, Buffer.from(signature, 'base64'))) {
    throw new SignatureError('the signature does not match the request and the session key');
  }
  return signer;
}

function parseAuthorization(header: string | null): {
  readonly keyId: string;
  readonly algorithm: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
} {
  if (header === null) throw new SignatureError('the header Authorization is missing');
  if (!header.startsWith('Signature '))
    throw new SignatureError('the header Authorization has another scheme than Signature');
  const parameters = new Map([...header.matchAll(PARAMETER)].map(([, name = '', value = '']) => [name, value]));
  const parameter = (name: string): string => {
    const value = parameters.get(name);
    if (value === undefined || value === '') throw new SignatureError(`the header Authorization has no ${name}`);
    return value;
  };
  if (parameter('version') !== '1') throw new SignatureError('the signature has another version than 1');
  return {
    keyId: parameter('keyId'),
    algorithm: parameter('algorithm'),
    signedHeaders: parameter('headers').toLowerCase().split(' '),
    signature: parameter('signature'),
  };
}

function requireHeaders(method: string, signed: readonly string[]): void {
  const required = ['(request-target)', 'host'];
  if (METHODS_WITH_BODY.includes(method)) required.push('content-length', 'content-type', 'x-content-sha256');
  const missing = required.filter((name) => !signed.includes(name));
  if (!signed.includes('date') && !signed.includes('x-date')) missing.push('date or x-date');
  if (missing.length > 0) throw new SignatureError(`the signature does not cover ${missing.join(', ')}`);
}

function checkDate(headers: Headers, signed: readonly string[], now: number): void {
  const name = signed.includes('x-date') ? 'x-date' : 'date';
  const date = Date.parse(headers.get(name) ?? '');
  if (Number.isNaN(date)) throw new SignatureError(`${name} is not a date`);
  if (Math.abs(now - date) > MAX_CLOCK_SKEW_MS) throw new SignatureError(`${name} is more than 5 minutes off`);
}

function checkContent({ headers, body }: WireRequest): void {
  if (headers.get('content-length') !== String(body.length)) {
    throw new SignatureError('content-length is not the length of the body');
  }
  const actual = createHash('sha256').update(body).digest();
  const claimed = Buffer.from(headers.get('x-content-sha256') ?? '', 'base64');
  if (claimed.length !== actual.length || !timingSafeEqual(claimed, actual)) {
    throw new SignatureError('x-content-sha256 is not the hash of the body');
  }
}

function valueOf(name: string, { method, target, headers }: WireRequest): string {
  if (name === '(request-target)') return `${method.toLowerCase()} ${target}`;
  const value = headers.get(name);
  if (value === null) throw new SignatureError(`the signed header ${name} is missing`);
  return value;
}

async function openSessionToken(
  keyId: string,
  issuerKey: KeyObject,
  now: number,
): Promise<{ readonly signer: Signer; readonly sessionKey: KeyObject }> {
  if (!keyId.startsWith('ST$')) throw new SignatureError('keyId is not a session token (ST$…)');
  try {
    const { payload } = await jwtVerify(keyId.slice('ST$'.length), issuerKey, {
      algorithms: ['RS256'],
      currentDate: new Date(now),
      requiredClaims: ['exp', 'jwk', 'res_id', 'res_tenant', 'res_compartment'],
    });
    const jwk = typeof payload.jwk === 'string' ? (JSON.parse(payload.jwk) as JsonWebKey) : (payload.jwk as JsonWebKey);
    return {
      signer: {
        resourceId: String(payload.res_id),
        tenancyId: String(payload.res_tenant),
        compartmentId: String(payload.res_compartment),
      },
      sessionKey: createPublicKey({ key: jwk, format: 'jwk' }),
    };
  } catch (error) {
    // jose's messages name the claim or the check, never the token.
    const reason = error instanceof Error ? error.message : 'unreadable';
    throw new SignatureError(`the session token is not good: ${reason}`, { cause: error });
  }
}
