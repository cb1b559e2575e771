import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What the function reads from its own session token (RPST). OCI checks the signature; the function has no key to. */
export interface SessionToken {
  readonly text: string;
  /** Milliseconds since the epoch; absent when the token does not say. */
  readonly expiresAtMs?: number;
  /** The public half of the session key, when the token names it. */
  readonly publicKey?: { readonly n: string; readonly e: string };
}

/** Reads a session token; `undefined` when the text is none, as while it is being rewritten. */
export function trySessionToken(text: string): SessionToken | undefined {
  const token = text.trim();
  const parts = token.split('.');
  // It goes into a quoted part of a header, so nothing but a token's own characters may be in it.
  if (parts.length !== 3 || !/^[\w.=-]+$/.test(token)) return undefined;
  const claims = tryObject(Buffer.from(parts[1] ?? '', 'base64url').toString());
  if (!claims) return undefined;
  return {
    text: token,
    expiresAtMs: typeof claims.exp === 'number' ? claims.exp * 1000 : undefined,
    publicKey: publicKeyOf(claims.jwk),
  };
}

/** Says whether a token was issued for a private key; true when the token names no key. */
export function isIssuedFor(token: SessionToken, privateKey: KeyObject): boolean {
  if (!token.publicKey) return true;
  const { n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  return n === token.publicKey.n && e === token.publicKey.e;
}

function publicKeyOf(claim: unknown): SessionToken['publicKey'] {
  // The claim is a JWK as text in tokens of the platform; an object is what a JWT library would write.
  const jwk = typeof claim === 'string' ? tryObject(claim) : claim;
  if (typeof jwk !== 'object' || jwk === null) return undefined;
  const { n, e } = jwk as Record<string, unknown>;
  return typeof n === 'string' && typeof e === 'string' ? { n, e } : undefined;
}

function tryObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
