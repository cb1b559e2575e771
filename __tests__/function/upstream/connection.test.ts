import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectionTo } from '../../../function/upstream/connection';
import type { Connection } from '../../../function/upstream/connection';

describe('the connection to an endpoint', () => {
  let connections = 0;
  const server = createServer((_request, response) => response.end('{}'));
  server.on('connection', () => connections++);

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));

  beforeEach(() => {
    connections = 0;
  });

  afterAll(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );

  function open(clock: () => number): Connection {
    const { port } = server.address() as AddressInfo;
    return connectionTo({ secure: false, hostname: '127.0.0.1', port, host: `127.0.0.1:${port}` }, clock);
  }

  function exchange(connection: Connection): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = connection.open({ method: 'GET', path: '/', headers: {} });
      request.on('error', reject);
      request.on('response', (response) => {
        response.resume();
        // The socket goes back to its agent after the end, before the next turn of the event loop.
        response.on('end', () => setImmediate(resolve));
      });
      request.end();
    });
  }

  it('is used again while it is fresh', async () => {
    const connection = open(() => 0);

    await exchange(connection);
    await exchange(connection);

    expect(connections).toBe(1);
  });

  it('is not used again after it rested, as the other side may have hung up', async () => {
    let now = 0;
    const connection = open(() => now);

    await exchange(connection);
    now += 10_001;
    await exchange(connection);

    expect(connections).toBe(2);
  });
});
