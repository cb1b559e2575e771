import { createResourcePrincipal } from '../../../function/principal/resource-principal';
import type { ResourcePrincipal } from '../../../function/principal/resource-principal';
import { credentialSource } from '../../../function/principal/source';
import type { Files } from '../../../function/principal/source';
import { testSession } from '../../../testing/function-session';
import type { TestSession } from '../../../testing/function-session';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const IN_AN_HOUR = NOW / 1000 + 3600;
const first = testSession({ expiresAt: IN_AN_HOUR, id: 'first' });
const second = testSession({ expiresAt: IN_AN_HOUR, id: 'second' });

const ENVIRONMENT = {
  OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
  OCI_RESOURCE_PRINCIPAL_RPST: '/rp/rpst',
  OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: '/rp/private.pem',
};

class Disk implements Files {
  reads = 0;
  private version = 0;
  private readonly files = new Map<string, string>();

  constructor(session: TestSession) {
    this.replace(session);
  }

  replace({ key, token }: Partial<TestSession>): void {
    this.version++;
    if (key !== undefined) this.files.set('/rp/private.pem', key);
    if (token !== undefined) this.files.set('/rp/rpst', token);
  }

  remove(path: string): void {
    this.files.delete(path);
  }

  read(path: string): string {
    this.reads++;
    const text = this.files.get(path);
    if (text === undefined) throw new Error(`ENOENT ${path}`);
    return text;
  }

  stamp(): string {
    return String(this.version);
  }
}

function principal(disk: Disk, options: { now?: () => number; wait?: () => Promise<void> } = {}): ResourcePrincipal {
  const { now = () => NOW, wait = () => Promise.resolve() } = options;
  return createResourcePrincipal({ source: credentialSource(ENVIRONMENT, disk), now, wait });
}

describe('the resource principal', () => {
  it('reads its files once for as long as they stay as they are', async () => {
    const disk = new Disk(first);
    const subject = principal(disk);

    const sessions = [await subject.session(), await subject.session()];

    expect(sessions.map(({ keyId }) => keyId)).toEqual([first.keyId, first.keyId]);
    expect(disk.reads).toBe(2);
  });

  it('takes the new pair when the files are replaced', async () => {
    const disk = new Disk(first);
    const subject = principal(disk);
    await subject.session();

    disk.replace(second);

    expect((await subject.session()).keyId).toBe(second.keyId);
  });

  it('reads again when the end of the token is near, whatever the files say of their age', async () => {
    const disk = new Disk(first);
    let now = NOW;
    const subject = principal(disk, { now: () => now });
    await subject.session();

    now = IN_AN_HOUR * 1000 - 60_000;
    await subject.session();

    expect(disk.reads).toBe(4);
  });

  it('waits for the token when the key was replaced before it', async () => {
    const disk = new Disk(first);
    disk.replace({ key: second.key });
    const subject = principal(disk, {
      wait: () => {
        disk.replace({ token: second.token });
        return Promise.resolve();
      },
    });

    const session = await subject.session();

    expect(session.keyId).toBe(second.keyId);
    expect(session.privateKey.export({ type: 'pkcs8', format: 'pem' })).toBe(second.key);
  });

  it('keeps the last pair when the new one stays incomplete', async () => {
    const disk = new Disk(first);
    const subject = principal(disk);
    await subject.session();

    disk.replace({ key: second.key });

    expect((await subject.session()).keyId).toBe(first.keyId);
  });

  it('fails when key and token never become a pair', async () => {
    const disk = new Disk(first);
    disk.replace({ key: second.key });

    await expect(principal(disk).session()).rejects.toMatchObject({ code: 'PrincipalUnavailable', status: 500 });
  });

  it('reads once for many callers at the same time', async () => {
    const disk = new Disk(first);
    const subject = principal(disk);

    const sessions = await Promise.all(Array.from({ length: 100 }, () => subject.session()));

    expect(new Set(sessions).size).toBe(1);
    expect(disk.reads).toBe(2);
  });

  it('gives callers that are refused late the session that another one fetched', async () => {
    const disk = new Disk(first);
    const subject = principal(disk);
    const refused = await subject.session();
    disk.replace(second);

    const refreshed = await subject.refresh(refused);
    const reads = disk.reads;

    expect(await subject.refresh(refused)).toBe(refreshed);
    expect(disk.reads).toBe(reads);
  });

  it.each([
    ['OCI_RESOURCE_PRINCIPAL_VERSION', undefined],
    ['OCI_RESOURCE_PRINCIPAL_VERSION', '1.1'],
    ['OCI_RESOURCE_PRINCIPAL_RPST', undefined],
    ['OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM', ''],
  ])('names the variable %s when it is %p', (name, value) => {
    expect(() => credentialSource({ ...ENVIRONMENT, [name]: value }, new Disk(first))).toThrow(name);
  });

  it.each([
    ['OCI_RESOURCE_PRINCIPAL_RPST', { token: 'no token' }],
    ['OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM', { key: 'no key' }],
  ])('names %s when its file holds something else, without quoting it', async (name, content) => {
    const disk = new Disk(first);
    disk.replace(content);

    const error: unknown = await principal(disk)
      .session()
      .catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'ConfigurationError', message: expect.stringContaining(name) as string });
    expect(String(error)).not.toContain(Object.values(content)[0]);
  });

  it('names the variable of a file that cannot be read', async () => {
    const disk = new Disk(first);
    disk.remove('/rp/private.pem');

    await expect(principal(disk).session()).rejects.toThrow('OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM names a file');
  });

  it('takes raw values as well as files', async () => {
    const disk = new Disk(first);
    const environment = {
      ...ENVIRONMENT,
      OCI_RESOURCE_PRINCIPAL_RPST: second.token,
      OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: second.key,
    };
    const source = credentialSource(environment, disk);

    const session = await createResourcePrincipal({ source, now: () => NOW, wait: () => Promise.resolve() }).session();

    expect(session.keyId).toBe(second.keyId);
    expect(disk.reads).toBe(0);
  });

  it('takes a token that names no key', async () => {
    const silent = testSession({ expiresAt: IN_AN_HOUR, namesKey: false });

    expect((await principal(new Disk(silent)).session()).keyId).toBe(silent.keyId);
  });
});
