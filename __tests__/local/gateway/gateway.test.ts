import { MAX_BODY_BYTES } from '../../../local/gateway';
import {
  authenticating,
  authorized,
  DEPLOYMENT,
  HOSTNAME,
  KEY_SET,
  NOW,
  ROUTE,
  testGateway,
} from '../../../testing/gateway-scene';
import type { Deployment, Route } from '../../../terraform';
import type { StockResponseBackend } from '../../../terraform/model/deployment';

const OPEN: Deployment = {
  ...DEPLOYMENT,
  authentication: undefined,
  routes: [{ ...ROUTE, authorization: { type: 'AUTHENTICATION_ONLY' } }],
};
const to = (path: string, functionId: string, methods: Route['methods'] = []): Route => ({
  ...ROUTE,
  path,
  methods,
  authorization: { type: 'AUTHENTICATION_ONLY' },
  backend: { type: 'ORACLE_FUNCTIONS_BACKEND', functionId },
});

async function functionFor(deployments: readonly Deployment[], path: string): Promise<string | number> {
  const { send, calls } = testGateway(deployments);
  const { status } = await send(path);
  return calls[0]?.functionId ?? status;
}

describe("a gateway's routes", () => {
  const routes = [
    to('/{rest*}', 'rest'),
    to('/things/{id}', 'one'),
    to('/things/all', 'all'),
    to('/things/{id}/parts', 'parts'),
    to('/files/{path*}', 'files'),
    to('/a.b', 'dot'),
  ];

  test.each<[string, string | number]>([
    ['/api/things/all', 'all'],
    ['/api/things/7', 'one'],
    ['/api/things/7/parts', 'parts'],
    ['/api/files/', 'files'],
    ['/api/files/a/b/', 'files'],
    ['/api/things/7/', 'rest'],
    ['/api/Things/7', 'rest'],
    ['/api/a.b', 'dot'],
    ['/api/aXb', 'rest'],
    ['/api', 404],
    ['/apis/things/all', 404],
    ['/API/things/all', 404],
  ])('lead %s to %s, the most specific one', async (path, expected) => {
    expect(await functionFor([{ ...OPEN, routes }], path)).toBe(expected);
  });

  test('are those of the longest prefix that fits', async () => {
    const long = { ...OPEN, pathPrefix: '/api/v2', routes: [to('/x', 'long')] };
    const short = { ...OPEN, routes: [to('/v2/x', 'short')] };
    expect(await functionFor([short, long], '/api/v2/x')).toBe('long');
  });

  test('start at the root when the prefix is all there is of it', async () => {
    expect(await functionFor([{ ...OPEN, pathPrefix: '/', routes: [to('/x', 'root')] }], '/x')).toBe('root');
  });

  test('answer 405 with the methods that a path takes, and call nothing', async () => {
    const { send, calls } = testGateway([{ ...OPEN, routes: [to('/x', 'get', ['GET']), to('/x', 'put', ['PUT'])] }]);
    const response = await send('/api/x');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, PUT');
    expect(await response.json()).toEqual({ code: 405, message: 'Method Not Allowed' });
    expect(calls).toEqual([]);
  });

  test('do not let a wildcard take a method that the specific path leaves out', async () => {
    const { send } = testGateway([{ ...OPEN, routes: [to('/x', 'get', ['GET']), to('/{rest*}', 'any', ['ANY'])] }]);
    expect((await send('/api/x')).status).toBe(405);
    expect((await send('/api/y')).status).toBe(200);
  });

  test('are matched before the token is looked at', async () => {
    expect((await testGateway().send('/api/other')).status).toBe(404);
  });
});

