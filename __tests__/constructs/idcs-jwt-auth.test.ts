import type { Construct } from 'constructs';
import { TerraformStack, Testing } from 'cdktf';
import { Duration, IdcsJwtAuth, JwtKeys } from '../../constructs';
import type { IdcsJwtAuthProps } from '../../constructs';
import { scratch } from '../../testing/scratch';

const key = { kid: 'k', n: 'n', e: 'e' };
const many = (count: number): string[] => Array.from({ length: count }, (_none, index) => `value-${String(index)}`);
const scope = (): Construct => new TerraformStack(Testing.app({ outdir: scratch('auth') }), 'Test');

function bind(props: Partial<IdcsJwtAuthProps> = {}, anonymousAccessAllowed = false): object {
  const authentication = new IdcsJwtAuth({ keys: JwtKeys.remote('https://domain.test/jwk'), ...props });
  return authentication.bind({ scope: scope(), gatewayHostname: 'gw.test', anonymousAccessAllowed }).policy;
}

describe('IdcsJwtAuth', () => {
  test('checks tokens by TOKEN_AUTHENTICATION, with everything in the validation policy', () => {
    expect(bind({ claims: [{ key: 'tenant' }] })).toEqual({
      type: 'TOKEN_AUTHENTICATION',
      tokenHeader: 'Authorization',
      tokenAuthScheme: 'Bearer',
      isAnonymousAccessAllowed: false,
      maxClockSkewInSeconds: 0,
      validationPolicy: {
        type: 'REMOTE_JWKS',
        uri: 'https://domain.test/jwk',
        maxCacheDurationInHours: 1,
        additionalValidationPolicy: {
          issuers: ['https://identity.oraclecloud.com/'],
          audiences: ['https://gw.test/'],
          verifyClaims: [{ key: 'tenant', values: [], isRequired: true }],
        },
      },
    });
  });

  test('checks tokens by JWT_AUTHENTICATION, with everything in the policy itself', () => {
    expect(bind({ type: 'JWT_AUTHENTICATION', keys: JwtKeys.fixed([key]) })).toEqual({
      type: 'JWT_AUTHENTICATION',
      tokenHeader: 'Authorization',
      tokenAuthScheme: 'Bearer',
      isAnonymousAccessAllowed: false,
      maxClockSkewInSeconds: 0,
      issuers: ['https://identity.oraclecloud.com/'],
      audiences: ['https://gw.test/'],
      verifyClaims: [],
      publicKeys: JwtKeys.fixed([key]).toBlock(),
    });
  });

  test('takes issuers', () => {
    expect(bind({ type: 'JWT_AUTHENTICATION', issuers: ['https://issuer.test'] })).toMatchObject({
      issuers: ['https://issuer.test'],
    });
  });

  test('takes audiences', () => {
    expect(bind({ type: 'JWT_AUTHENTICATION', audiences: ['https://audience.test/'] })).toMatchObject({
      audiences: ['https://audience.test/'],
    });
  });

  test('takes claims with values, required or not', () => {
    const claims = [{ key: 'tenant', values: ['acme', 'umbrella'], required: false }];
    expect(bind({ type: 'JWT_AUTHENTICATION', claims })).toMatchObject({
      verifyClaims: [{ key: 'tenant', values: ['acme', 'umbrella'], isRequired: false }],
    });
  });

  test('takes a tolerance for clocks', () => {
    expect(bind({ maxClockSkew: Duration.minutes(2) })).toMatchObject({ maxClockSkewInSeconds: 120 });
  });

  test('lets anonymous callers in where a route of the gateway does', () => {
    expect(bind({}, true)).toMatchObject({ isAnonymousAccessAllowed: true });
  });

  test('takes as many issuers, audiences, claims and keys as the gateway does', () => {
    const limits = {
      issuers: many(5),
      audiences: many(5),
      claims: many(10).map((name) => ({ key: name })),
      keys: JwtKeys.fixed(many(10).map((kid) => ({ ...key, kid }))),
    };
    expect(bind(limits)).toMatchObject({ type: 'TOKEN_AUTHENTICATION' });
  });

  const count = 'has a number of entries that the gateway does not take';
  test.each<[string, Partial<IdcsJwtAuthProps>, string]>([
    ['no issuer', { issuers: [] }, `issuers ${count}: got 0; expected 1 to 5`],
    ['six issuers', { issuers: many(6) }, `issuers ${count}: got 6; expected 1 to 5`],
    ['an empty issuer', { issuers: [''] }, 'issuers has an empty entry: got ""; expected a URL'],
    ['no audience', { audiences: [] }, `audiences ${count}: got 0; expected 1 to 5`],
    ['six audiences', { audiences: many(6) }, `audiences ${count}: got 6; expected 1 to 5`],
    ['an empty audience', { audiences: [''] }, 'audiences has an empty entry: got ""'],
    ['eleven claims', { claims: many(11).map((name) => ({ key: name })) }, `claims ${count}: got 11; expected 0 to 10`],
    ['no key', { keys: JwtKeys.fixed([]) }, `keys ${count}: got 0; expected 1 to 10`],
    [
      'eleven keys',
      { keys: JwtKeys.fixed(many(11).map((kid) => ({ ...key, kid }))) },
      `keys ${count}: got 11; expected 1 to 10`,
    ],
    [
      'keys that are kept for more than a day',
      { keys: JwtKeys.remote('https://domain.test/jwk', { cacheTime: Duration.hours(25) }) },
      'cacheTime is out of range: got "25 h"; expected 1 to 24 whole hours',
    ],
    [
      'keys that are kept for part of an hour',
      { keys: JwtKeys.remote('https://domain.test/jwk', { cacheTime: Duration.minutes(90) }) },
      'cacheTime is out of range: got "1.5 h"; expected 1 to 24 whole hours',
    ],
    [
      'a tolerance of more than two minutes',
      { maxClockSkew: Duration.seconds(121) },
      'maxClockSkew is out of range: got "121 s"; expected 0 to 120 seconds',
    ],
  ])('refuses %s', (_what, props, message) => {
    expect(() => bind(props)).toThrow(message);
  });

  test('names every problem at once, with the path of the gateway', () => {
    expect(() => bind({ issuers: [], audiences: [] })).toThrow(/^issuers .* \(at Test\)\naudiences .* \(at Test\)$/);
  });
});
