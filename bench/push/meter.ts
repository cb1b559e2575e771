import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { pipeline } from 'node:stream';

/** Stands before a registry under a name of its own, and counts all that passes, headers as well. */
export class Meter {
  /** Bytes to the registry. */
  sent = 0;
  /** Bytes from it. */
  received = 0;

  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(registryPort: number): Promise<Meter> {
    const server = createServer();
    const meter = new Meter(server);
    server.on('connection', (client) => {
      meter.relay(client, connect(registryPort, '127.0.0.1'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return meter;
  }

  /** Host and port. To a client it is another registry than that of any other meter. */
  get host(): string {
    return `127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private relay(client: Socket, registry: Socket): void {
    for (const socket of [client, registry]) {
      socket.setNoDelay(true);
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => (this.sent += chunk.length));
    registry.on('data', (chunk: Buffer) => (this.received += chunk.length));
    // An end that breaks off is for the other end to see.
    pipeline(client, registry, client, () => undefined);
  }
}