describe('what a gateway hands to a function', () => {
  test('is method, path with prefix, query and body', async () => {
    const { send, calls } = testGateway([OPEN]);
    await send('/api/search?a=1&a=2&b=%2F', { body: '€' });
    expect(calls).toMatchObject([{ method: 'POST', requestUrl: '/api/search?a=1&a=2&b=%2F' }]);
    expect(Buffer.from(calls[0]?.body ?? []).toString()).toBe('€');
  });

  test('has the caller’s headers, but for those of the connection', async () => {
    const { send, calls } = testGateway([OPEN]);
    await send('/api/search', {
      headers: {
        'x-own': 'a',
        te: 'trailers',
        connection: 'close, x-hop',
        'x-hop': 'b',
        'x-forwarded-for': '10.0.0.1',
      },
    });
    const headers = Object.fromEntries(calls[0]?.headers ?? []);
    expect(headers).toMatchObject({
      'x-own': 'a',
      host: HOSTNAME,
      'x-real-ip': '127.0.0.1',
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      forwarded: 'for=127.0.0.1',
    });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-hop']));
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['te']));
  });

  test('has the token in its own header', async () => {
    const { send, calls } = testGateway();
    const caller = await authorized();
    await send('/api/search', caller);
    expect(calls[0]?.headers.get('authorization')).toBe(caller.headers.authorization);
  });

  test.each([
    ['none', undefined, /^\/[0-9A-F]{32}$/],
    ['a name', 'mine', /^mine\/[0-9A-F]{32}$/],
    ['name and trace', 'mine/trace', /^mine\/trace$/],
    ['all three parts', 'mine/trace/span', /^mine\/trace$/],
  ])('has a request id made of what the caller gave: %s', async (_, given, expected) => {
    const { send, calls } = testGateway([OPEN]);
    const response = await send('/api/search', { headers: given === undefined ? {} : { 'opc-request-id': given } });
    const handed = calls[0]?.requestId ?? '';
    expect(handed).toMatch(expected);
    expect(response.headers.get('opc-request-id')).toMatch(new RegExp(`^${handed}/[0-9A-F]{32}$`));
  });
});

describe("a gateway's limits", () => {
  test('let a body of 6 MB through', async () => {
    const { send, calls } = testGateway([OPEN]);
    expect((await send('/api/search', { body: new Uint8Array(MAX_BODY_BYTES) })).status).toBe(200);
    expect(calls[0]?.body).toHaveLength(MAX_BODY_BYTES);
  });

  test.each<[string, () => RequestInit]>([
    ['says its length', () => ({ headers: { 'content-length': String(MAX_BODY_BYTES + 1) }, body: 'x' })],
    [
      'does not say its length',
      () => ({
        duplex: 'half',
        body: new ReadableStream({
          pull(controller) {
            controller.enqueue(new Uint8Array(1024 * 1024));
          },
        }),
      }),
    ],
  ])('answer 413 to a longer body that %s, and call nothing', async (_, init) => {
    const { send, calls } = testGateway([OPEN]);
    const response = await send('/api/search', init());
    expect(response.status).toBe(413);
    expect(calls).toEqual([]);
  });

  test('ask for the token before the body is read', async () => {
    const { send } = testGateway();
    expect((await send('/api/search', { body: new Uint8Array(MAX_BODY_BYTES + 1) })).status).toBe(401);
  });

  test('answer 431 to headers of more than 8 KB, and call nothing', async () => {
    const { send, calls } = testGateway([OPEN]);
    expect((await send('/api/search', { headers: { 'x-long': 'x'.repeat(7000) } })).status).toBe(200);
    expect((await send('/api/search', { headers: { 'x-long': 'x'.repeat(8192) } })).status).toBe(431);
    expect(calls).toHaveLength(1);
  });
});

describe('what a gateway answers', () => {
  test('has the headers that OCI adds, refusals too', async () => {
    for (const path of ['/api/search', '/api/other']) {
      const { headers } = await testGateway([OPEN]).send(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        server: 'Oracle API Gateway',
        'strict-transport-security': 'max-age=31536000',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'sameorigin',
        'x-xss-protection': '1; mode=block',
      });
    }
  });

  test('is the function’s status, headers and body', async () => {
    const invoke = (): Promise<Response> =>
      Promise.resolve(
        new Response('gone', { status: 200, headers: { 'fn-http-status': '410', 'fn-http-h-etag': 'e' } }),
      );
    const response = await testGateway([OPEN], { invoke }).send('/api/search');
    expect(response.status).toBe(410);
    expect(response.headers.get('etag')).toBe('e');
    expect(response.headers.get('fn-http-status')).toBeNull();
    expect(await response.text()).toBe('gone');
  });

  test('is 502 when no function could be reached, and tells the caller no reason', async () => {
    const { send, hops } = testGateway([OPEN], { invoke: () => Promise.reject(new Error('socket gone')) });
    const response = await send('/api/search');
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ code: 502, message: 'Bad Gateway' });
    expect(hops.at(-1)?.detail).toContain('socket gone');
  });
});

