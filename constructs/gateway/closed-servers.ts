import type { CalledServer } from '../network/called-server';

/** A server that something of a gateway needs; undefined where it needs none. */
export interface NeededServer {
  /** What needs it, as users know it. */
  readonly by: string;
  readonly server?: CalledServer;
}

/**
 * Says which servers the network's rules keep from the gateway. Its calls would hang until they time out.
 *
 * @param mayCall what the network says of a server; absent where nothing is known of its rules
 */
export function closedServers(
  needed: readonly NeededServer[],
  mayCall: ((server: CalledServer) => boolean) | undefined,
): string[] {
  return needed.flatMap(({ by, server }) =>
    server === undefined || mayCall === undefined || mayCall(server)
      ? []
      : [
          `${by} is at ${placeOf(server)}, which the network's rules keep from the gateway. ` +
            'Let it out with allowGatewayTo() of the network.',
        ],
  );
}

function placeOf(server: CalledServer): string {
  if (server.port === undefined) return String(server);
  return server.host === undefined
    ? `port ${String(server.port)} of ${String(server)}`
    : `${server.host}:${String(server.port)}`;
}
