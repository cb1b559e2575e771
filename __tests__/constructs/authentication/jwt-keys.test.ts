import fs from 'node:fs';
import path from 'node:path';
import { Duration, IdcsJwtAuth, JwtKeys } from '../../../constructs';
import type { JsonWebKey } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { modulus, synthAuthentication, UNKNOWN } from '../../../testing/synth-authentication';

const bind = (keys: JwtKeys): ReturnType<typeof synthAuthentication> => synthAuthentication(new IdcsJwtAuth({ keys }));
const many = (count: number): JsonWebKey[] =>
  Array.from({ length: count }, (_none, index) => ({ ...domainKey, kid: `key-${String(index)}` }));

/** As an identity domain serves it: no `use`, and `key_ops` without `verify`. */
const domainKey: JsonWebKey = {
  kty: 'RSA',
  'x5t#S256': 'thumbprint',
  e: 'AQAB',
  x5t: 'thumbprint',
  kid: 'SIGNING_KEY',
  x5c: ['leaf', 'root'],
  key_ops: ['encrypt'],
  alg: 'RS256',
  n: modulus(),
};
const block = {
  format: 'JSON_WEB_KEY',
  kid: 'SIGNING_KEY',
  kty: 'RSA',
  use: 'sig',
  alg: 'RS256',
  n: modulus(),
  e: 'AQAB',
};

describe('remote keys', () => {
  test('are fetched and kept for an hour', () => {
    expect(JwtKeys.remote('https://domain.test/jwk').toBlock()).toEqual({
      type: 'REMOTE_JWKS',
      uri: 'https://domain.test/jwk',
      maxCacheDurationInHours: 1,
    });
  });

  test('are kept for as long as they are told', () => {
    const keys = JwtKeys.remote('https://domain.test/jwk', { cacheTime: Duration.hours(5) });
    expect(keys.toBlock()).toMatchObject({ maxCacheDurationInHours: 5 });
  });

  test.each([25, 1.5, 0])('are not kept for %d hours', (hours) => {
    const keys = JwtKeys.remote('https://domain.test/jwk', { cacheTime: Duration.hours(hours) });
    expect(() => bind(keys)).toThrow(
      `cacheTime is out of range: got "${String(hours)} h"; expected 1 to 24 whole hours (at Test)`,
    );
  });

  test('may be kept for a day', () => {
    expect(() => bind(JwtKeys.remote('https://domain.test/jwk', { cacheTime: Duration.hours(24) }))).not.toThrow();
  });

  test.each(['http://domain.test/jwk', 'domain.test/jwk'])('are not fetched from %s', (uri) => {
    expect(() => bind(JwtKeys.remote(uri))).toThrow(
      `keys.uri is not one that the gateway fetches from safely: got "${uri}"; expected an https URL (at Test)`,
    );
  });

  test('are not fetched from an address with a password, unsaid', () => {
    const build = (): unknown => bind(JwtKeys.remote('https://user:the-secret@domain.test/jwk'));
    expect(build).toThrow(
      new Error(
        'keys.uri has a user or a password in it: got "https://***@domain.test/jwk"; expected an address that answers without credentials (at Test)',
      ),
    );
  });

  test.each(['https://user:the-secret@domain.test/jwk', 'http://domain.test/jwk?key=the-secret'])(
    'are refused without a secret of their address (%#)',
    (uri) => {
      const build = (): unknown => bind(JwtKeys.remote(uri));
      expect(build).toThrow('keys.uri ');
      expect(build).not.toThrow('the-secret');
    },
  );

  test.each(['https://idp.test/jwk', 'https://idcs-1.identity.oraclecloud.com/jwk'])(
    'need the internet, whoever they are of: %s',
    (uri) => {
      expect(bind(JwtKeys.remote(uri)).fetches).toEqual({
        what: 'the keys that tokens are checked with',
        from: { host: new URL(uri).hostname, port: 443, way: 'INTERNET' },
      });
    },
  );

  test('need the internet when only Terraform knows their address', () => {
    expect(bind(JwtKeys.remote(`${UNKNOWN}/jwk`)).fetches?.from).toEqual({
      host: undefined,
      port: undefined,
      way: 'INTERNET',
    });
  });

  test('need the internet when the host is known, whatever else is not', () => {
    expect(bind(JwtKeys.remote(`https://idp.test:8443/${UNKNOWN}`)).fetches?.from).toEqual({
      host: 'idp.test',
      port: 8443,
      way: 'INTERNET',
    });
  });

  test.each(['SERVICE_GATEWAY', 'VCN'] as const)('need no internet when they are reached through %s', (way) => {
    const bound = bind(JwtKeys.remote('https://domain.test/jwk', { reachedThrough: way }));
    expect(bound.fetches?.from.way).toBe(way);
    expect(bound.policy).toMatchObject({
      validation_policy: { type: 'REMOTE_JWKS', uri: 'https://domain.test/jwk', max_cache_duration_in_hours: 1 },
    });
  });

  test('are not reached through a word that is none', () => {
    expect(() => bind(JwtKeys.remote('https://domain.test/jwk', { reachedThrough: 'vcn' as 'VCN' }))).toThrow(
      new Error(
        `reachedThrough is none of three words: got "vcn"; expected 'INTERNET', 'SERVICE_GATEWAY' or 'VCN' (at Test)`,
      ),
    );
  });
});

