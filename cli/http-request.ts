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
  readonly text: string;
}

const TIMEOUT_MS = 15_000;

/**
 * Sends one request; a redirect is an answer like any other, so that nothing of the request goes to where it leads.
 *
 * @throws UserError when the host cannot be reached or does not answer in time
 */
export async function send(url: URL, request: HttpRequest = {}): Promise<HttpAnswer> {
  const { method, headers, body, timeoutMs = TIMEOUT_MS, signal } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw new UserError(`${url.host} did not answer within ${timeoutMs / 1000} s.`);
    const { cause } = error as { cause?: NodeJS.ErrnoException };
    throw new UserError(`${url.host} cannot be reached: ${cause?.code ?? 'the connection failed'}.`);
  }
}

/** Says whether a secret may go there: over https, or to this machine. */
export function isConfidential({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname));
}
