/** A request on its way from a gateway to a function. */
export interface FunctionCall {
  readonly method: string;
  /** Path with the deployment's prefix, and query, as they were sent; without scheme and host. */
  readonly requestUrl: string;
  /** The client's own. */
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** `<customer>/<trace>`, the part of the request's identity that backends get. */
  readonly requestId: string;
}

/** A request that goes to a function past the gateway, as a user's own invocation does. */
export interface DirectCall {
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly requestId: string;
}
