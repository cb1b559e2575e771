import { execFile } from 'node:child_process';
import path from 'node:path';
import { search } from '../../apis';
import { bundleFunction, DEFAULT_IMAGE } from '../../constructs';
import { ConnectionError } from '../../http/connection-error';
import { PassingError } from '../../http/passing-error';
import { tryProxyFor } from '../../http/proxy';
import { responseOf } from '../../http/response';
import { hasOpenssl, makeCertificate } from '../../testing/certificate';
import type { Certificate } from '../../testing/certificate';
import { startConnectProxy } from '../../testing/connect-proxy';
import type { ConnectProxy, ProxyMood } from '../../testing/connect-proxy';
import { RegistryStandIn } from '../../testing/registry-stand-in';
import { scratch } from '../../testing/scratch';
import { StubBundler } from '../../testing/stub-bundler';

const HOST = 'registry.test';
const PASSWORD = 'planted-proxy-password';
const NAMES = [
  'https_proxy',
  'no_proxy',
  'http_proxy',
  'all_proxy',
  'npm_config_https_proxy',
  'npm_config_proxy',
  'npm_config_no_proxy',
].flatMap((name) => [name, name.toUpperCase()]);
const CLEAN = Object.fromEntries(NAMES.map((name) => [name, undefined]));

let proxy: ConnectProxy | undefined;
afterEach(async () => {
  await proxy?.stop();
  proxy = undefined;
});

describe('the proxy of an address', () => {
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    before = { ...process.env };
    for (const name of NAMES) Reflect.deleteProperty(process.env, name);
  });
  afterEach(() => {
    process.env = before;
  });
  const proxyOf = (address: string, environment: Readonly<Record<string, string>>): string | undefined => {
    Object.assign(process.env, environment);
    return tryProxyFor(new URL(address))?.href;
  };

  test.each([
    ['without one', 'https://registry.test/', {}, undefined],
    ['of HTTPS_PROXY', 'https://registry.test/', { HTTPS_PROXY: 'http://proxy.test:8080' }, 'http://proxy.test:8080/'],
    ['of https_proxy', 'https://registry.test/', { https_proxy: 'http://proxy.test:8080' }, 'http://proxy.test:8080/'],
    [
      'without a scheme, as of HTTPS_PROXY',
      'https://registry.test/',
      { HTTPS_PROXY: 'proxy.test:8080' },
      'http://proxy.test:8080/',
    ],
    ['not for plain http', 'https://registry.test/', { HTTP_PROXY: 'http://proxy.test:8080' }, undefined],
    [
      'not for a host of NO_PROXY',
      'https://registry.test/',
      { HTTPS_PROXY: 'http://proxy.test:8080', NO_PROXY: 'other.test,.registry.test,registry.test' },
      undefined,
    ],
    ['not for this machine', 'https://127.0.0.1:5000/', { HTTPS_PROXY: 'http://proxy.test:8080' }, undefined],
    ['not for localhost', 'http://localhost:5000/', { HTTP_PROXY: 'http://proxy.test:8080' }, undefined],
  ])('%s', (_what, address, environment, expected) => {
    expect(proxyOf(address, environment)).toBe(expected);
  });

  test.each(['http://', 'socks5://user:secret@proxy.test'])('is refused when it is %s, and is not told', (value) => {
    expect(() => proxyOf('https://registry.test/', { HTTPS_PROXY: value })).toThrow(
      /^HTTPS_PROXY is no address of a proxy; expected http:\/\/<host>:<port>\.$/,
    );
  });

  test.each<[ProxyMood, string]>([
    [
      'refuses',
      'answered 403 instead of leading to registry.test. Ask for a way through it, or name the host in NO_PROXY.',
    ],
    [
      'wants a login',
      'answered 407 instead of leading to registry.test. It wants a login: http://<user>:<password>@<host>.',
    ],
    ['is down', 'answered 503 instead of leading to registry.test'],
  ])('ends the request when it %s, and another try helps only when it is down', async (mood, message) => {
    proxy = await startConnectProxy(0, undefined, mood);
    process.env.HTTPS_PROXY = `http://127.0.0.1:${String(proxy.port)}`;
    const error: unknown = await responseOf(
      { method: 'GET', url: new URL('https://registry.test/v2/') },
      { idleMs: 2000 },
    ).catch((reason: unknown) => reason);
    expect((error as Error).message).toBe(`The proxy 127.0.0.1:${String(proxy.port)} ${message}`);
    expect(error).toBeInstanceOf(mood === 'is down' ? PassingError : ConnectionError);
  });

  test('ends the request when it says nothing', async () => {
    proxy = await startConnectProxy(0, undefined, 'is silent');
    process.env.HTTPS_PROXY = `http://user:${PASSWORD}@127.0.0.1:${String(proxy.port)}`;
    await expect(
      responseOf({ method: 'GET', url: new URL('https://registry.test/v2/') }, { idleMs: 200 }),
    ).rejects.toThrow(`registry.test (through 127.0.0.1:${String(proxy.port)}) was silent for 0.2 s`);
  });
});

if (hasOpenssl()) describe('a push through a proxy', testPush);
else test.skip('a push through a proxy (skipped where openssl is not installed)', () => undefined);