describe('fixed keys', () => {
  test('are JSON Web Keys for RS256', () => {
    expect(JwtKeys.fixed([{ kid: 'SIGNING_KEY', n: modulus(), e: 'AQAB' }]).toBlock()).toEqual({
      type: 'STATIC_KEYS',
      keys: [block],
    });
  });

  test('are for the algorithm that they name', () => {
    expect(JwtKeys.fixed([{ kid: 'k', n: 'n', e: 'e', alg: 'RS512' }]).toBlock().keys).toMatchObject([
      { alg: 'RS512' },
    ]);
  });

  test('are in PEM form', () => {
    expect(JwtKeys.fixed([{ kid: 'second', pem: 'BEGIN' }]).toBlock()).toEqual({
      type: 'STATIC_KEYS',
      keys: [{ format: 'PEM', kid: 'second', key: 'BEGIN' }],
    });
  });

  test('are not fetched', () => {
    expect(bind(JwtKeys.fromJwks({ keys: [domainKey] })).fetches).toBeUndefined();
  });

  test('are ten at most', () => {
    expect(() => bind(JwtKeys.fromJwks({ keys: many(10) }))).not.toThrow();
    expect(() => bind(JwtKeys.fromJwks({ keys: many(11) }))).toThrow(
      'keys has a number of entries that the gateway does not take: got 11; expected 1 to 10 (at Test)',
    );
  });

  test('are one at least', () => {
    expect(() => bind(JwtKeys.fixed([]))).toThrow(
      'keys has a number of entries that the gateway does not take: got 0; expected 1 to 10 (at Test)',
    );
  });
});

describe('the key set of an identity domain', () => {
  test('gives keys for signatures, without what the gateway does not take', () => {
    expect(JwtKeys.fromJwks({ keys: [domainKey] }).toBlock()).toEqual({ type: 'STATIC_KEYS', keys: [block] });
  });

  test('may be given as text', () => {
    expect(JwtKeys.fromJwks(JSON.stringify({ keys: [domainKey] })).toBlock().keys).toEqual([block]);
  });

  test('may be given as a file', () => {
    const file = path.join(scratch('jwks'), 'jwks.json');
    fs.writeFileSync(file, JSON.stringify({ keys: [domainKey] }));
    expect(JwtKeys.fromJwksFile(file).toBlock().keys).toEqual([block]);
  });

  test('keeps the algorithm of each key', () => {
    const keys = [{ ...domainKey, alg: 'RS384' }];
    expect(JwtKeys.fromJwks({ keys }).toBlock().keys).toMatchObject([{ alg: 'RS384' }]);
  });

  test('takes a key without an algorithm for one of RS256', () => {
    const keys = [{ ...domainKey, alg: undefined }];
    expect(JwtKeys.fromJwks({ keys }).toBlock().keys).toMatchObject([{ alg: 'RS256' }]);
  });

  test('leaves out keys for encryption', () => {
    const keys = [{ ...domainKey, kid: 'other', use: 'enc' }, domainKey];
    expect(JwtKeys.fromJwks({ keys }).toBlock().keys).toEqual([block]);
  });

  test.each<[string, unknown, string]>([
    ['text that is no JSON', 'secret stuff', 'keys is not JSON: got "12 characters"; expected the text of a key set'],
    ['no list of keys', {}, `keys is not a key set: got "object"; expected an object with a list 'keys'`],
    [
      'keys that are none',
      { keys: ['a'] },
      `keys is not a key set: got "object"; expected an object with a list 'keys'`,
    ],
    ['no key', { keys: [] }, 'keys has no key for signatures: got 0; expected a set with at least one'],
    [
      'nothing but keys for encryption',
      { keys: [{ ...domainKey, use: 'enc' }] },
      'keys has no key for signatures: got 1; expected a set with at least one',
    ],
    [
      'a key of an elliptic curve',
      { keys: [{ kty: 'EC', kid: 'curve' }] },
      `keys has a key 'curve' of a kind that the gateway does not take: got "EC"; expected RSA`,
    ],
    [
      'a key for another algorithm',
      { keys: [{ ...domainKey, alg: 'PS256' }] },
      `keys has a key 'SIGNING_KEY' of an algorithm that the gateway does not take: got "PS256"; expected RS256, RS384 or RS512`,
    ],
    [
      'a key without a kid',
      { keys: [{ kty: 'RSA', n: 'n', e: 'e' }] },
      'keys has an incomplete key: got ["kty","n","e"]; expected kid, n and e',
    ],
  ])('is refused with %s', (_what, set, message) => {
    expect(() => bind(JwtKeys.fromJwks(set as string))).toThrow(`${message} (at Test)`);
  });

  test.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])(
    'is refused with the private member %s, unsaid',
    (member) => {
      const keys = [{ ...domainKey, [member]: 'the-secret' }];
      const build = (): unknown => bind(JwtKeys.fromJwks({ keys }));
      expect(build).toThrow(
        `keys has a private key 'SIGNING_KEY': got ["${member}"]; expected public members only. A private key does not belong here; replace it, it may have been seen. (at Test)`,
      );
      expect(build).not.toThrow('the-secret');
    },
  );

  test('is refused when its file cannot be read', () => {
    expect(() => bind(JwtKeys.fromJwksFile('no-such-file.json'))).toThrow(
      'keys are in a file that cannot be read: got "no-such-file.json"; expected a file with a key set (at Test)',
    );
  });
});