describe('remote keys', () => {
  const remote = authenticating({ keys: { kind: 'remote', uri: 'https://id.example/jwk', maxCacheHours: 2 } });

  test('are fetched once and kept for as long as the policy says', async () => {
    let now = NOW;
    const fetched: string[] = [];
    const fetchKeys = (uri: string): Promise<Response> => {
      fetched.push(uri);
      return Promise.resolve(Response.json(KEY_SET));
    };
    const { send } = testGateway([remote], { fetchKeys, now: () => now });
    expect((await send('/api/search', await authorized())).status).toBe(200);
    now += 2 * 3_600_000 - 1;
    await send('/api/search', await authorized());
    expect(fetched).toEqual(['https://id.example/jwk']);
    now += 1;
    await send('/api/search', await authorized());
    expect(fetched).toHaveLength(2);
  });

  test.each<[string, () => Promise<Response>]>([
    ['cannot be reached', () => Promise.reject(new Error('refused'))],
    ['are withheld', () => Promise.resolve(new Response(null, { status: 401 }))],
    ['are no key set', () => Promise.resolve(Response.json({ key: 1 }))],
    ['are more than 10', () => Promise.resolve(Response.json({ keys: Array(11).fill(KEY_SET.keys[0]) }))],
  ])('make every request fail with 500 when they %s', async (_, fetchKeys) => {
    const { send, calls } = testGateway([remote], { fetchKeys });
    expect((await send('/api/search', await authorized())).status).toBe(500);
    expect((await send('/api/search')).status).toBe(500);
    expect(calls).toEqual([]);
  });

  test('are asked for again after a failure', async () => {
    let attempts = 0;
    const fetchKeys = (): Promise<Response> => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('refused')) : Promise.resolve(Response.json(KEY_SET));
    };
    const { send } = testGateway([remote], { fetchKeys });
    expect((await send('/api/search', await authorized())).status).toBe(500);
    expect((await send('/api/search', await authorized())).status).toBe(200);
  });
});

describe('a stock response', () => {
  const stocked = (changes: Partial<StockResponseBackend>, authorization: Route['authorization']): Deployment => ({
    ...authenticating({ anonymousAccessAllowed: true }),
    routes: [
      {
        ...ROUTE,
        path: '/health',
        methods: ['GET', 'POST'],
        authorization,
        backend: { type: 'STOCK_RESPONSE_BACKEND', status: 200, body: 'up', headers: [], ...changes },
      },
    ],
  });
  const open = { type: 'ANONYMOUS' } as const;

  test('is answered as the stack says, and no function is called', async () => {
    const headers = [
      { name: 'content-type', value: 'text/plain' },
      { name: 'x-a', value: '1' },
      { name: 'x-a', value: '2' },
    ];
    const { send, calls, hops } = testGateway([stocked({ status: 418, headers }, open)]);
    const response = await send('/api/health', { method: 'GET' });
    expect(response.status).toBe(418);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('x-a')).toBe('1, 2');
    expect(response.headers.get('server')).toBe('Oracle API Gateway');
    expect(await response.text()).toBe('up');
    expect(calls).toEqual([]);
    expect(hops).toMatchObject([
      {
        hop: 'gateway',
        ok: true,
        status: 418,
        detail: 'GET /api/health: open: the route is anonymous; stock response',
      },
    ]);
  });

  test('names no type that the stack does not name', async () => {
    const response = await testGateway([stocked({}, open)]).send('/api/health');
    expect(response.headers.get('content-type')).toBeNull();
  });

  test('has no body where its status allows none', async () => {
    const response = await testGateway([stocked({ status: 204 }, open)]).send('/api/health');
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
  });

  test('asks for a token like any other route', async () => {
    const deployment = stocked({}, { type: 'ANY_OF', allowedScopes: ['invoke'] });
    expect((await testGateway([deployment]).send('/api/health')).status).toBe(401);
    expect((await testGateway([deployment]).send('/api/health', await authorized())).status).toBe(200);
  });

  test('takes bodies that no function takes, up to the most that a gateway does', async () => {
    const { send } = testGateway([stocked({}, open)]);
    expect((await send('/api/health', { body: new Uint8Array(MAX_BODY_BYTES + 1) })).status).toBe(200);
    expect((await send('/api/health', { body: new Uint8Array(20 * 1024 * 1024 + 1) })).status).toBe(413);
  });
});
