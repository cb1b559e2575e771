import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { isLoopback } from './reference';

/** One request to a registry. */
export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Content;
  /** Takes the body of a 200 instead of keeping it in memory. */
  readonly sink?: () => Writable;
}

/** What is sent: bytes, or a file of a known size. */
export type Content = Buffer | { readonly file: string; readonly size: number };

/** What came back. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Empty when a sink took it. */
  readonly body: Buffer;
}

/** Worth another try: the network, or a registry that says so. */
export class PassingError extends Error {
  constructor(
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'PassingError';
  }
}

/** No answer kept in memory is larger: manifests are a few kilobytes. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Sends one request and reads its whole answer.
 *
 * @param idleMs how long nothing may be sent or received
 * @throws PassingError when the connection fails, stays silent, or the answer asks for another try
 */
export async function exchange(request: RegistryRequest, idleMs: number): Promise<RegistryAnswer> {
  const { url } = request;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.host))) {
    throw new Error(`${url.protocol}//${url.host} is asked for without TLS`);
  }
  const response = await responseOf(request, idleMs);
  const status = response.statusCode ?? 0;
  const answer = { status, headers: response.headers, body: await bodyOf(response, request, status) };
  if (PASSING.has(status)) {
    throw new PassingError(`${url.host} answered ${String(status)}`, retryAfterOf(response.headers['retry-after']));
  }
  return answer;
}

function responseOf({ method, url, headers, body }: RegistryRequest, idleMs: number): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const size = body === undefined ? 0 : Buffer.isBuffer(body) ? body.length : body.size;
    const sent = request(
      url,
      {
        method,
        headers: { ...headers, ...(method === 'GET' || method === 'HEAD' ? {} : { 'content-length': size }) },
        // A connection that was kept may be closed by the other side just when it is used again.
        agent: false,
      },
      resolve,
    );
    sent.setTimeout(idleMs, () => sent.destroy(new PassingError(`${url.host} was silent for ${seconds(idleMs)}`)));
    sent.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? 'the connection failed';
      reject(error instanceof PassingError ? error : new PassingError(`${url.host}: ${reason}`));
    });
    if (body === undefined || Buffer.isBuffer(body)) {
      sent.end(body);
      return;
    }
    const file = fs.createReadStream(body.file);
    file.once('error', reject);
    file.pipe(sent);
  });
}

async function bodyOf(response: http.IncomingMessage, { url, sink }: RegistryRequest, status: number): Promise<Buffer> {
  if (sink !== undefined && status === 200) {
    try {
      await pipeline(response, sink());
    } catch (error) {
      // One of the two was first: the registry's connection, or our disk.
      throw response.complete || isOfDisk(error) ? error : cut(url, error);
    }
    return Buffer.alloc(0);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw cut(url, error);
  }
  if (length > MAX_BODY_BYTES) throw new Error(`${url.host} answered more than ${String(MAX_BODY_BYTES)} bytes`);
  return Buffer.concat(chunks);
}

function isOfDisk(error: unknown): boolean {
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall === 'write' || syscall === 'open';
}

function cut({ host }: URL, error: unknown): PassingError {
  return error instanceof PassingError ? error : new PassingError(`${host} broke off its answer`);
}

/** Seconds, or a date. */
function retryAfterOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function seconds(ms: number): string {
  return `${String(ms / 1000)} s`;
}
