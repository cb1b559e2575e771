import { CREATE } from '../../testing/function-apis';
import { createHarness, ENVIRONMENT } from '../../testing/function-harness';
import { testSession } from '../../testing/function-session';
import type { TestSession } from '../../testing/function-session';
import { json, startUpstream } from '../../testing/function-upstream';
import type { TestUpstream } from '../../testing/function-upstream';

const REFUSED = { code: 'NotAuthenticated', message: 'The required information was not provided.' };
const before = testSession({ id: 'before' });
const after = testSession({ id: 'after' });

const environment = {
  ...ENVIRONMENT,
  OCI_RESOURCE_PRINCIPAL_RPST: '/rp/rpst',
  OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: '/rp/private.pem',
};

/** Files that are replaced together, and whose stamp may lag behind, as on a file system with coarse times. */
class Disk {
  session: TestSession = before;
  version = 0;

  read = (path: string): string => (path === '/rp/rpst' ? this.session.token : this.session.key);
  stamp = (): string => String(this.version);
}

describe('a rotation of the session', () => {
  let disk: Disk;
  let accepted: TestSession;
  let upstream: TestUpstream;

  beforeEach(async () => {
    disk = new Disk();
    accepted = before;
    upstream = await startUpstream((request, response) => {
      const isKnown = request.headers.authorization?.includes(`keyId="${accepted.keyId}"`) === true;
      if (isKnown) json({ ok: true })(request, response);
      else json(REFUSED, 401)(request, response);
    });
  });

  afterEach(() => upstream.close());

  it('is followed between two calls when the files changed', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });
    await harness.call();

    accepted = disk.session = after;
    disk.version++;

    expect(await harness.json()).toMatchObject({ status: 200, line: { retries: 0 } });
  });

  it('is noticed by the refusal where the files look unchanged, and the call is repeated once', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });
    await harness.call();

    accepted = disk.session = after;

    expect(await harness.json()).toMatchObject({ status: 200, line: { retries: 1, upstreamStatus: 200 } });
  });

  it('ends in the refusal itself when the new session is refused too', async () => {
    accepted = after;
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });

    expect(await harness.json()).toMatchObject({ status: 401, body: REFUSED, line: { level: 'warn', retries: 1 } });
    expect(upstream.requests).toHaveLength(2);
  });

  it('does not reach the callers of 100 calls that run at the same time', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });
    const calls = Array.from({ length: 100 }, (_, index) => {
      if (index === 50) accepted = disk.session = after;
      return harness.call();
    });

    const statuses = (await Promise.all(calls)).map(({ status }) => status);

    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe('credentials that cannot be used', () => {
  it.each([
    ['OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM', 'no key'],
    ['OCI_RESOURCE_PRINCIPAL_RPST', 'no token'],
    ['OCI_RESOURCE_PRINCIPAL_VERSION', undefined],
    ['OCI_RESOURCE_PRINCIPAL_REGION', 'FRA'],
    ['OCI_REGION_METADATA', '{'],
    ['UPSTREAM_ENDPOINT', 'http://query.example.com'],
  ])('are a 500 that names %s, and no request leaves', async (name, value) => {
    const harness = createHarness({ api: CREATE, environment: { ...ENVIRONMENT, [name]: value } });

    const { status, body, line } = await harness.json();

    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'ConfigurationError', message: expect.stringContaining(name) as string });
    expect(line).toMatchObject({ level: 'error', code: 'ConfigurationError' });
    expect(line.upstreamStatus).toBeUndefined();
  });
});
