import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
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
 * @throws ConnectionError when the server's certificate is not trusted, the proxy does not lead there, or its address is none
 */
export async function responseOf(
  { method, url, headers, body, onSent }: HttpRequest,
  { idleMs, signal }: Patience,
): Promise<http.IncomingMessage> {
  const route = routeTo(url);
  return new Promise((resolve, reject) => {
    let answered: http.IncomingMessage | undefined;
    const { request } = url.protocol === 'https:' ? https : http;
    const size = body === undefined ? 0 : Buffer.isBuffer(body) ? body.length : body.size;
    const length = method === 'GET' || method === 'HEAD' ? {} : { 'content-length': size };
    const sent = request(
      url,
      // A connection that was kept may be closed by the other side just when it is used again.
      { method, headers: { ...headers, ...length }, agent: route.agent ?? false, signal },
      (response) => {
        answered = response;
        resolve(response);
      },
    );
    const silent = (): void => {
      const error = new PassingError(`${route.name} was silent for ${String(idleMs / 1000)} s`);
      // First of all: what ends with the request has reasons of its own.
      reject(error);
      answered?.destroy(error);
      route.close(error);
      sent.destroy(error);
    };
    // The request's own timeout starts with its connection, which a proxy may never give.
    const opening = setTimeout(silent, idleMs);
    sent.once('socket', () => {
      clearTimeout(opening);
    });
    sent.setTimeout(idleMs, silent);
    sent.once('proxyConnect', ({ statusCode = 0 }: http.IncomingMessage) => {
      if (statusCode === 200) return;
      const error = refusedByProxy(statusCode, url.host, route);
      reject(error);
      sent.destroy(error);
    });
    // Every one: an error that nobody listens to ends the process.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(opening);
      if (signal?.aborted === true) reject(signal.reason as Error);
      else
        reject(error instanceof PassingError || error instanceof ConnectionError ? error : unreachable(route, error));
    });
    if (body === undefined || Buffer.isBuffer(body)) {
      sent.end(body);
      return;
    }
    const file = fs.createReadStream(body.file);
    file.once('error', reject);
    file.on('data', (chunk) => onSent?.(chunk.length));
    // Whichever fails takes the other with it.
    pipeline(file, sent, () => undefined);
  });
}

/** Node's codes for a certificate that no known authority vouches for. */
const UNTRUSTED = /SELF_SIGNED|ISSUER_CERT|VERIFY_LEAF/;
/** Node's codes for a certificate that is not this host's, or not valid now. */
const UNFIT = /^CERT_|ERR_TLS_CERT/;
/** What a proxy answers while it, or what is behind it, has a bad time. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** The way to a host. */
interface Route {
  /** For messages; no password of a proxy. */
  readonly name: string;
  /** The proxy's host, if there is one. */
  readonly proxy?: string;
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
    proxy: proxy.host,
    agent: new HttpsProxyAgent(proxy, options),
    close: (reason) => {
      opening.abort(reason);
    },
  };
}

function refusedByProxy(status: number, host: string, { proxy = '' }: Route): Error {
  const told = `The proxy ${proxy} answered ${String(status)} instead of leading to ${host}`;
  if (PASSING.has(status)) return new PassingError(told);
  if (status === 407) return new ConnectionError(`${told}. It wants a login: http://<user>:<password>@<host>.`);
  return new ConnectionError(`${told}. Ask for a way through it, or name the host in NO_PROXY.`);
}

function unreachable({ name, proxy }: Route, { code }: NodeJS.ErrnoException): Error {
  const told = `${name} cannot be reached: ${code ?? 'the connection failed'}`;
  if (UNTRUSTED.test(code ?? '')) {
    return new ConnectionError(
      `${told}. If its certificate is right, name a file with its authority in NODE_EXTRA_CA_CERTS.`,
    );
  }
  if (UNFIT.test(code ?? '')) {
    return new ConnectionError(`${told}. Check the host's name, and this machine's clock.`);
  }
  const next =
    proxy === undefined
      ? "Check the host's name and the network; behind a proxy, set HTTPS_PROXY."
      : "Check the proxy that HTTPS_PROXY names, the host's name and the network.";
  return new PassingError(told, { next });
}
