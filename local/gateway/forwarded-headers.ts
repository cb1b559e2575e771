/** Belong to one connection, not to the request. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** What the gateway knows of a request's way. */
export interface ForwardedOptions {
  readonly hostname: string;
  readonly remoteAddress: string;
}

/** The headers of a request as they go on to a function. */
export function forwardedHeaders(original: Headers, { hostname, remoteAddress }: ForwardedOptions): Headers {
  const headers = new Headers(original);
  const named = (headers.get('connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...HOP_BY_HOP, ...named]) {
    // What a caller lists in Connection may be anything, also no header name.
    if (/^[\w-]+$/.test(name)) headers.delete(name);
  }
  // The request's identity goes on beside the headers, in the gateway's own form.
  headers.delete('opc-request-id');
  headers.set('host', hostname);
  headers.set('x-real-ip', remoteAddress);
  headers.append('x-forwarded-for', remoteAddress);
  headers.append('forwarded', `for=${remoteAddress.includes(':') ? `"[${remoteAddress}]"` : remoteAddress}`);
  headers.append('cdn-loop', hostname);
  return headers;
}
