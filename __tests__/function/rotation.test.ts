import { CREATE } from '../../testing/function-apis';
import { createHarness, ENVIRONMENT, ownError, upstreamSaid } from '../../testing/function-harness';
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

/** Two files, whose stamp may lag behind as on a file system with coarse times. */
class Disk {
  reads = 0;
  version = 0;
  private key = before.key;
  private token = before.token;

  replace({ key = this.key, token = this.token }: Partial<TestSession>): void {
    this.key = key;
    this.token = token;
  }

  read = (path: string): string => {
    this.reads++;
    return path === '/rp/rpst' ? this.token : this.key;
  };
  stamp = (): string => String(this.version);
}

describe('a rotation of the session', () => {
  let disk: Disk;
  let accepted: TestSession;
  let answered: (() => void) | undefined;
  let upstream: TestUpstream;

  beforeEach(async () => {
    disk = new Disk();
    accepted = before;
    answered = undefined;
    upstream = await startUpstream((request, response) => {
      const isKnown = request.headers.authorization?.includes(`keyId="${accepted.keyId}"`) === true;
      if (isKnown) json({ ok: true })(request, response);
      else json(REFUSED, 401)(request, response);
      answered?.();
    });
  });

  afterEach(() => upstream.close());

  it('is followed between two calls when the files changed', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });
    await harness.call();

    accepted = after;
    disk.replace(after);
    disk.version++;

    expect(await harness.json()).toEqual(upstreamSaid(200, { ok: true }));
  });

  it('is noticed by the refusal where the files look unchanged, and the call is repeated once', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });
    await harness.call();

    accepted = after;
    disk.replace(after);

    expect(await harness.json()).toEqual(upstreamSaid(200, { ok: true }, 1));
  });

  it('ends in the refusal itself when the new session is refused too', async () => {
    accepted = after;
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });

    expect(await harness.json()).toEqual(upstreamSaid(401, REFUSED, 1));
    expect(upstream.requests).toHaveLength(2);
  });

  it('is waited for when the key is replaced before the token', async () => {
    const harness = createHarness({
      api: CREATE,
      upstream: upstream.url,
      environment,
      files: disk,
      onWait: () => {
        disk.replace({ token: after.token });
      },
    });
    await harness.call();

    accepted = after;
    disk.replace({ key: after.key });
    disk.version++;

    expect(await harness.json()).toEqual(upstreamSaid(200, { ok: true }));
    expect(harness.waits).toEqual([10]);
  });

  it('is a 500 when key and token never become a pair, and no request leaves', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });
    disk.replace({ key: after.key });

    expect(await harness.json()).toEqual(ownError(500, 'PrincipalUnavailable'));
    expect(upstream.requests).toHaveLength(0);
  });

  it('does not reach the callers of 100 calls that run at the same time', async () => {
    const harness = createHarness({ api: CREATE, upstream: upstream.url, environment, files: disk });
    await harness.call();
    answered = () => {
      // Half of the calls were answered by then; the others are on their way, signed with the old key.
      if (upstream.requests.length !== 51) return;
      accepted = after;
      disk.replace(after);
    };

    const answers = await Promise.all(Array.from({ length: 100 }, () => harness.call()));

    const lines = harness.lines.slice(1);
    expect(new Set(answers.map(({ status, body }) => `${status} ${Buffer.from(body).toString()}`))).toEqual(
      new Set(['200 {"ok":true}']),
    );
    expect(lines).toHaveLength(100);
    expect(
      new Set(lines.map(({ level, status, retries }) => `${String(level)} ${String(status)} ${String(retries)}`)),
    ).toEqual(new Set(['info 200 0', 'info 200 1']));
    // Key and token, before and after: all who were refused share one reading.
    expect(disk.reads).toBe(4);
  });
});

describe('credentials that cannot be used', () => {
  it.each([
    ['OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM', 'no key'],
    ['OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM', '/nowhere/private.pem'],
    ['OCI_RESOURCE_PRINCIPAL_RPST', 'no token'],
    ['OCI_RESOURCE_PRINCIPAL_VERSION', undefined],
    ['OCI_RESOURCE_PRINCIPAL_REGION', 'FRA'],
    ['OCI_REGION_METADATA', '{'],
    ['UPSTREAM_ENDPOINT', 'http://query.example.com'],
  ])('are a 500 that names %s when it is %j, and no request leaves', async (name, value) => {
    const harness = createHarness({ api: CREATE, environment: { ...ENVIRONMENT, [name]: value } });

    const answer = await harness.json();

    expect(answer).toEqual(ownError(500, 'ConfigurationError', { error: name }));
    expect(answer.body?.message).toContain(name);
    expect(answer.line.upstreamStatus).toBeUndefined();
  });
});
