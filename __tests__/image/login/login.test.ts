import { generateKeyPairSync, verify } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { defaultLogin, isOcir } from '../../../image/login/default-login';
import { dockerCredential } from '../../../image/login/docker-config';
import { findCredential } from '../../../image/login/login';
import { ocirCredential } from '../../../image/login/ocir-token';
import { persistent } from '../../../image/patience';
import { readProfile } from '../../../oci-user/oci-profile';
import { principalSigner } from '../../../oci-user/principal';
import { signGet } from '../../../oci-user/profile-signer';
import { scratch } from '../../../testing/scratch';

const folder = scratch('login');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
fs.writeFileSync(path.join(folder, 'key.pem'), pem);
const config = path.join(folder, 'config');
fs.writeFileSync(
  config,
  `[DEFAULT]\nuser=ocid1.user.test\nfingerprint=aa:bb\ntenancy=ocid1.tenancy.test\nregion=eu-test-1\nkey_file=${path.join(folder, 'key.pem')}\n`,
);

const AT_ONCE = persistent({ wait: () => Promise.resolve() });
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
    const signer = {
      who: 'the profile DEFAULT',
      sign: signGet(readProfile({ config })),
      unknown: 'the key is not one of this user',
    };
    return ocirCredential(OCIR, signer, { persistent: AT_ONCE }, origin);
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

  test('is asked for again when the registry is down for a moment', async () => {
    let count = 0;
    const { credential } = await asked((_request, response) => {
      count += 1;
      if (count < 3) response.writeHead(503).end();
      else response.end('{"token":"late"}');
    });
    expect(credential?.password).toBe('late');
  });

  test.each([
    [401, 'answered 401, so the key is not one of this user'],
    [404, 'answered 404'],
    [200, 'answered 200'],
    [503, 'answered 503, 5 times in a row\\. Try again later'],
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
    expect((await dockerCredential(OCIR, { file })).credential).toEqual({
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
      expect((await dockerCredential(OCIR, { file })).credential).toEqual({ username: OCIR, password: 's' });
      expect((await dockerCredential('other.test', { file: written({ credsStore: 'test' }) })).credential).toEqual({
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
    expect(await dockerCredential(OCIR, { file })).toEqual({ tried: `${file} ${why}` });
  });

  test('is not there without a file', async () => {
    expect(await dockerCredential(OCIR, { file: '/nowhere/config.json' })).toEqual({
      tried: '/nowhere/config.json is not there',
    });
  });
});

describe('a login that fails', () => {
  test('says all that was tried', async () => {
    const before = process.env.DOCKER_CONFIG;
    process.env.DOCKER_CONFIG = '/nowhere';
    try {
      const { tried } = await findCredential(OCIR, defaultLogin({ config: '/nowhere/oci' }), { persistent: AT_ONCE });
      expect(tried).toEqual([
        "a token for the user's own key: /nowhere/oci, the configuration file, is not there. Run oci setup config, or name another file in OCI_CLI_CONFIG_FILE",
        '/nowhere/config.json is not there',
      ]);
    } finally {
      process.env.DOCKER_CONFIG = before;
    }
  });

  test('takes variables that are set to nothing for variables that are not set', async () => {
    const names = ['OCI_CLI_AUTH', 'OCI_CLI_PROFILE', 'OCI_CLI_CONFIG_FILE', 'DOCKER_CONFIG'];
    const before = { ...process.env };
    Object.assign(process.env, Object.fromEntries(names.map((name) => [name, ''])));
    const home = jest.spyOn(os, 'homedir').mockReturnValue('/nowhere');
    try {
      expect((await findCredential(OCIR, defaultLogin(), { persistent: AT_ONCE })).tried).toEqual([
        "a token for the user's own key: /nowhere/.oci/config, the configuration file, is not there. Run oci setup config, or name another file in OCI_CLI_CONFIG_FILE",
        '/nowhere/.docker/config.json is not there',
      ]);
    } finally {
      process.env = before;
      home.mockRestore();
    }
  });

  test("asks OCI's own key of no other registry", async () => {
    const { tried } = await findCredential('127.0.0.1:5000', defaultLogin({ config }), { persistent: AT_ONCE });
    expect(tried[0]).toBe("127.0.0.1:5000 is not Oracle's, so OCI's own key was not used");
  });
});

describe("a host of Oracle's registry", () => {
  test.each([
    'ocir.eu-frankfurt-1.oci.oraclecloud.com',
    'ocir.us-gov-ashburn-1.oci.oraclegovcloud.com',
    'ocir.ap-chiyoda-1.oci.oraclecloud8.com',
    'ocir.uk-gov-london-1.oci.oraclegovcloud.uk',
    'ocir.eu-frankfurt-2.oci.oraclecloud.eu',
    'fra.ocir.io',
    'eu-frankfurt-1.ocir.io',
  ])('is %s', (host) => {
    expect(isOcir(host)).toBe(true);
  });

  test.each([
    'ocir.example.com',
    'ocir.io',
    'ocir.eu-frankfurt-1.oci.oraclecloud.com.evil.test',
    'evil.test/ocir.io',
    'ocir.evil.test.oci.oraclecloud.com',
    'fraxocirxio',
    'oraclecloud.com',
    'ocir.eu-frankfurt-1.oci.oracleevil.com',
    'ocir.eu-frankfurt-1.oci.oraclecloud.evil',
  ])('is not %s', (host) => {
    expect(isOcir(host)).toBe(false);
  });
});

describe('OCI_CLI_AUTH', () => {
  const VARIABLES = ['VERSION', 'RPST', 'PRIVATE_PEM', 'REGION'].map((name) => `OCI_RESOURCE_PRINCIPAL_${name}`);
  afterEach(() => {
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
  });

  test('has to be one that there is', () => {
    expect(() => defaultLogin({ auth: 'instance_principals' })).toThrow(
      /^OCI_CLI_AUTH is none of those that there are: got instance_principals; expected one of api_key, security_token, instance_principal, instance_obo_user, resource_principal\.$/,
    );
    expect(() => defaultLogin({ auth: '' })).not.toThrow();
  });

  test('lets a resource principal sign, and not a profile', async () => {
    const token = ['{}', JSON.stringify({ exp: 4_000_000_000 }), ''].map((part) =>
      Buffer.from(part).toString('base64url'),
    );
    Object.assign(
      process.env,
      Object.fromEntries(VARIABLES.map((name, at) => [name, ['2.2', token.join('.'), pem, 'eu-frankfurt-1'][at]])),
    );
    const headers = await principalSigner('resource_principal')(new URL(`https://${OCIR}/20180419/docker/token`));
    expect(headers.authorization).toContain(`keyId="ST$${token.join('.')}"`);
  });

  test.each([
    ['resource_principal', 'OCI_RESOURCE_PRINCIPAL_VERSION and the variables beside it are not set as they should be'],
    ['instance_obo_user', 'the delegation token that its configuration file names is not there; is this Cloud Shell?'],
  ])('says what is missing for %s, and goes on to what docker login left', async (auth, why) => {
    const { tried, credential } = await findCredential(
      OCIR,
      defaultLogin({ auth, config: '/nowhere/oci' }).slice(0, 1),
      { persistent: AT_ONCE },
    );
    expect(credential).toBeUndefined();
    expect(tried).toEqual([`a token for OCI_CLI_AUTH=${auth}: ${why}`]);
  });
});
