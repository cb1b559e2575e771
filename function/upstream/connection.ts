import type * as http from 'node:http';
import type * as https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { monotonicMs } from '../clock';
import type { Endpoint } from './endpoint';

/** Opens requests to one endpoint. */
export interface Connection {
  /**
   * Connects ahead of the first request, which then finds name, TLS and socket ready.
   *
   * A failure here is nobody's yet: the request tries again, and its failure counts.
   */
  prepare(): void;
  open(request: Pick<http.RequestOptions, 'method' | 'path' | 'headers'>): http.ClientRequest;
  /** Calls back when a request's socket is connected and, where there is TLS, trusted; at once when it is. */
  onceReady(socket: Duplex, ready: () => void): void;
}

/** Load balancers close idle connections after a minute or more; OCI freezes the process in between. */
const MAX_IDLE_MS = 10_000;

/**
 * Keeps connections to an endpoint open between calls.
 *
 * A connection that rested is closed rather than used: the process is frozen between calls, so it cannot have noticed
 * that the other side hung up, and a POST must not be sent twice to find out.
 */
export function connectionTo({ secure, hostname, port, host }: Endpoint, clock = monotonicMs): Connection {
  const readyEvent = secure ? 'secureConnect' : 'connect';
  const ready = new WeakSet<Duplex>();
  const library = libraryOf(secure);
  let early: Duplex | undefined;
  let lastUsed = clock();

  class Agent extends library.Agent {
    override createConnection(...args: Parameters<http.Agent['createConnection']>): Duplex | null | undefined {
      const socket = takeEarly() ?? super.createConnection(...args);
      socket?.once(readyEvent, () => ready.add(socket));
      return socket;
    }
  }
  const agent = new Agent({ keepAlive: true });

  function takeEarly(): Duplex | undefined {
    const socket = early;
    early = undefined;
    return socket?.destroyed === false ? socket : undefined;
  }

  return {
    prepare() {
      // RFC 6066, 3: an address is no server name; Node warns of one on standard error.
      const name = secure && isIP(hostname) === 0 ? { servername: hostname } : {};
      const socket = agent.createConnection({ host: hostname, port, ...name });
      // Without a listener a refused connection would end the process.
      socket?.on('error', () => undefined);
      early = socket ?? undefined;
      lastUsed = clock();
    },
    open({ method, path, headers }) {
      if (clock() - lastUsed > MAX_IDLE_MS) {
        closeIdle(agent);
        takeEarly()?.destroy();
      }
      lastUsed = clock();
      return library.request({ agent, hostname, port, method, path, headers: Object.assign({ host }, headers) });
    },
    onceReady(socket, callback) {
      if (ready.has(socket)) callback();
      else socket.once(readyEvent, callback);
    },
  };
}

/** By hand and late: TLS is the largest part of what a cold start would load, and plain http never needs it. */
function libraryOf(secure: boolean): Pick<typeof http, 'Agent' | 'request'> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return secure ? (require('node:https') as typeof https) : (require('node:http') as typeof http);
}

function closeIdle(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}
