/** The error codes of RFC 6749 that the token endpoint gives. */
export type TokenErrorCode =
  'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unauthorized_client' | 'unsupported_grant_type';

/** A token request that the domain refuses. */
export class TokenError extends Error {
  override readonly name = 'TokenError';

  constructor(
    readonly code: TokenErrorCode,
    /** What the caller is told. */
    readonly description: string,
    /** Why, in more words than the caller is told; never a secret. */
    readonly reason: string = description,
  ) {
    super(reason);
  }

  /** HTTP status; RFC 6749 gives 401 to a failed client authentication alone. */
  get status(): 400 | 401 {
    return this.code === 'invalid_client' ? 401 : 400;
  }
}
