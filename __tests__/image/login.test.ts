import { generateKeyPairSync, verify } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { defaultLogin } from '../../image/default-login';
import { dockerCredential } from '../../image/docker-config';
import { findCredential } from '../../image/login';
import { ocirCredential } from '../../image/ocir-token';
import { signGet } from '../../image/profile-signer';
import { readProfile } from '../../image/oci-profile';
import { scratch } from '../../testing/scratch';

const folder = scratch('login');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
fs.writeFileSync(path.join(folder, 'key.pem'), pem);
const config = path.join(folder, 'config');
fs.writeFileSync(
  config,
  `[DEFAULT]\nuser=ocid1.user.test\nfingerprint=aa:bb\ntenancy=ocid1.tenancy.test\nregion=eu-test-1\nkey_file=${path.join(folder, 'key.pem')}\n`,
);

const OCIR = 'ocir.eu-frankfurt-1.oci.oraclecloud.com';

function isSigned({ method = '', url = '', headers }: IncomingMessage): boolean {
  const [, names = ''] = /headers="([^"]+)"/.exec(headers.authorization ?? '') ?? [];
  const [, signature = ''] = /signature="([^"]+)"/.exec(headers.authorization ?? '') ?? [];
  const text = names
    .split(' ')
    .map((name) =>
      name === '(request-target)' ? `${name}: ${method.toLowerCase()} ${url}` : `${name}: ${String(headers[name])}`,
    );
  return (
    names.includes('host') &&
    verify('sha256', Buffer.from(text.join('\n')), publicKey, Buffer.from(signature, 'base64'))
  );
}

describe("a token of Oracle's registry", () => {
  const servers: { close(): void }[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });
  async function asked(answer: RequestListener): ReturnType<typeof ocirCredential> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    return ocirCredential(OCIR, 'the profile DEFAULT', signGet(readProfile({ config })), origin);
  }

  test("is asked for with the user's own signature, and is the password of BEARER_TOKEN", async () => {
    let request: IncomingMessage | undefined;
    const { credential } = await asked((got, response) => {
      request = got;
      response.end('{"token":"short-lived"}');
    });
    expect(credential).toEqual({ username: 'BEARER_TOKEN', password: 'short-lived' });
    expect(request?.url).toBe('/20180419/docker/token');
    expect(request !== undefined && isSigned(request)).toBe(true);
  });

  test.each([
    [401, 'answered 401, so the key is not one of this user, or the clock is wrong'],
    [404, 'answered 404'],
    [200, 'answered 200'],
    [503, 'answered 503'],
  ])('is not there after a %i, and it is said why', async (status, why) => {
    const { credential, tried } = await asked((_request, response) => response.writeHead(status).end('{}'));
    expect(credential).toBeUndefined();
    expect(tried).toMatch(new RegExp(`^a token for the profile DEFAULT: 127\\.0\\.0\\.1:\\d+ ${why}$`));
  });
});

describe('what docker login left', () => {
  const written = (content: unknown): string => {
    const file = path.join(scratch('docker'), 'config.json');
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const auth = Buffer.from('tenancy/user:secret:with:colons').toString('base64');

  test('is taken from the configuration file', async () => {
    const file = written({ auths: { [OCIR]: { auth } } });
    expect((await dockerCredential(OCIR, file)).credential).toEqual({
      username: 'tenancy/user',
      password: 'secret:with:colons',
    });
  });

  test('is taken from a credential helper, which is asked over its standard input', async () => {
    const bin = scratch('bin');
    const helper = path.join(bin, 'docker-credential-test');
    fs.writeFileSync(
      helper,
      `#!/bin/sh\nread -r host\n[ "$1" = get ] && echo "{\\"Username\\":\\"$host\\",\\"Secret\\":\\"s\\"}"\n`,
    );
    fs.chmodSync(helper, 0o755);
    const before = process.env.PATH;
    process.env.PATH = `${bin}:${before ?? ''}`;
    try {
      const file = written({ credHelpers: { [OCIR]: 'test' } });
      expect((await dockerCredential(OCIR, file)).credential).toEqual({ username: OCIR, password: 's' });
      expect((await dockerCredential('other.test', written({ credsStore: 'test' }))).credential).toEqual({
        username: 'other.test',
        password: 's',
      });
    } finally {
      process.env.PATH = before;
    }
  });

  test.each([
    ['another registry', { auths: { 'other.test': { auth } } }, `has no login for ${OCIR}`],
    [
      'a helper that is not there',
      { credsStore: 'none-such' },
      `has no login for ${OCIR} and docker-credential-none-such gave none`,
    ],
    [
      'a helper that is no name',
      { credsStore: '../evil' },
      `has no login for ${OCIR} and docker-credential-../evil gave none`,
    ],
    ['no JSON', '{', 'cannot be read'],
    ['JSON that is none', '[]', `has no login for ${OCIR}`],
  ])('is not there with %s', async (_what, content, why) => {
    const file = written(content);
    expect(await dockerCredential(OCIR, file)).toEqual({ tried: `${file} ${why}` });
  });

  test('is not there without a file', async () => {
    expect(await dockerCredential(OCIR, '/nowhere/config.json')).toEqual({
      tried: '/nowhere/config.json is not there',
    });
  });
});

describe('a login that fails', () => {
  test('says all that was tried', async () => {
    const before = process.env.DOCKER_CONFIG;
    process.env.DOCKER_CONFIG = '/nowhere';
    try {
      const { tried } = await findCredential(OCIR, defaultLogin({ config: '/nowhere/oci' }));
      expect(tried).toEqual([
        "a token for the user's own key: /nowhere/oci, the configuration file, is not there. Run oci setup config, or name another file in OCI_CLI_CONFIG_FILE",
        '/nowhere/config.json is not there',
      ]);
    } finally {
      process.env.DOCKER_CONFIG = before;
    }
  });

  test("asks OCI's own key of no other registry", async () => {
    const { tried } = await findCredential('127.0.0.1:5000', defaultLogin({ config }));
    expect(tried[0]).toBe("127.0.0.1:5000 is not Oracle's, so OCI's own key was not used");
  });
});
