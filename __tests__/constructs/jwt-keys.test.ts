import { Duration, JwtKeys } from '../../constructs';

describe('JwtKeys', () => {
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

  test('are fixed as JSON Web Keys', () => {
    expect(JwtKeys.fixed([{ kid: 'first', n: 'modulus', e: 'exponent' }]).toBlock()).toEqual({
      type: 'STATIC_KEYS',
      keys: [
        { format: 'JSON_WEB_KEY', kid: 'first', kty: 'RSA', use: 'sig', alg: 'RS256', n: 'modulus', e: 'exponent' },
      ],
    });
  });

  test('are fixed in PEM form', () => {
    expect(JwtKeys.fixed([{ kid: 'second', pem: 'BEGIN' }]).toBlock()).toEqual({
      type: 'STATIC_KEYS',
      keys: [{ format: 'PEM', kid: 'second', key: 'BEGIN' }],
    });
  });
});
