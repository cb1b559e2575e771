import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CREATE, QUERY } from '../../testing/function-apis';
import { createHarness, ownError, upstreamSaid } from '../../testing/function-harness';
import { freePort } from '../../testing/free-port';
import { json, startUpstream } from '../../testing/function-upstream';
import type { TestUpstream } from '../../testing/function-upstream';

const SHORT = { connectMs: 2_000, headersMs: 50, bodyMs: 50 };
const SIX_MB = 6 * 1024 * 1024;

let upstream: TestUpstream | undefined;
let server: Server | undefined;

afterEach(async () => {
  await upstream?.close();
  upstream = undefined;
  await closed(server);
  server = undefined;
});

/** A TCP server that treats every connection as `behave` says. */
async function rawUpstream(behave: (socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      behave(socket);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(open: Server | undefined): Promise<void> {
  if (open) await new Promise((resolve) => open.close(resolve));
}

describe('a fault on the way to the upstream', () => {
  it('is a 502 when the connection is refused', async () => {
    const harness = createHarness({ api: QUERY, upstream: `http://127.0.0.1:${await freePort()}` });

    expect(await harness.json()).toEqual(ownError(502, 'UpstreamUnreachable', { error: 'ECONNREFUSED' }));
  });

  it('is a 502 when the connection is reset before the headers', async () => {
    const harness = createHarness({ api: CREATE, upstream: await rawUpstream((socket) => socket.resetAndDestroy()) });

    expect(await harness.json()).toEqual(ownError(502, 'UpstreamReset', { error: 'ECONNRESET' }));
  });

  it('is a 502 when the connection is reset in the body', async () => {
    const url = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"half":', () => {
        socket.resetAndDestroy();
      });
    });

    expect(await createHarness({ api: CREATE, upstream: url }).json()).toEqual(
      ownError(502, 'UpstreamReset', { error: 'ECONNRESET' }),
    );
  });

  it('is a 502 when the connection ends in the body', async () => {
    const url = await rawUpstream((socket) => {
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{}');
    });

    expect(await createHarness({ api: CREATE, upstream: url }).json()).toEqual(ownError(502, 'UpstreamReset'));
  });

  it('is a 504 when no headers come', async () => {
    const harness = createHarness({ api: CREATE, upstream: await rawUpstream(() => undefined), limits: SHORT });

    expect(await harness.json()).toEqual(ownError(504, 'UpstreamTimeout', { error: 'timed out: headers' }));
  });

  it('is a 504 when the body stalls', async () => {
    const url = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    });

    expect(await createHarness({ api: CREATE, upstream: url, limits: SHORT }).json()).toEqual(
      ownError(504, 'UpstreamTimeout', { error: 'timed out: body' }),
    );
  });

  it('is a 502 when the name is unknown', async () => {
    // RFC 1035, 2.3.4: a label of 64 characters is no name, so it is refused without asking any server.
    const url = `https://${'q'.repeat(64)}.invalid`;

    expect(await createHarness({ api: QUERY, upstream: url }).json()).toEqual(
      ownError(502, 'UpstreamUnreachable', { error: 'ENOTFOUND' }),
    );
  });

  it('is a 502 when TLS cannot be spoken', async () => {
    const url = await rawUpstream((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));

    expect(await createHarness({ api: CREATE, upstream: url.replace('http:', 'https:') }).json()).toEqual(
      ownError(502, 'UpstreamTlsFailed'),
    );
  });

  it('is a 504 when the deadline has passed already, without a call', async () => {
    upstream = await startUpstream(json({}));

    const answer = await createHarness({ api: CREATE, upstream: upstream.url }).json({ deadlineMs: Date.now() - 1 });

    expect(answer).toEqual(ownError(504, 'UpstreamTimeout', { error: 'timed out: deadline' }));
    expect(upstream.requests).toHaveLength(0);
  });
});

