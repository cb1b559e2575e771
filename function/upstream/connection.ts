import type * as http from 'node:http';
import type * as https from 'node:https';
import type { Endpoint } from './endpoint';

/** Opens requests to one endpoint. */
export interface Connection {
  open(request: Pick<http.RequestOptions, 'method' | 'path' | 'headers'>): http.ClientRequest;
}

/** Load balancers close idle connections after a minute or more; OCI freezes the process in between. */
const MAX_IDLE_MS = 10_000;

/**
 * Keeps connections to an endpoint open between calls.
 *
 * A connection that rested is closed rather than used: the process is frozen between calls, so it cannot have noticed
 * that the other side hung up, and a POST must not be sent twice to find out.
 */
export function connectionTo({ secure, hostname, port, host }: Endpoint, clock = () => performance.now()): Connection {
  // By hand and late: TLS is the largest part of what a cold start would load, and plain http never needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const library = (secure ? require('node:https') : require('node:http')) as typeof http & typeof https;
  const agent = new library.Agent({ keepAlive: true });
  let lastUsed = clock();

  return {
    open({ method, path, headers }) {
      if (clock() - lastUsed > MAX_IDLE_MS) closeIdle(agent);
      lastUsed = clock();
      return library.request({ agent, hostname, port, method, path, headers: Object.assign({ host }, headers) });
    },
  };
}

function closeIdle(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}
