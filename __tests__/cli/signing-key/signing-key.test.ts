import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { profileOptions } from '../../../cli/oci/user-profile';
import { Printer } from '../../../cli/printer';
import { fetchDomainKeys } from '../../../cli/signing-key/domain-keys';
import { signingKey } from '../../../cli/signing-key/signing-key';
import { readProfile } from '../../../oci-user/oci-profile';
import { runCommand } from '../../../testing/command';
import { DomainStandIn } from '../../../testing/domain-stand-in';
import type { DomainAnswer } from '../../../testing/domain-stand-in';
import { freePort } from '../../../testing/free-port';
import { scratch } from '../../../testing/scratch';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PUBLIC = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const PRIVATE = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const KEY_ID = 'ocid1.tenancy.test/ocid1.user.test/aa:bb';

const domainKey = {
  kty: 'RSA',
  kid: 'SIGNING_KEY',
  alg: 'RS256',
  n: 'AQAB',
  e: 'AQAB',
  x5c: ['x'],
  key_ops: ['encrypt'],
};

const folder = scratch('signing-key');
const file = (name: string, text: string): string => {
  const whole = path.join(folder, name);
  fs.writeFileSync(whole, text);
  return whole;
};
const keyFile = file('key.pem', PRIVATE);
const entries = { user: 'ocid1.user.test', fingerprint: 'aa:bb', tenancy: 'ocid1.tenancy.test', region: 'eu-test-1' };
const config = (profile: Record<string, string>, name = 'DEFAULT'): string =>
  file(
    `config-${String(fs.readdirSync(folder).length)}`,
    `# mine\n[${name}]\n${Object.entries(profile)
      .map(([entry, value]) => `${entry} = ${value}`)
      .join('\n')}\n`,
  );
const rightConfig = config({ ...entries, key_file: keyFile });

/** The domain that a test asked. */
let asked: DomainStandIn | undefined;
async function domain(answer: DomainAnswer, keyId = KEY_ID): Promise<DomainStandIn> {
  asked = await DomainStandIn.start(PUBLIC, keyId, answer);
  return asked;
}

const json =
  (body: unknown, status = 200): DomainAnswer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** Runs the verb against a domain; what it printed. */
async function run(
  answer: DomainAnswer,
  options: { json?: boolean; config?: string; profile?: string } = {},
): Promise<string> {
  const { url } = await domain(answer);
  let printed = '';
  const printer = new Printer({
    json: options.json ?? false,
    color: false,
    write: (text) => {
      printed += text;
    },
  });
  await signingKey({ domain: url, config: rightConfig, ...options }, printer);
  return printed;
}

describe('signed-api signing-key', () => {
  test('prints the value of the variable, to be pasted', async () => {
    const value = '{"kid":"SIGNING_KEY","n":"AQAB","e":"AQAB"}';
    const printed = await run(json({ keys: [domainKey] }));
    expect(printed).toContain(`export TF_VAR_identity_domain_signing_key='${value}'\n`);
    expect(printed).toContain(`-var 'identity_domain_signing_key=${value}'\n`);
  });

  test('prints the value as JSON', async () => {
    const printed = await run(json({ keys: [domainKey] }), { json: true });
    expect(JSON.parse(printed)).toEqual({
      step: 'signing key',
      ok: true,
      domain: asked?.url.origin,
      variable: 'identity_domain_signing_key',
      value: { kid: 'SIGNING_KEY', n: 'AQAB', e: 'AQAB' },
    });
  });

  test('asks the domain once, for its key set', async () => {
    await run(json({ keys: [domainKey] }));
    expect(asked?.seen).toEqual(['GET /admin/v1/SigningCert/jwk']);
  });

  test("prints nothing of the user's key", async () => {
    const printed = await run(json({ keys: [domainKey] }));
    expect(printed).not.toContain(PRIVATE.split('\n')[1]);
    expect(printed).not.toContain('aa:bb');
  });

  test('takes the key that domains sign with out of several', async () => {
    const printed = await run(json({ keys: [{ ...domainKey, kid: 'other' }, domainKey] }));
    expect(printed).toContain('"kid":"SIGNING_KEY"');
  });

  test('does not guess among several others', async () => {
    const keys = ['a', 'b'].map((kid) => ({ ...domainKey, kid }));
    await expect(run(json({ keys }))).rejects.toThrow(
      'The domain has several keys (a, b), and none is called SIGNING_KEY; take the one of its tokens.',
    );
  });
});

