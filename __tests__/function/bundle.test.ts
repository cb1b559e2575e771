import { createHash, verify } from 'node:crypto';
import { bundleFunction } from '../../testing/function-bundle';
import { gatewayHeaders, startFunction } from '../../testing/function-process';
import type { FunctionProcess } from '../../testing/function-process';
import { testSession } from '../../testing/function-session';
import type { TestSession } from '../../testing/function-session';
import { json, startUpstream } from '../../testing/function-upstream';
import type { ReceivedRequest, TestUpstream } from '../../testing/function-upstream';
import { describeOnNodes } from '../../testing/nodes';
import { scratch } from '../../testing/scratch';

const EXAMPLE = { type: 'Structured', query: 'query autonomousdatabase resources' };
const session = testSession();

const bundle = bundleFunction(scratch('bundle'));

test('the bundle keeps within 60 KB', () => {
  expect(bundle.bytes).toBeLessThanOrEqual(60 * 1024);
});

describeOnNodes('the bundle', ({ file: node }) => {
  let upstream: TestUpstream;
  let fn: FunctionProcess;

  beforeAll(async () => {
    upstream = await startUpstream(json({ items: [{ displayName: 'Käse' }] }, 200, { 'opc-next-page': 'page2' }));
    fn = await start();
  });

  afterAll(async () => {
    await upstream.close();
    await fn.stop();
  });

  function start(): Promise<FunctionProcess> {
    // At level debug, so that the search for secrets sees all that it can write.
    const environment = { UPSTREAM_ENDPOINT: upstream.url, LOG_LEVEL: 'debug' };
    return startFunction({ bundle: bundle.file, session, environment, node });
  }

  it("answers with the upstream's status, JSON and page, having signed what it sent", async () => {
    const answer = await fn.call(JSON.stringify(EXAMPLE));

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ items: [{ displayName: 'Käse' }] });
    expect(answer.headers['fn-http-h-opc-next-page']).toBe('page2');
    const sent = upstream.requests.at(-1);
    expect(sent?.target).toBe('/20180409/resources');
    expect(JSON.parse(sent?.body.toString() ?? '')).toEqual(EXAMPLE);
    expect(sent && isSigned(sent, session)).toBe(true);
  });

  it('answers a direct invocation, which has no headers of a gateway', async () => {
    const answer = await fn.call(JSON.stringify(EXAMPLE), { 'Fn-Call-Id': '01DIRECT', 'Content-Type': 'text/plain' });

    expect(answer.status).toBe(200);
    expect(upstream.requests.at(-1)?.headers['opc-request-id']).toBe('01DIRECT');
  });

  it('refuses a body that is not JSON, without a call to the upstream', async () => {
    const before = upstream.requests.length;

    const answer = await fn.call('{', gatewayHeaders());

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({
      code: 'InvalidJson',
      message: 'The body is not valid JSON.',
      requestId: '/TRACE/SPAN',
    });
    expect(upstream.requests).toHaveLength(before);
  });

  it('survives a call that it refuses', async () => {
    await fn.call(Buffer.from([0xff]));
    const answer = await fn.call(JSON.stringify(EXAMPLE));

    expect(answer.status).toBe(200);
    expect(fn.child.exitCode).toBeNull();
  });

  it('signs with the session that was put on its disk between two calls', async () => {
    const next = testSession({ id: 'next' });
    const rotated = await start();
    await rotated.call(JSON.stringify(EXAMPLE));

    rotated.replaceSession(next);
    const answer = await rotated.call(JSON.stringify(EXAMPLE));

    await rotated.stop();
    const sent = upstream.requests.at(-1);
    expect(sent && isSigned(sent, next)).toBe(true);
    expect(answer).toMatchObject({ status: 200, body: '{"items":[{"displayName":"Käse"}]}' });
    expect(rotated.lines().at(-1)).toMatchObject({ level: 'info', status: 200, upstreamStatus: 200, retries: 0 });
  });
});

function isSigned({ method, target, headers, body }: ReceivedRequest, { keyId, publicKey }: TestSession): boolean {
  const header = headers.authorization ?? '';
  const field = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? '';
  const text = field('headers')
    .split(' ')
    .map((name) =>
      name === '(request-target)'
        ? `${name}: ${method.toLowerCase()} ${target}`
        : `${name}: ${String(headers[name.toLowerCase()])}`,
    )
    .join('\n');
  return (
    field('keyId') === keyId &&
    headers['x-content-sha256'] === createHash('sha256').update(body).digest('base64') &&
    verify('sha256', Buffer.from(text), publicKey, Buffer.from(field('signature'), 'base64'))
  );
}