function testPush(): void {
  let certificate: Certificate;
  let registry: RegistryStandIn;
  beforeAll(() => {
    certificate = makeCertificate(scratch('certificate'), HOST);
  });
  beforeEach(async () => {
    registry = await RegistryStandIn.start();
  });
  afterEach(() => registry.stop());

  async function push(
    mood: ProxyMood,
    environment: NodeJS.ProcessEnv,
    shown = certificate,
  ): Promise<{ exitCode: number; stdout: string; stderr: string }> {
    proxy = await startConnectProxy(Number(registry.host.split(':')[1]), shown, mood);
    const address = `http://user:${PASSWORD}@127.0.0.1:${String(proxy.port)}`;
    const { directory } = bundleFunction(search, {
      outDir: scratch('bundle'),
      bundler: new StubBundler(),
      image: { ...DEFAULT_IMAGE, base: registry.base, platform: 'linux/amd64' },
    });
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        ['--import', 'tsx', 'image/main.ts', directory],
        {
          cwd: path.resolve('.'),
          env: {
            ...process.env,
            ...CLEAN,
            HTTPS_PROXY: address,
            IMAGE_REFERENCE: `${HOST}/ns/search`,
            SIGNED_API_CACHE: path.join(scratch('program'), 'cache'),
            HOME: scratch('home'),
            ...environment,
          },
        },
        (error, stdout, stderr) => {
          resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
        },
      );
    });
  }

  test('goes through it to the registry, and not to this machine', async () => {
    const { exitCode, stdout, stderr } = await push('leads', { NODE_EXTRA_CA_CERTS: certificate.file });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(registry.tagsOf('ns/search')).toHaveLength(1);
    const targets = new Set(proxy?.seen.map(({ target }) => target));
    expect(targets).toEqual(new Set([`${HOST}:443`]));
    const login = Buffer.from(`user:${PASSWORD}`).toString('base64');
    expect(proxy?.seen.every(({ authorization }) => authorization === `Basic ${login}`)).toBe(true);
    expect(stdout).not.toContain(PASSWORD);
  });

  test('says in one line that the certificate is not trusted', async () => {
    const { exitCode, stderr } = await push('leads', { NODE_EXTRA_CA_CERTS: '' });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        `✗ ${HOST} (through 127.0.0.1:${String(proxy?.port)}) cannot be reached: DEPTH_ZERO_SELF_SIGNED_CERT. ` +
        'If its certificate is right, name a file with its authority in NODE_EXTRA_CA_CERTS.\n',
    });
  });

  test('says in one line that the proxy wants a login', async () => {
    const { exitCode, stderr } = await push('wants a login', {});
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `✗ The proxy 127.0.0.1:${String(proxy?.port)} answered 407 instead of leading to ${HOST}. It wants a login: http://<user>:<password>@<host>.\n`,
    });
  });

  test('says in one line that what HTTPS_PROXY holds is no proxy', async () => {
    const { exitCode, stderr } = await push('leads', { HTTPS_PROXY: `socks5://user:${PASSWORD}@proxy.test` });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: '✗ HTTPS_PROXY is no address of a proxy; expected http://<host>:<port>.\n',
    });
  });

  test('says in one line that the certificate is that of another host', async () => {
    const other = makeCertificate(scratch('certificate'), 'other.test');
    const { exitCode, stderr } = await push('leads', { NODE_EXTRA_CA_CERTS: other.file }, other);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        `✗ ${HOST} (through 127.0.0.1:${String(proxy?.port)}) cannot be reached: ERR_TLS_CERT_ALTNAME_INVALID. ` +
        "Check the host's name, and this machine's clock.\n",
    });
  });

  test.each(['before the answer', 'in the middle of it'])(
    'is told of silence %s, once, by every caller',
    async (when) => {
      registry.fault = (_request, response) => {
        if (when !== 'before the answer') {
          response.writeHead(200, { 'content-length': '4096' });
          response.write('half');
        }
        return true;
      };
      proxy = await startConnectProxy(Number(registry.host.split(':')[1]), certificate, 'leads');
      // No signal, as some callers have none: an error that nobody hears would end the process.
      const script = `
      const { exchange } = require('./image/exchange');
      exchange({ method: 'GET', url: new URL('https://${HOST}/v2/') }, { idleMs: 500 }).catch((error) => {
        console.log(error.name, error.message);
      });
    `;
      const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
        execFile(
          process.execPath,
          ['--import', 'tsx', '--eval', script],
          {
            cwd: path.resolve('.'),
            env: {
              ...process.env,
              ...CLEAN,
              HTTPS_PROXY: `http://127.0.0.1:${String(proxy?.port)}`,
              NODE_EXTRA_CA_CERTS: certificate.file,
            },
          },
          (_error, out, err) => {
            resolve({ stdout: out, stderr: err });
          },
        );
      });
      const silent = `${HOST} (through 127.0.0.1:${String(proxy.port)}) was silent for 0.5 s`;
      expect({ stdout, stderr }).toEqual({ stdout: `PassingError ${silent}\n`, stderr: '' });
    },
  );
}
