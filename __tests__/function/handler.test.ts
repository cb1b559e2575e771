import type { Json } from '../../apis';
import { search } from '../../apis';
import { CREATE, READ, transformed } from '../../testing/function-apis';
import { createHarness, ownError } from '../../testing/function-harness';
import { json, startUpstream } from '../../testing/function-upstream';
import type { TestUpstream } from '../../testing/function-upstream';
import { CALLER_TOKEN } from '../../testing/secrets';

const SIX_MB = 6 * 1024 * 1024;

let upstream: TestUpstream;

beforeEach(async () => {
  upstream = await startUpstream(
    json({ items: [] }, 200, {
      etag: '"7"',
      'opc-next-page': 'next',
      'opc-request-id': 'request-1/upstream',
      'set-cookie': 'a=b',
      server: 'x',
    }),
  );
});

afterEach(() => upstream.close());

describe("a caller's body", () => {
  const send = (body: string | Buffer, contentType: string | undefined = 'application/json') =>
    createHarness({ api: search, upstream: upstream.url }).json({ body: Buffer.from(body), contentType });

  it.each([
    ['that is no JSON', '{"type":', 400, 'InvalidJson', 'not valid JSON'],
    ['that is empty', '', 400, 'InvalidJson', 'not valid JSON'],
    ['that is not UTF-8', Buffer.from('{"type":"\xff"}', 'latin1'), 400, 'InvalidEncoding', 'not UTF-8'],
    ['without a field', '{"type":"Structured"}', 400, 'InvalidRequest', 'query: expected string'],
    ['with an unknown field', '{"type":"Structured","query":"q","x":1}', 400, 'InvalidRequest', 'unknown x'],
    ['of no known type', '{"type":"x"}', 400, 'InvalidRequest', 'type: expected "Structured" or "FreeText"'],
    ['that is no object', '[]', 400, 'InvalidRequest', 'body: expected object'],
    ['of 6 MB and one byte', Buffer.alloc(SIX_MB + 1, 32), 413, 'RequestTooLarge', '6 MB'],
  ])('%s is refused, and nothing is sent', async (_title, body, status, code, text) => {
    const answer = await send(body);

    expect(answer).toEqual(ownError(status, code));
    expect(answer.body?.message).toContain(text);
    expect(upstream.requests).toHaveLength(0);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'of type %s is a 415',
    async (type) => {
      expect(await send('{}', type)).toEqual(ownError(415, 'UnsupportedMediaType'));
      expect(upstream.requests).toHaveLength(0);
    },
  );

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/merge-patch+json'])(
    'of type %s is taken',
    async (type) => {
      expect(await send(JSON.stringify(search.example), type)).toMatchObject({ status: 200 });
    },
  );

  it('of any type is taken from a direct invocation', async () => {
    const harness = createHarness({ api: search, upstream: upstream.url });

    expect(await harness.json({ http: undefined, contentType: 'text/plain' })).toMatchObject({ status: 200 });
  });

  it('of 6 MB is passed on', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(SIX_MB - 11) });

    const { status } = await createHarness({ api: CREATE, upstream: upstream.url }).json({ body: Buffer.from(body) });

    expect(status).toBe(200);
    expect(upstream.requests[0]?.body).toHaveLength(SIX_MB);
  });
});

