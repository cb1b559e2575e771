import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** Answers one request; `incoming` has the target exactly as it was sent. */
export type Handler = (request: Request, incoming: IncomingMessage) => Response | Promise<Response>;

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
}

/** The port is taken by another program, or may not be used. */
export class PortError extends Error {
  constructor(port: number, options?: ErrorOptions) {
    super(
      `--port: ${String(port)} cannot be listened on${reasonOf(options?.cause)}. Take another one, or 0 for a free one`,
      options,
    );
    this.name = 'PortError';
  }
}

/**
 * A server on the loopback address whose port is known before what it serves: the stack's addresses depend on it, and
 * what it serves depends on the stack.
 */
export class Listener {
  private handler: Handler = () => new Response('not ready', { status: 503 });

  private constructor(private readonly server: http.Server) {
    const listen = getRequestListener(
      (request, { incoming }) => this.handler(request, incoming as IncomingMessage),
      // The tests' and the user's own globals stay what they are.
      { overrideGlobalObjects: false },
    );
    server.on('request', (incoming, outgoing) => void listen(incoming, outgoing));
  }

  /** @param port 0 takes a free one */
  static async open(port = 0): Promise<Listener> {
    const server = http.createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => {
        reject(new PortError(port, { cause: error }));
      });
      server.listen(port, '127.0.0.1', resolve);
    });
    return new Listener(server);
  }

  /** `http://127.0.0.1:<port>` */
  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  serve(handler: Handler): void {
    this.handler = handler;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