describe('who asks', () => {
  const ok = json({ keys: [domainKey] });

  test('is a profile by its name, with what DEFAULT says besides', async () => {
    const two = file(
      'two',
      `[DEFAULT]\ntenancy=ocid1.tenancy.test\n[work]\nuser=ocid1.user.test\nfingerprint=aa:bb\nkey_file=${keyFile}\n`,
    );
    await expect(run(ok, { config: two, profile: 'work' })).resolves.toContain('SIGNING_KEY');
  });

  test('has a key with a pass phrase', async () => {
    const encrypted = pair.privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open',
    });
    const own = { ...entries, key_file: file('encrypted.pem', encrypted.toString()), pass_phrase: 'open' };
    await expect(run(ok, { config: config(own) })).resolves.toContain('SIGNING_KEY');
  });

  test('has a session instead of a key of its own', async () => {
    const token = file('token', 'session-token\n');
    const session = config({ tenancy: 'ocid1.tenancy.test', key_file: keyFile, security_token_file: token });
    const { url } = await domain(ok, 'ST$session-token');
    await expect(fetchDomainKeys(url, readProfile({ config: session }))).resolves.toHaveLength(1);
  });

  test.each<[string, { config?: string; profile?: string }, string | RegExp]>([
    [
      'no configuration file',
      { config: path.join(folder, 'none') },
      /none, the configuration file, is not there\. Run oci setup config, or name another file in OCI_CLI_CONFIG_FILE\.$/,
    ],
    ['an unknown profile', { profile: 'other' }, /^The profile other is not in .*; it has DEFAULT\.$/],
    [
      'a profile without a user',
      { config: config({ tenancy: 't', fingerprint: 'f', key_file: keyFile }) },
      /^The profile DEFAULT in .* has no user\./,
    ],
    ['a profile without a key', { config: config(entries) }, /^The profile DEFAULT in .* has no key_file\./],
    [
      'a key that is not there',
      { config: config({ ...entries, key_file: path.join(folder, 'lost.pem') }) },
      /lost\.pem, the key_file of the profile DEFAULT, is not there\.$/,
    ],
    [
      'a session that is not there',
      { config: config({ ...entries, key_file: keyFile, security_token_file: path.join(folder, 'lost') }) },
      /lost, the security_token_file of the profile DEFAULT, is not there\.$/,
    ],
    [
      'a profile of an instance',
      { config: config({ ...entries, authentication_type: 'instance_principal' }) },
      /^The profile DEFAULT in .* has an authentication_type; expected an API key/,
    ],
    [
      'a key that is none',
      { config: config({ ...entries, key_file: file('garbage.pem', 'not-a-key-at-all') }) },
      /^The key_file of the profile DEFAULT, .*garbage\.pem, is no RSA private key in PEM form\. Name the key that was made for this user\.$/,
    ],
  ])('is refused with %s, before anything is sent', async (_what, options, message) => {
    await expect(run(ok, options)).rejects.toThrow(message);
    expect(asked?.seen).toEqual([]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'and a wrong pass phrase',
      { pass_phrase: 'wrong-phrase' },
      /^The key_file of the profile DEFAULT, .*closed\.pem, is not opened by pass_phrase\. Correct pass_phrase, or make a new API key\.$/,
    ],
    [
      'and no pass phrase',
      {},
      /^The key_file of the profile DEFAULT, .*closed\.pem, is encrypted, and the profile has no pass_phrase\. Add pass_phrase, or name a key without one\.$/,
    ],
  ])('is refused with a closed key %s, of which nothing is said', async (_what, more, message) => {
    const encrypted = pair.privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
      .toString();
    const own = { ...entries, key_file: file('closed.pem', encrypted), ...more };
    await expect(run(ok, { config: config(own) })).rejects.toThrow(message);
  });

  test('is not the session of DEFAULT, where it has a key of its own', async () => {
    const token = file('of-default', 'a-session');
    const two = file(
      'session-and-key',
      `[DEFAULT]\nkey_file=${path.join(folder, 'none.pem')}\nsecurity_token_file=${token}\nauthentication_type=x\n` +
        `[admin]\ntenancy=t\nuser=u\nfingerprint=f\nkey_file=${keyFile}\n`,
    );
    const profile = readProfile({ config: two, profile: 'admin' });
    expect(profile.sessionToken).toBeUndefined();
    await expect(profile.getKeyId()).resolves.toBe('t/u/f');
  });

  test('is the session of DEFAULT, where it has but another region', () => {
    const token = file('shared', 'a-session');
    const two = file(
      'session-elsewhere',
      `[DEFAULT]\nkey_file=${keyFile}\nsecurity_token_file=${token}\n[zurich]\nregion=eu-zurich-1\n`,
    );
    expect(readProfile({ config: two, profile: 'zurich' }).sessionToken).toBe('a-session');
  });

  test('is not asked with when its session is over', async () => {
    const payload = Buffer.from(JSON.stringify({ exp: 1 })).toString('base64url');
    const own = config({ tenancy: 't', key_file: keyFile, security_token_file: file('over', `x.${payload}.x`) });
    await expect(run(ok, { config: own })).rejects.toThrow(
      /^The session of the profile DEFAULT is over\. Run oci session authenticate --profile-name DEFAULT\.$/,
    );
    expect(asked?.seen).toEqual([]);
  });

  test('is named by the variables of the OCI CLI too, after the options', () => {
    const environment = { OCI_CLI_CONFIG_FILE: 'theirs', OCI_CLI_PROFILE: 'their' };
    expect(profileOptions({}, environment)).toEqual({ config: 'theirs', profile: 'their' });
    expect(profileOptions({ config: 'own', profile: 'mine' }, environment)).toEqual({ config: 'own', profile: 'mine' });
  });
});

