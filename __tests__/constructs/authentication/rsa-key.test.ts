import { generateKeyPairSync } from 'node:crypto';
import { IdcsJwtAuth, JwtKeys } from '../../../constructs';
import type { PemKey, RsaKey } from '../../../constructs';
import { modulus, publicKeyPem, synthAuthentication, UNKNOWN } from '../../../testing/synth-authentication';

const bind = (...keys: (RsaKey | PemKey)[]): unknown =>
  synthAuthentication(new IdcsJwtAuth({ keys: JwtKeys.fixed(keys) })).policy;

const jwk = (bits: number): RsaKey => ({ kid: 'k', n: modulus(bits), e: 'AQAB' });

describe('a JSON Web Key', () => {
  test.each([2048, 3072, 4096])('may have %i bits', (bits) => {
    expect(() => bind(jwk(bits))).not.toThrow();
  });

  test.each([1024, 2047, 4097])('must not have %i bits', (bits) => {
    expect(() => bind(jwk(bits))).toThrow(
      `keys has a key 'k' of a size that the gateway does not take: got "${String(bits)} bits"; expected 2048 to 4096 bits (at Test)`,
    );
  });

  test('must not have a modulus in plain base64', () => {
    expect(() => bind({ ...jwk(2048), n: 'a+b/' })).toThrow(
      `keys has a key 'k' whose n is not base64url: got "a+b/"; expected a modulus as a key set has it, without padding (at Test)`,
    );
  });

  test('must have an exponent', () => {
    expect(() => bind({ ...jwk(2048), e: '' })).toThrow(
      `keys has a key 'k' whose e is not base64url: got ""; expected for example 'AQAB' (at Test)`,
    );
  });

  test('must have a kid', () => {
    expect(() => bind({ ...jwk(2048), kid: '' })).toThrow(
      `keys has an empty kid: got ""; expected the kid of the tokens' header (at Test)`,
    );
  });

  test('must not share its kid with another', () => {
    expect(() => bind(jwk(2048), jwk(3072))).toThrow(
      'keys has two keys of one kid: got ["k"]; expected a kid of its own for each, as tokens name their key by it (at Test)',
    );
  });

  test('must not be for an algorithm that is none of RSA', () => {
    expect(() => bind({ ...jwk(2048), alg: 'ES256' as 'RS256' })).toThrow(
      `keys has a key 'k' of an algorithm that the gateway does not take: got "ES256"; expected RS256, RS384, RS512 (at Test)`,
    );
  });

  test('is not judged where only Terraform knows it', () => {
    expect(() => bind({ kid: 'k', n: UNKNOWN, e: UNKNOWN })).not.toThrow();
  });
});

describe('a key in PEM form', () => {
  test('is taken with its lines', () => {
    expect(() => bind({ kid: 'k', pem: publicKeyPem(2048) })).not.toThrow();
  });

  test('must have its lines', () => {
    expect(() => bind({ kid: 'k', pem: 'MIIB' })).toThrow(
      `keys has a key 'k' without the lines of a public key in PEM form: got "MIIB"; expected '-----BEGIN PUBLIC KEY-----' first and '-----END PUBLIC KEY-----' last (at Test)`,
    );
  });

  test('must not be a private key, of which nothing is said', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => bind({ kid: 'k', pem })).toThrow('got "-----BEGIN PRIVATE KEY-----"; expected');
    expect(() => bind({ kid: 'k', pem })).not.toThrow(pem.split('\n')[1]);
  });

  test('must hold a key', () => {
    const pem = '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----';
    expect(() => bind({ kid: 'k', pem })).toThrow(
      `keys has a key 'k' that is no RSA public key: got "56 characters"; expected an RSA public key in PEM form (at Test)`,
    );
  });

  test('must not be of another kind', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(() => bind({ kid: 'k', pem })).toThrow(`keys has a key 'k' that is no RSA public key`);
  });

  test('must not be too short', () => {
    expect(() => bind({ kid: 'k', pem: publicKeyPem(1024) })).toThrow(
      `keys has a key 'k' of a size that the gateway does not take: got "1024 bits"; expected 2048 to 4096 bits (at Test)`,
    );
  });

  test('is not judged where only Terraform knows it', () => {
    expect(() => bind({ kid: 'k', pem: UNKNOWN })).not.toThrow();
  });
});
