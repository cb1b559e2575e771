import { Refusal } from './refusal';

/** Most bytes of method, target and headers together. */
const MAX_HEADER_BYTES = 8 * 1024;

/** Most bytes of a body on its way to a function; OCI's 20 MB are for other backends. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** Most bytes of a body that the gateway takes at all. */
export const MAX_REQUEST_BYTES = 20 * 1024 * 1024;

/** @throws Refusal 431 */
export function checkHeaderSize(request: Request): void {
  const { pathname, search } = new URL(request.url);
  let size = Buffer.byteLength(`${request.method} ${pathname}${search}\r\n`);
  for (const [name, value] of request.headers) size += Buffer.byteLength(`${name}: ${value}\r\n`, 'latin1');
  if (size > MAX_HEADER_BYTES) {
    throw new Refusal(431, `method, target and headers have ${size} bytes; at most ${MAX_HEADER_BYTES}`);
  }
}

/**
 * The whole body, of which no more than the limit is ever held.
 *
 * @throws Refusal 413
 */
export async function readBody(request: Request, most = MAX_BODY_BYTES): Promise<Uint8Array> {
  const taker = most === MAX_BODY_BYTES ? 'a function' : 'a gateway';
  const refusal = new Refusal(413, `the body has more than ${most} bytes, the most that ${taker} takes`);
  if (Number(request.headers.get('content-length')) > most) throw refusal;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > most) throw refusal;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
