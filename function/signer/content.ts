import { hash } from 'node:crypto';

/** A request's body with what a signature says of it. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** SHA-256 of the bytes, in base64. */
  readonly sha256: string;
}

/**
 * Describes a body once, so that a request that is repeated does not hash it again.
 *
 * The bytes are hashed as they go over the wire; nothing is decoded or serialized anew.
 */
export function contentOf(bytes: Uint8Array, type = 'application/json'): Content {
  return { bytes, type, sha256: hash('sha256', bytes, 'base64') };
}
