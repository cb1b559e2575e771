/** Every code that the function's own answers carry; a caller may rely on them. */
export type FunctionErrorCode =
  | 'InvalidJson'
  | 'InvalidEncoding'
  | 'InvalidRequest'
  | 'InvalidParameter'
  | 'RouteNotFound'
  | 'MethodNotAllowed'
  | 'RequestTooLarge'
  | 'UnsupportedMediaType'
  | 'InternalError'
  | 'ConfigurationError'
  | 'PrincipalUnavailable'
  | 'RequestTransformFailed'
  | 'ResponseTransformFailed'
  | 'ResponseTooLarge'
  | 'UpstreamUnreachable'
  | 'UpstreamReset'
  | 'UpstreamTlsFailed'
  | 'UpstreamTimeout'
  | 'UpstreamTooLarge'
  | 'UpstreamRedirect'
  | 'UpstreamInvalidAnswer'
  | 'UpstreamError';

/**
 * An answer of the function's own.
 *
 * The caller gets status, code and message; the cause goes to the log. So a message names what the caller sent or what
 * an operator has to set, and never a value.
 */
export class FunctionError extends Error {
  constructor(
    readonly status: number,
    readonly code: FunctionErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'FunctionError';
  }
}
