import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate';

/** A request that an upstream of a test got. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An HTTP server on a free loopback port that remembers what it got. */
export interface TestUpstream {
  /** Scheme, host and port. */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** How many connections were made, over TLS where it speaks that. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * Starts an upstream that answers with `answer`; its request has been read in full by then.
 *
 * @param certificate makes it speak TLS.
 */
export async function startUpstream(answer: RequestListener, certificate?: Certificate): Promise<TestUpstream> {
  const requests: ReceivedRequest[] = [];
  let connections = 0;
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, target: url, headers, body: Buffer.concat(chunks) });
      answer(request, response);
    });
  };
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  server.on(certificate ? 'secureConnection' : 'connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: certificate ? `https://${certificate.name}:${port}` : `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
}
