import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { ConnectionError } from './connection-error';
import { PassingError } from './passing-error';
import { tryProxyFor } from './proxy';

/** One request. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: Content;
  /** Told of each part of a file that was sent. */
  readonly onSent?: (bytes: number) => void;
}

/** What is sent: bytes, or a file of a known size. */
export type Content = Buffer | { readonly file: string; readonly size: number };

/** How long a request may take. */
export interface Patience {
  /** How long nothing may be sent or received. */
  readonly idleMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends a request, through a proxy if the environment names one, and gives the answer's head; a redirect is an answer like any
 * other.
 *
 * @throws PassingError when the connection fails or stays silent
 * @throws ConnectionError when the server's certificate is not trusted, or the proxy's address is none
 */
export function responseOf(
  { method, url, headers, body, onSent }: HttpRequest,
  { idleMs, signal }: Patience,
): Promise<http.IncomingMessage> {
  const route = routeTo(url);
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const size = body === undefined ? 0 : Buffer.isBuffer(body) ? body.length : body.size;
    const length = method === 'GET' || method === 'HEAD' ? {} : { 'content-length': size };
    const sent = request(
      url,
      // A connection that was kept may be closed by the other side just when it is used again.
      { method, headers: { ...headers, ...length }, agent: route.agent ?? false, signal },
      resolve,
    );
    const silent = (): void => {
      const error = new PassingError(`${route.name} was silent for ${String(idleMs / 1000)} s`);
      route.close(error);
      sent.destroy(error);
      reject(error);
    };
    // The request's own timeout starts with its connection, which a proxy may never give.
    const opening = setTimeout(silent, idleMs);
    sent.once('socket', () => {
      clearTimeout(opening);
    });
    sent.setTimeout(idleMs, silent);
    sent.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(opening);
      if (signal?.aborted === true) reject(signal.reason as Error);
      else
        reject(
          error instanceof PassingError || error instanceof ConnectionError ? error : unreachable(route.name, error),
        );
    });
    if (body === undefined || Buffer.isBuffer(body)) {
      sent.end(body);
      return;
    }
    const file = fs.createReadStream(body.file);
    file.once('error', (error) => {
      sent.destroy();
      reject(error);
    });
    file.on('data', (chunk) => onSent?.(chunk.length));
    file.pipe(sent);
  });
}

/** Node's codes for a certificate that no known authority vouches for. */
const UNTRUSTED = /SELF_SIGNED|ISSUER_CERT|VERIFY_LEAF/;

/** The way to a host. */
interface Route {
  /** For messages; no password of a proxy. */
  readonly name: string;
  readonly agent?: http.Agent;
  /** Ends what is not yet a connection of the request. */
  close(reason: Error): void;
}

function routeTo(url: URL): Route {
  const proxy = tryProxyFor(url);
  if (proxy === undefined) return { name: url.host, close: () => undefined };
  const opening = new AbortController();
  // Sockets take a signal; the agent's types do not know.
  const options: object = { signal: opening.signal };
  return {
    name: `${url.host} (through ${proxy.host})`,
    agent: new HttpsProxyAgent(proxy, options),
    close: (reason) => {
      opening.abort(reason);
    },
  };
}

function unreachable(name: string, { code }: NodeJS.ErrnoException): Error {
  const told = `${name} cannot be reached: ${code ?? 'the connection failed'}`;
  if (UNTRUSTED.test(code ?? '')) {
    return new ConnectionError(
      `${told}. If its certificate is right, name a file with its authority in NODE_EXTRA_CA_CERTS.`,
    );
  }
  const next = "Check the host's name and the network; behind a proxy, set HTTPS_PROXY.";
  return new PassingError(told, { next });
}
