import { createPrivateKey } from 'node:crypto';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Context } from '@fnproject/fdk';
import fc from 'fast-check';
import { search } from '../../apis';
import type { Api } from '../../apis';
import { fdkHandler } from '../../function/fdk-handler';
import { createHandler } from '../../function/handler';
import { createLog } from '../../function/log';
import type { ResourcePrincipal } from '../../function/principal/resource-principal';
import type { WireResponse } from '../../function/upstream/transport';
import { createUpstreamClient } from '../../function/upstream/upstream-client';
import { QUERY, READ } from '../../testing/function-apis';
import { testSession } from '../../testing/function-session';

const { key, keyId } = testSession();
const SESSION = { keyId, privateKey: createPrivateKey(key), expiresAtMs: Infinity };
const PRINCIPAL: ResourcePrincipal = {
  session: () => Promise.resolve(SESSION),
  refresh: () => Promise.resolve(SESSION),
};

/** What the FDK refuses to send would end the process, so it must not get that far. */
class StrictContext implements Context {
  readonly answer = new Map<string, string>();

  constructor(private readonly headers: Readonly<Record<string, string>>) {}

  getHeader(name: string): string | null {
    return this.headers[name.toLowerCase()] ?? null;
  }

  setResponseHeader(name: string, ...values: string[]): void {
    validateHeaderName(name);
    for (const value of values) validateHeaderValue(name, value);
    this.answer.set(name, values.join());
  }

  set responseContentType(contentType: string) {
    this.setResponseHeader('Content-Type', contentType);
  }
}

const text = fc.string({ unit: 'binary', maxLength: 40 });
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((json) => Buffer.from(json)),
  fc
    .record(
      { type: fc.oneof(fc.constant('Structured'), text), query: fc.oneof(fc.anything(), text), name: text },
      { requiredKeys: [] },
    )
    .map((value) =>
      Buffer.from(JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? 0 : part))),
    ),
);
const header = fc.oneof(text, fc.constantFrom('', 'application/json', '\r\nx: y', '\u0000', 'é', '💥'));
const headers = fc.record(
  {
    'fn-http-method': fc.constantFrom('GET', 'POST', 'POST', 'x', ''),
    'fn-http-request-url': fc.oneof(
      fc.webPath().map((path) => `/buckets${path}`),
      text.map((name) => `/buckets/${name}`),
      fc.webQueryParameters().map((query) => `/buckets/one?${query}&limit=5`),
      text,
    ),
    'fn-http-h-content-type': fc.oneof(fc.constant('application/json'), header),
    'content-type': header,
    'opc-request-id': header,
    'fn-call-id': header,
    'fn-http-h-if-match': header,
    'fn-deadline': fc.oneof(fc.constant('2999-01-01T00:00:00Z'), header),
  },
  { requiredKeys: [] },
);
const upstreamAnswers = fc.record<WireResponse>({
  status: fc.oneof(fc.constantFrom(200, 200, 201, 204, 304, 401, 429, 503), fc.integer({ min: 100, max: 999 })),
  headers: fc.dictionary(
    fc.constantFrom('content-type', 'content-encoding', 'etag', 'retry-after', 'opc-next-page', 'opc-request-id'),
    fc.oneof(fc.constantFrom('application/json', 'gzip'), header),
  ),
  body: fc.oneof(
    fc.json().map((json) => Buffer.from(json)),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  ),
});

async function invoke(
  api: Api,
  sent: Readonly<Record<string, string>>,
  body: Buffer,
  transport: () => Promise<WireResponse>,
): Promise<{ context: StrictContext; lines: string[] }> {
  const lines: string[] = [];
  const client = createUpstreamClient({
    host: 'query.eu-frankfurt-1.oci.oraclecloud.com',
    transport: { prepare: () => undefined, exchange: transport },
    principal: PRINCIPAL,
    now: Date.now,
    wait: () => Promise.resolve(),
    random: () => 0,
  });
  const log = createLog((line) => lines.push(line), Date.now);
  const context = new StrictContext(sent);
  await fdkHandler(createHandler({ api, upstream: () => client, now: Date.now, log }))(body, context);
  return { context, lines };
}

describe('the function', () => {
  it.each([search, QUERY, READ] as const)('answers whatever a caller sends to $name', async (api) => {
    const ok = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') };
    await fc.assert(
      fc.asyncProperty(headers, bodies, async (sent, body) => {
        const { context, lines } = await invoke(api, sent, body, () => Promise.resolve(ok));

        expect(['200', '400', '404', '405', '415', '504']).toContain(context.answer.get('Fn-Http-Status'));
        expect(lines).toHaveLength(1);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('answers whatever the upstream answers, and with success only for a success', async () => {
    await fc.assert(
      fc.asyncProperty(upstreamAnswers, async (response) => {
        const body = Buffer.from(JSON.stringify(QUERY.example));
        const { context, lines } = await invoke(QUERY, {}, body, () => Promise.resolve(response));

        const status = Number(context.answer.get('Fn-Http-Status'));
        if (status < 300) expect(response.status).toBe(status);
        expect(lines).toHaveLength(1);
      }),
      { numRuns: 1000, seed: 2 },
    );
  });
});
