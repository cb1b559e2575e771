import { hasOpenssl, makeCertificate } from '../../testing/certificate';
import type { Certificate } from '../../testing/certificate';
import { bundleFunction } from '../../testing/function-bundle';
import { startFunction } from '../../testing/function-process';
import type { FunctionProcess } from '../../testing/function-process';
import { testSession } from '../../testing/function-session';
import { json, startUpstream } from '../../testing/function-upstream';
import type { TestUpstream } from '../../testing/function-upstream';
import { describeOnNodes } from '../../testing/nodes';
import type { TestNode } from '../../testing/nodes';
import { scratch } from '../../testing/scratch';

const REFUSED = {
  code: 'UpstreamTlsFailed',
  message: 'No trusted connection to the upstream could be made.',
  requestId: '/TRACE/SPAN',
};

if (hasOpenssl()) describeOnNodes('a bundle whose upstream speaks TLS', testTls);
else test.skip('a bundle whose upstream speaks TLS (skipped where openssl is not installed)', () => undefined);

function testTls({ file: node }: TestNode): void {
  let certificate: Certificate;
  let bundle: string;
  let upstream: TestUpstream;
  let fn: FunctionProcess | undefined;

  beforeAll(() => {
    const directory = scratch('tls');
    certificate = makeCertificate(directory, 'localhost');
    bundle = bundleFunction(directory).file;
  });

  beforeEach(async () => {
    upstream = await startUpstream(json({ items: [] }), certificate);
  });

  afterEach(async () => {
    await upstream.close();
    await fn?.stop();
  });

  async function search(host: string, trusts: boolean): Promise<unknown> {
    const trust: Record<string, string> = trusts ? { NODE_EXTRA_CA_CERTS: certificate.file } : {};
    const environment = { ...trust, UPSTREAM_ENDPOINT: upstream.url.replace('localhost', host) };
    fn = await startFunction({ bundle, session: testSession(), environment, node });
    const { status, body } = await fn.call(JSON.stringify({ type: 'Structured', query: 'query all resources' }));
    await fn.stop();
    return { status, body: JSON.parse(body) as unknown, lines: fn.lines() };
  }

  it('answers over the one connection that it made ahead, to a certificate that it trusts', async () => {
    expect(await search('localhost', true)).toEqual({
      status: 200,
      body: { items: [] },
      lines: [expect.objectContaining({ level: 'info', status: 200, upstreamStatus: 200, retries: 0 })],
    });
    expect(upstream.requests).toHaveLength(1);
    expect(upstream.connections()).toBe(1);
  });

  it.each([
    ['a certificate that it does not trust', 'localhost', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['a certificate of another name', '127.0.0.1', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('sends nothing to %s', async (_title, host, trusts, error) => {
    expect(await search(host, trusts)).toEqual({
      status: 502,
      body: REFUSED,
      lines: [
        expect.objectContaining({
          level: 'error',
          status: 502,
          code: 'UpstreamTlsFailed',
          error: expect.stringContaining(error) as string,
          retries: 0,
        }),
      ],
    });
    expect(upstream.requests).toHaveLength(0);
  });
}
