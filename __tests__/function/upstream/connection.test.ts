import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { connectionTo } from '../../../function/upstream/connection';
import type { Connection } from '../../../function/upstream/connection';
import { freePort } from '../../../testing/free-port';

describe('the connection to an endpoint', () => {
  const server = createServer((_request, response) => response.end('{}'));
  /** The server's ends of all connections of a test. */
  let accepted: Socket[] = [];
  server.on('connection', (socket) => accepted.push(socket));

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));

  beforeEach(() => {
    accepted = [];
  });

  afterAll(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );

  function open(
    clock: () => number,
    { port }: Pick<AddressInfo, 'port'> = server.address() as AddressInfo,
  ): Connection {
    return connectionTo({ secure: false, hostname: '127.0.0.1', port, host: `127.0.0.1:${port}` }, clock);
  }

  /** Prepares, and waits until the connection stands on both sides. */
  async function prepared(connection: Connection): Promise<Socket> {
    const arrival = once(server, 'connection') as Promise<[Socket]>;
    connection.prepare();
    const [socket] = await arrival;
    // TCP tells the client first, so that it knows at the end of this turn at the latest.
    await nextTurn();
    return socket;
  }

  async function exchange(connection: Connection): Promise<void> {
    const request = connection.open({ method: 'GET', path: '/', headers: {} });
    request.end();
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
    response.resume();
    await once(response, 'end');
    // The socket goes back to its agent after the end, before the next turn of the event loop.
    await nextTurn();
  }

  it('is used again while it is fresh', async () => {
    const connection = open(() => 0);

    await exchange(connection);
    await exchange(connection);

    expect(accepted).toHaveLength(1);
  });

  it('is not used again after it rested, as the other side may have hung up', async () => {
    let now = 0;
    const connection = open(() => now);

    await exchange(connection);
    now += 10_001;
    await exchange(connection);

    expect(accepted).toHaveLength(2);
  });

  describe('that was made ahead', () => {
    it('is used by the first request, and again by the next', async () => {
      const connection = open(() => 0);
      await prepared(connection);

      await exchange(connection);
      await exchange(connection);

      expect(accepted).toHaveLength(1);
    });

    it('is used by a request that comes before it stands', async () => {
      const connection = open(() => 0);
      connection.prepare();

      await exchange(connection);

      expect(accepted).toHaveLength(1);
    });

    it('is used after a rest of 10 s', async () => {
      let now = 0;
      const connection = open(() => now);
      await prepared(connection);

      now += 10_000;
      await exchange(connection);

      expect(accepted).toHaveLength(1);
    });

    it('is closed and not used after a longer rest', async () => {
      let now = 0;
      const connection = open(() => now);
      const early = await prepared(connection);
      const closed = once(early, 'close');

      now += 10_001;
      await exchange(connection);

      await closed;
      expect(accepted).toHaveLength(2);
    });

    it('is not used when the server closed it meanwhile', async () => {
      const connection = open(() => 0);
      const early = await prepared(connection);
      // The server's end closes once the client has answered its farewell.
      early.end();
      await once(early, 'close');
      await nextTurn();

      await exchange(connection);

      expect(accepted).toHaveLength(2);
    });

    it('is ready at once for the request that uses it', async () => {
      const connection = open(() => 0);
      await prepared(connection);
      const ready = jest.fn();

      const request = connection.open({ method: 'GET', path: '/', headers: {} });
      const [socket] = (await once(request, 'socket')) as [Socket];
      connection.onceReady(socket, ready);

      expect(ready).toHaveBeenCalledTimes(1);
      request.on('error', () => undefined).destroy();
    });

    it('is ready once it stands for a request that came before', async () => {
      const connection = open(() => 0);
      connection.prepare();

      const request = connection.open({ method: 'GET', path: '/', headers: {} });
      const [socket] = (await once(request, 'socket')) as [Socket];
      const ready = new Promise<void>((resolve) => {
        connection.onceReady(socket, resolve);
      });

      expect(socket.connecting).toBe(true);
      await ready;
      expect(socket.connecting).toBe(false);
      request.on('error', () => undefined).destroy();
    });
  });

  describe('that is refused', () => {
    let port: number;

    beforeEach(async () => {
      port = await freePort();
    });

    it('fails the request that comes while it is tried', async () => {
      const connection = open(() => 0, { port });

      connection.prepare();

      await expect(exchange(connection)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    });

    it('does no harm before a request comes, which then fails of itself', async () => {
      const connection = open(() => 0, { port });

      connection.prepare();
      // Refused after the one before it.
      await once(connect(port, '127.0.0.1'), 'error');
      await nextTurn();

      await expect(exchange(connection)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    });
  });
});