describe('the domain', () => {
  test.each<[string, DomainAnswer, RegExp]>([
    [
      'lets only administrators read',
      json({}, 403),
      /^127\.0\.0\.1:\d+ does not let the user of the profile DEFAULT read its key set \(403\): the user needs an administrator's role in this identity domain/,
    ],
    ['is none', json({}, 404), /answered 404 instead of a key set\. --domain may not be the URL of a domain\.$/],
    [
      'leads elsewhere',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      /answered 302 instead of a key set\. --domain may not be the URL of a domain\.$/,
    ],
    ['has a fault', json({}, 503), /answered 503 instead of a key set\.$/],
    ['answers a page', (_request, response) => response.end('<html>'), /answered, but its key set is not JSON\.$/],
    ['has no key', json({ keys: [] }), /answered, but its key set has no key for signatures\.$/],
    [
      'shows a private key',
      json({ keys: [{ ...domainKey, d: 'x' }] }),
      /answered, but its key set has a private key 'SIGNING_KEY'\.$/,
    ],
    [
      'would have the shell run something',
      json({ keys: [{ ...domainKey, kid: "'; rm -rf ~ #" }] }),
      /answered, but its key set has characters that no key has\.$/,
    ],
    ['breaks off', (request) => request.socket.destroy(), /^127\.0\.0\.1:\d+ cannot be reached: /],
  ])('is refused when it %s', async (_what, answer, message) => {
    await expect(run(answer)).rejects.toThrow(message);
  });

  test('says 401 to the key of another user', async () => {
    const { url } = await domain(json({ keys: [domainKey] }), 'ocid1.tenancy.test/another/aa:bb');
    await expect(fetchDomainKeys(url, readProfile({ config: rightConfig }))).rejects.toThrow(
      /does not accept the signature of the profile DEFAULT \(401\)/,
    );
  });

  test('is not waited for any longer than agreed', async () => {
    const { url } = await domain(() => undefined);
    await expect(fetchDomainKeys(url, readProfile({ config: rightConfig }), { timeoutMs: 100 })).rejects.toThrow(
      `${url.host} did not answer within 0.1 s.`,
    );
  });

  test('cannot be reached', async () => {
    const url = new URL(`http://127.0.0.1:${String(await freePort())}`);
    await expect(fetchDomainKeys(url, readProfile({ config: rightConfig }))).rejects.toThrow(
      `${url.host} cannot be reached: ECONNREFUSED.`,
    );
  });
});

describe('the command line', () => {
  test.each(['idcs-1', 'http://127.0.0.1:1', 'https://idcs-1.test/ui/v1/adminconsole', 'https://me@idcs-1.test'])(
    'refuses %s as a domain with exit code 2',
    async (url) => {
      const { exitCode, stderr } = await runCommand(['signing-key', '--domain', url]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('expected the URL of an identity domain');
    },
  );

  test('demands a domain', async () => {
    const { exitCode, stderr } = await runCommand(['signing-key']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("required option '--domain <url>' not specified");
  });

  test('exits 1 without a stack when the configuration file is not there', async () => {
    const args = ['signing-key', '--domain', 'https://idcs-1.test', '--config', path.join(folder, 'none')];
    const { exitCode, stdout, stderr } = await runCommand(args);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^\S+none, the configuration file, is not there\. [^\n]+\n$/);
  });
});
