import { isUtf8 } from 'node:buffer';
import { ConnectionError } from '../http/connection-error';
import { PassingError } from '../http/passing-error';
import { responseOf } from '../http/response';
import { UserError } from './user-error';

/** A request of a verb's own. */
export interface HttpRequest {
  /** @default 'GET' */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | URLSearchParams;
  /** @default 15000 */
  readonly timeoutMs?: number;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
}

/** An answer, whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly bytes: Buffer;
  /** The body for people; where it is no text, what it is. */
  readonly text: string;
}

const TIMEOUT_MS = 15_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

/**
 * Sends one request; a redirect is an answer like any other, so that nothing of the request goes to where it leads.
 *
 * @throws UserError when the host cannot be reached or does not answer in time
 */
export async function send(url: URL, request: HttpRequest = {}): Promise<HttpAnswer> {
  const { method = 'GET', headers, body, timeoutMs = TIMEOUT_MS, signal } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const isForm = body instanceof URLSearchParams;
  const patience = { idleMs: timeoutMs, signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]) };
  try {
    const response = await responseOf(
      {
        method,
        url,
        headers: { ...(isForm ? FORM : {}), ...headers },
        body: body === undefined ? undefined : Buffer.from(isForm ? body.toString() : body),
      },
      patience,
    );
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return answerOf(response.statusCode ?? 0, headersOf(response.rawHeaders), Buffer.concat(chunks));
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw new UserError(`${url.host} did not answer within ${timeoutMs / 1000} s.`);
    if (error instanceof PassingError) throw new UserError(`${error.message}. ${error.next}`);
    if (error instanceof ConnectionError) throw new UserError(error.message);
    // What cannot be sent was not broken off by anybody.
    if (error instanceof TypeError) throw error;
    throw new UserError(`${url.host} broke off its answer. Try again.`, { cause: error });
  }
}

/** An answer whose body is whole; what is no text, an archive or a picture, is told and not shown. */
export function answerOf(status: number, headers: Headers, bytes: Buffer): HttpAnswer {
  const kind = headers.get('content-type') ?? 'of no content type';
  const text = isUtf8(bytes) ? bytes.toString() : `(${String(bytes.length)} bytes that are no text, ${kind})`;
  return { status, headers, bytes, text };
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < raw.length; at += 2) headers.append(raw[at] ?? '', raw[at + 1] ?? '');
  return headers;
}
