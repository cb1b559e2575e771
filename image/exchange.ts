import type http from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { isConfidential } from '../http/confidential';
import { ConnectionError } from '../http/connection-error';
import { PassingError } from '../http/passing-error';
import { responseOf } from '../http/response';
import type { Content, Patience } from '../http/response';
import { ImageError } from './image-error';

/** One request to a registry. */
export interface RegistryRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Content;
  /** Takes the body of a 200 instead of keeping it in memory. */
  readonly sink?: () => Writable;
  /** Told of each part of a file that was sent, or of a body that a sink took. */
  readonly onBytes?: (bytes: number) => void;
}

/** What came back. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Empty when a sink took it. */
  readonly body: Buffer;
}

/** No answer kept in memory is larger: manifests are a few kilobytes. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Sends one request and reads its whole answer.
 *
 * @throws PassingError when the connection fails, stays silent, or the answer asks for another try
 * @throws ImageError for an address without TLS, a certificate that is not trusted, or an answer that is too large
 */
export async function exchange(request: RegistryRequest, patience: Patience): Promise<RegistryAnswer> {
  const { url } = request;
  if (!isConfidential(url)) {
    throw new ImageError(
      `${url.protocol}//${url.host}, where the registry points, is not https: nothing is sent there. Check the registry's settings.`,
    );
  }
  const response = await responseOf({ ...request, onSent: request.onBytes }, patience).catch(asImageError);
  const status = response.statusCode ?? 0;
  const answer = { status, headers: response.headers, body: await bodyOf(response, request, status) };
  if (PASSING.has(status)) {
    const retryAfterMs = retryAfterOf(response.headers['retry-after']);
    throw new PassingError(`${url.host} answered ${String(status)}`, { retryAfterMs });
  }
  return answer;
}

/** Whoever pushes an image knows errors of images. */
function asImageError(error: unknown): never {
  throw error instanceof ConnectionError ? new ImageError(error.message, { cause: error }) : error;
}

async function bodyOf(
  response: http.IncomingMessage,
  { url, sink, onBytes }: RegistryRequest,
  status: number,
): Promise<Buffer> {
  if (sink !== undefined && status === 200) {
    try {
      response.on('data', (chunk: Buffer) => onBytes?.(chunk.length));
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
  if (length > MAX_BODY_BYTES) throw new ImageError(`${url.host} answered more than ${String(MAX_BODY_BYTES)} bytes.`);
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