describe("a caller's method and headers", () => {
  it('is a 405 with another method', async () => {
    const answer = await createHarness({ api: CREATE, upstream: upstream.url }).json({
      http: { method: 'PUT', url: '/oracleapi/buckets' },
    });

    expect(answer).toMatchObject({
      status: 405,
      body: { code: 'MethodNotAllowed', message: 'The method must be POST.' },
    });
    expect(upstream.requests).toHaveLength(0);
  });

  it('reach the upstream only when the API declares them, and never those of who the function is', async () => {
    const sent: Record<string, string> = {
      'if-match': '"6"',
      'x-other': 'other',
      authorization: `Bearer ${CALLER_TOKEN}`,
      cookie: 'a=b',
      'opc-obo-token': 'other',
      host: 'other',
    };

    await createHarness({ api: READ, upstream: upstream.url }).call({
      http: { method: 'GET', url: '/oracleapi/buckets/one' },
      body: Buffer.alloc(0),
      header: (name) => sent[name.toLowerCase()],
    });

    const headers = upstream.requests[0]?.headers ?? {};
    expect(headers['if-match']).toBe('"6"');
    expect(headers['opc-request-id']).toBe('request-1');
    expect(headers.authorization).toMatch(/^Signature version="1",keyId="ST\$/);
    expect(headers.host).toBe(new URL(upstream.url).host);
    for (const name of ['x-other', 'cookie', 'opc-obo-token']) expect(headers).not.toHaveProperty(name);
  });
});

describe("the upstream's answer", () => {
  it('comes back with its page, etag and request id, and with nothing else of its headers', async () => {
    const { status, headers, contentType } = await createHarness({ api: CREATE, upstream: upstream.url }).call();

    expect(status).toBe(200);
    expect(contentType).toBe('application/json');
    expect(headers).toEqual({ etag: '"7"', 'opc-next-page': 'next', 'opc-request-id': 'request-1/upstream' });
  });

  it('is logged in one line', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url });

    await harness.call();

    expect(harness.lines).toEqual([
      {
        time: expect.any(String) as string,
        level: 'info',
        requestId: 'request-1',
        api: 'create',
        status: 200,
        upstreamStatus: 200,
        retries: 0,
        ms: {
          request: expect.any(Number) as number,
          principal: expect.any(Number) as number,
          sign: expect.any(Number) as number,
          upstream: expect.any(Number) as number,
          response: expect.any(Number) as number,
          total: expect.any(Number) as number,
        },
      },
    ]);
  });

  it('is logged with what was signed, masked, at level debug only', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, level: 'debug' });

    await harness.call();

    expect(harness.lines[0]?.signed).toContain('(request-target): post /20200101/buckets');
  });
});

describe('the transforms of an API', () => {
  it('turn the request, sync or async', async () => {
    const api = transformed({ transformRequest: (request) => Promise.resolve({ wrapped: request as Json }) });

    await createHarness({ api, upstream: upstream.url }).call();

    expect(JSON.parse(upstream.requests[0]?.body.toString() ?? '')).toEqual({ wrapped: { name: 'one' } });
  });

  it('turn the answer', async () => {
    const api = transformed({ transformResponse: (response) => ({ turned: response }) });

    expect(await createHarness({ api, upstream: upstream.url }).json()).toMatchObject({
      status: 200,
      body: { turned: { items: [] } },
    });
  });

  it.each([
    ['RequestTransformFailed', 'transformRequest', 0],
    ['ResponseTransformFailed', 'transformResponse', 1],
  ] as const)('that throw are a 500 with the code %s, and leak nothing', async (code, name, requests) => {
    const api = transformed({
      [name]: () => {
        throw new Error(`no good: ${CALLER_TOKEN} -----BEGIN PRIVATE KEY-----abc`);
      },
    });

    const { status, body, line } = await createHarness({ api, upstream: upstream.url }).json();

    expect(status).toBe(500);
    expect(body?.code).toBe(code);
    expect(JSON.stringify(body)).not.toContain('no good');
    expect(line.error).toContain('no good: [secret]');
    expect(line.at).toMatch(/handler\.test\.ts:\d+:\d+/);
    expect(upstream.requests).toHaveLength(requests);
  });

  it('that return nothing are a 500', async () => {
    const api = transformed({ transformRequest: () => undefined as unknown as Json });

    expect(await createHarness({ api, upstream: upstream.url }).json()).toMatchObject({
      status: 500,
      body: { code: 'RequestTransformFailed' },
    });
  });
});
