import { createHash, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../../testing/function-bundle';
import type { TestBundle } from '../../testing/function-bundle';
import { gatewayHeaders, startFunction } from '../../testing/function-process';
import type { FunctionProcess } from '../../testing/function-process';
import { testSession } from '../../testing/function-session';
import { json, startUpstream } from '../../testing/function-upstream';
import type { ReceivedRequest, TestUpstream } from '../../testing/function-upstream';

const EXAMPLE = { type: 'Structured', query: 'query autonomousdatabase resources' };
const session = testSession();

describe('the bundle', () => {
  let directory: string;
  let bundle: TestBundle;
  let upstream: TestUpstream;
  let fn: FunctionProcess;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'bundle-'));
    bundle = bundleFunction(directory);
    upstream = await startUpstream(json({ items: [{ displayName: 'Käse' }] }, 200, { 'opc-next-page': 'page2' }));
    fn = await startFunction(bundle.file, session, { UPSTREAM_ENDPOINT: upstream.url });
  });

  afterAll(async () => {
    await fn.stop();
    await upstream.close();
    rmSync(directory, { recursive: true });
  });

  it('keeps within 60 KB', () => {
    expect(bundle.bytes).toBeLessThanOrEqual(60 * 1024);
  });

  it("answers with the upstream's status, JSON and page, having signed what it sent", async () => {
    const answer = await fn.call(JSON.stringify(EXAMPLE));

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ items: [{ displayName: 'Käse' }] });
    expect(answer.headers['fn-http-h-opc-next-page']).toBe('page2');
    const sent = upstream.requests.at(-1);
    expect(sent?.target).toBe('/20180409/resources');
    expect(JSON.parse(sent?.body.toString() ?? '')).toEqual(EXAMPLE);
    expect(sent && isSigned(sent)).toBe(true);
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

  it('survives every call and writes neither token nor key', async () => {
    await fn.call(Buffer.from([0xff]));
    const answer = await fn.call(JSON.stringify(EXAMPLE));

    expect(answer.status).toBe(200);
    expect(fn.child.exitCode).toBeNull();
    expect(fn.output()).not.toContain(session.token);
    expect(fn.output()).not.toContain('PRIVATE KEY');
  });
});

function isSigned({ method, target, headers, body }: ReceivedRequest): boolean {
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
    field('keyId') === session.keyId &&
    headers['x-content-sha256'] === createHash('sha256').update(body).digest('base64') &&
    verify('sha256', Buffer.from(text), session.publicKey, Buffer.from(field('signature'), 'base64'))
  );
}
