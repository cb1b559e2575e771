import type { IncomingMessage } from 'node:http';
import { monotonicMs } from '../clock';
import { FunctionError } from '../function-error';
import { connectionTo } from './connection';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';
import { failureOf, timedOut } from './failure';
import type { Hop } from './failure';

/** A signed request; the transport alone knows which host it goes to. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Milliseconds from now in which the whole answer has to be there. */
  readonly timeoutMs: number;
}

/** What came back, in full. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** The way to one endpoint. */
export interface Transport {
  /** Connects ahead of the first request; never fails. */
  prepare(): void;
  /** Sends one request and reads its whole answer; follows no redirect and repeats nothing. */
  exchange(request: WireRequest): Promise<WireResponse>;
}

/** The longest that each hop of a request may take, in milliseconds. */
export interface HopLimits {
  readonly connectMs: number;
  /** From the connection to the first byte of the answer. */
  readonly headersMs: number;
  /** Between two parts of the answer's body. */
  readonly bodyMs: number;
}

/** OCI's own limit of a function's answer; nothing larger could be passed on. */
export const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

const LIMITS: HopLimits = { connectMs: 5_000, headersMs: 60_000, bodyMs: 15_000 };

/** Makes a transport to one endpoint, over connections that are kept. */
export function createTransport(endpoint: Endpoint, limits: HopLimits = LIMITS): Transport {
  const connection = connectionTo(endpoint);
  return {
    prepare() {
      connection.prepare();
    },
    exchange: (wire) => exchange(connection, wire, limits),
  };
}

function exchange(connection: Connection, wire: WireRequest, limits: HopLimits): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const request = connection.open({ method: wire.method, path: wire.target, headers: wire.headers });
    const endMs = monotonicMs() + wire.timeoutMs;
    let timer: NodeJS.Timeout | undefined;

    const fail = (error: FunctionError): void => {
      clearTimeout(timer);
      reject(error);
      request.destroy();
    };
    const enter = (hop: Hop, limitMs: number): void => {
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          fail(timedOut(hop));
        },
        Math.min(limitMs, Math.max(0, endMs - monotonicMs())),
      );
    };

    enter('connect', limits.connectMs);
    request.on('socket', (socket) => {
      connection.onceReady(socket, () => {
        enter('headers', limits.headersMs);
      });
    });
    request.on('error', (error) => {
      fail(failureOf(error));
    });
    request.on('response', (response) => {
      collect(
        response,
        () => {
          enter('body', limits.bodyMs);
        },
        (body) => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: flat(response.headers), body });
        },
        fail,
      );
    });
    request.end(wire.body);
  });
}

function collect(
  response: IncomingMessage,
  progress: () => void,
  done: (body: Buffer) => void,
  fail: (error: FunctionError) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  progress();
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_RESPONSE_BYTES) fail(tooLarge());
    else progress();
  });
  response.on('error', (error) => {
    fail(failureOf(error));
  });
  response.on('end', () => {
    done(Buffer.concat(chunks, length));
  });
}

/** The answer to an upstream that sends more than a function may pass on. */
export function tooLarge(): FunctionError {
  return new FunctionError(
    502,
    'UpstreamTooLarge',
    "The upstream's answer is larger than 6 MB. Ask for less at a time.",
  );
}

function flat(headers: IncomingMessage['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