describe('an answer that is not to be trusted', () => {
  it.each([
    ['truncated JSON', 'application/json', '{"a":', 'UpstreamInvalidAnswer'],
    ['another content type', 'text/html', '<p>hello</p>', 'UpstreamInvalidAnswer'],
    ['6 MB and one byte', 'application/json', JSON.stringify('x'.repeat(SIX_MB - 1)), 'UpstreamTooLarge'],
  ])('is a 502 with %s', async (_title, type, body, code) => {
    upstream = await startUpstream((_request, response) => response.writeHead(200, { 'content-type': type }).end(body));

    expect(await createHarness({ api: CREATE, upstream: upstream.url }).json()).toEqual(ownError(502, code));
  });

  it('passes on 6 MB', async () => {
    const body = JSON.stringify('x'.repeat(SIX_MB - 2));
    upstream = await startUpstream((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );

    const answer = await createHarness({ api: CREATE, upstream: upstream.url }).call();

    expect(answer.status).toBe(200);
    expect(answer.body).toHaveLength(SIX_MB);
  });

  it('is a 502 when it grows past 6 MB as it is decompressed', async () => {
    const body = gzipSync(JSON.stringify('x'.repeat(SIX_MB)));
    upstream = await startUpstream((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body),
    );

    expect(await createHarness({ api: CREATE, upstream: upstream.url }).json()).toEqual(
      ownError(502, 'UpstreamTooLarge'),
    );
  });

  it('is read when it is compressed', async () => {
    upstream = await startUpstream((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync('{"a":1}')),
    );

    expect(await createHarness({ api: CREATE, upstream: upstream.url }).json()).toMatchObject({ body: { a: 1 } });
  });

  it('is a 502 when it is a redirect, which is not followed', async () => {
    upstream = await startUpstream(json({}, 307, { location: '/elsewhere' }));

    expect(await createHarness({ api: QUERY, upstream: upstream.url }).json()).toEqual(
      ownError(502, 'UpstreamRedirect'),
    );
    expect(upstream.requests).toHaveLength(1);
  });

  it('keeps the status of an error whose body is no JSON, and not the body', async () => {
    upstream = await startUpstream((_request, response) =>
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>proxy-7</h1>'),
    );

    expect(await createHarness({ api: CREATE, upstream: upstream.url }).json()).toMatchObject({
      status: 503,
      body: { code: 'UpstreamError', requestId: 'request-1' },
      line: { status: 503, upstreamStatus: 503 },
    });
  });
});

describe('a passing failure', () => {
  const busy = { code: 'TooManyRequests', message: 'slow down' };

  /** Answers in turn with each of `statuses`, then with 200. */
  async function failing(statuses: number[], headers: Record<string, string> = {}): Promise<TestUpstream> {
    const left = [...statuses];
    return startUpstream((request, response) => {
      const status = left.shift();
      if (status === undefined) json({ ok: true })(request, response);
      else json(busy, status, headers)(request, response);
    });
  }

  it('is waited out for as long as the upstream says', async () => {
    upstream = await failing([429], { 'retry-after': '2' });
    const harness = createHarness({ api: QUERY, upstream: upstream.url });

    expect(await harness.json()).toEqual(upstreamSaid(200, { ok: true }, 1));
    expect(harness.waits).toEqual([2000]);
  });

  it('is passed on when the deadline does not allow the wait', async () => {
    upstream = await failing([429], { 'retry-after': '60' });
    const harness = createHarness({ api: QUERY, upstream: upstream.url });

    expect(await harness.json()).toEqual(upstreamSaid(429, busy));
    expect(harness.waits).toEqual([]);
  });

  it('says to the caller for how long it lasts', async () => {
    upstream = await failing([429], { 'retry-after': '60' });

    const { headers } = await createHarness({ api: QUERY, upstream: upstream.url }).call();

    expect(headers['retry-after']).toBe('60');
  });

  it('is survived when 503 comes twice', async () => {
    upstream = await failing([503, 503]);
    const harness = createHarness({ api: QUERY, upstream: upstream.url });

    expect(await harness.json()).toEqual(upstreamSaid(200, { ok: true }, 2));
    expect(harness.waits).toEqual([50, 100]);
  });

  it('ends the call when it does not pass', async () => {
    upstream = await failing([503, 503, 503, 503, 503]);

    expect(await createHarness({ api: QUERY, upstream: upstream.url }).json()).toEqual(upstreamSaid(503, busy, 3));
    expect(upstream.requests).toHaveLength(4);
  });

  it.each([429, 502, 503, 504])('%i is not repeated where the operation must not be', async (status) => {
    upstream = await failing([status]);

    expect(await createHarness({ api: CREATE, upstream: upstream.url }).json()).toEqual(upstreamSaid(status, busy));
    expect(upstream.requests).toHaveLength(1);
  });

  it.each([400, 404, 409, 500])('is not what %i is', async (status) => {
    upstream = await failing([status]);

    expect(await createHarness({ api: QUERY, upstream: upstream.url }).json()).toEqual(upstreamSaid(status, busy));
    expect(upstream.requests).toHaveLength(1);
  });
});
