import { Duration, IdcsJwtAuth, JwtKeys, TokenLocation } from '../../../constructs';
import type { IdcsJwtAuthProps, IdcsJwtOptions } from '../../../constructs';
import { modulus, synthAuthentication } from '../../../testing/synth-authentication';
import type { Attributes } from '../../../testing/synth';

const keys = JwtKeys.fixed([{ kid: 'k', n: modulus(), e: 'AQAB' }]);
const many = (count: number): string[] => Array.from({ length: count }, (_none, index) => `value-${String(index)}`);

const policyOf = (props: IdcsJwtAuthProps, anonymous = false): Attributes =>
  synthAuthentication(new IdcsJwtAuth(props), anonymous).policy;
const token = (props: Partial<IdcsJwtOptions> = {}, anonymous = false): Attributes =>
  policyOf({ keys, ...props }, anonymous);
const jwt = (props: Partial<IdcsJwtOptions> = {}): Attributes =>
  policyOf({ keys, ...props, type: 'JWT_AUTHENTICATION' });

describe('IdcsJwtAuth', () => {
  test('checks tokens by TOKEN_AUTHENTICATION, with everything in the validation policy', () => {
    expect(token({ keys: JwtKeys.remote('https://domain.test/jwk'), claims: [{ key: 'tenant' }] })).toEqual({
      type: 'TOKEN_AUTHENTICATION',
      token_header: 'Authorization',
      token_auth_scheme: 'Bearer',
      is_anonymous_access_allowed: false,
      max_clock_skew_in_seconds: 0,
      validation_policy: {
        type: 'REMOTE_JWKS',
        uri: 'https://domain.test/jwk',
        max_cache_duration_in_hours: 1,
        additional_validation_policy: {
          issuers: ['https://identity.oraclecloud.com/'],
          audiences: ['https://gw.test/'],
          verify_claims: [{ key: 'tenant', values: [], is_required: true }],
        },
      },
    });
  });

  test('checks tokens by JWT_AUTHENTICATION, with everything in the policy itself', () => {
    expect(jwt()).toEqual({
      type: 'JWT_AUTHENTICATION',
      token_header: 'Authorization',
      token_auth_scheme: 'Bearer',
      is_anonymous_access_allowed: false,
      max_clock_skew_in_seconds: 0,
      issuers: ['https://identity.oraclecloud.com/'],
      audiences: ['https://gw.test/'],
      verify_claims: [],
      public_keys: {
        type: 'STATIC_KEYS',
        keys: [{ format: 'JSON_WEB_KEY', kid: 'k', kty: 'RSA', use: 'sig', alg: 'RS256', n: modulus(), e: 'AQAB' }],
      },
    });
  });

  test('takes issuers', () => {
    expect(jwt({ issuers: ['https://issuer.test'] })).toMatchObject({ issuers: ['https://issuer.test'] });
  });

  test('takes audiences', () => {
    expect(jwt({ audiences: ['https://audience.test/'] })).toMatchObject({ audiences: ['https://audience.test/'] });
  });

  test('takes claims with values, required or not', () => {
    expect(jwt({ claims: [{ key: 'tenant', values: ['acme', 'umbrella'], required: false }] })).toMatchObject({
      verify_claims: [{ key: 'tenant', values: ['acme', 'umbrella'], is_required: false }],
    });
  });

  test('takes a tolerance for clocks', () => {
    expect(token({ maxClockSkew: Duration.minutes(2) })).toMatchObject({ max_clock_skew_in_seconds: 120 });
  });

  test('takes another header and scheme', () => {
    expect(token({ tokenLocation: TokenLocation.header('X-Token', 'JWT') })).toMatchObject({
      token_header: 'X-Token',
      token_auth_scheme: 'JWT',
    });
  });

  test.each([
    ['TOKEN_AUTHENTICATION', token],
    ['JWT_AUTHENTICATION', jwt],
  ])('takes a query parameter instead of the header (%s)', (_type, policy) => {
    const attributes = policy({ tokenLocation: TokenLocation.queryParameter('access') });
    expect(attributes).toMatchObject({ token_query_param: 'access' });
    expect(attributes).not.toHaveProperty('token_header');
    expect(attributes).not.toHaveProperty('token_auth_scheme');
  });

  test('lets anonymous callers in where a route of the gateway does', () => {
    expect(token({}, true)).toMatchObject({ is_anonymous_access_allowed: true });
  });

  test('takes a failure response', () => {
    expect(policyOf({ keys, failureResponse: { status: 403 } })).toMatchObject({
      validation_failure_policy: { type: 'MODIFY_RESPONSE', response_code: '403' },
    });
  });

  test('takes as many issuers, audiences and claims as the gateway does', () => {
    const claims = many(10).map((key) => ({ key }));
    expect(() => token({ issuers: many(5), audiences: many(5), claims })).not.toThrow();
  });

  test('takes values of claims that differ in nothing but capitals', () => {
    const claims = [{ key: 'org', values: ['acme', 'Acme'] }, { key: 'Org' }];
    expect(() => token({ issuers: ['a', 'A'], audiences: ['b', 'B'], claims })).not.toThrow();
  });

  const count = 'has a number of entries that the gateway does not take';
  test.each<[string, Partial<IdcsJwtOptions>, string]>([
    ['no issuer', { issuers: [] }, `issuers ${count}: got 0; expected 1 to 5`],
    ['six issuers', { issuers: many(6) }, `issuers ${count}: got 6; expected 1 to 5`],
    ['an empty issuer', { issuers: [''] }, 'issuers has an empty entry: got ""; expected a URL'],
    ['no audience', { audiences: [] }, `audiences ${count}: got 0; expected 1 to 5`],
    ['six audiences', { audiences: many(6) }, `audiences ${count}: got 6; expected 1 to 5`],
    [
      'an empty audience',
      { audiences: [''] },
      'audiences has an empty entry: got ""; expected the audience of the resource server',
    ],
    ['eleven claims', { claims: many(11).map((key) => ({ key })) }, `claims ${count}: got 11; expected 0 to 10`],
    [
      'a claim without a key',
      { claims: [{ key: '' }] },
      'claims has an empty key: got ""; expected the name of a claim',
    ],
    [
      'an issuer twice',
      { issuers: ['https://i.test/', 'b', 'https://i.test/'] },
      'issuers has an entry twice: got "https://i.test/"; expected each once',
    ],
    [
      'an audience twice',
      { audiences: ['api', 'api', 'api'] },
      'audiences has an entry twice: got "api"; expected each once',
    ],
    [
      'two rules for one claim',
      { claims: [{ key: 'org', values: ['acme'] }, { key: 'sub' }, { key: 'org', required: false }] },
      'claims has two rules for one claim: got "org"; expected one rule with all allowed values',
    ],
    [
      'an empty value of a claim',
      { claims: [{ key: 'org', values: ['acme', ''] }] },
      'claims has an empty value: got {"key":"org","values":["acme",""]}; expected values that the claim may have. Leave values out to take any value.',
    ],
    ['no key', { keys: JwtKeys.fixed([]) }, `keys ${count}: got 0; expected 1 to 10`],
    [
      'a tolerance of more than two minutes',
      { maxClockSkew: Duration.seconds(121) },
      'maxClockSkew is out of range: got "121 s"; expected 0 to 120 seconds',
    ],
    [
      'a header that is none',
      { tokenLocation: TokenLocation.header('X Token', 'Bearer') },
      `tokenLocation is not the name of a header: got "X Token"; expected for example 'Authorization'`,
    ],
    [
      'a header without a scheme',
      { tokenLocation: TokenLocation.header('Authorization', '') },
      `tokenLocation has no scheme of one word: got ""; expected the word before the token, for example 'Bearer'`,
    ],
    [
      'a query parameter that is none',
      { tokenLocation: TokenLocation.queryParameter('a=b') },
      `tokenLocation is not the name of a query parameter: got "a=b"; expected for example 'token'`,
    ],
  ])('refuses %s', (_what, props, message) => {
    expect(() => token(props)).toThrow(`${message} (at Test)`);
  });

  test('names every problem at once, with the path of the gateway', () => {
    expect(() => token({ issuers: [], audiences: [] })).toThrow(/^issuers .* \(at Test\)\naudiences .* \(at Test\)$/);
  });

  test('refuses a failure response beside JWT_AUTHENTICATION, which would be dropped', () => {
    // @ts-expect-error The types forbid it; JavaScript does not ask them.
    const props: IdcsJwtAuthProps = { keys, type: 'JWT_AUTHENTICATION', failureResponse: { status: 403 } };
    expect(() => policyOf(props)).toThrow(
      'failureResponse means nothing beside JWT_AUTHENTICATION: got "403"; expected the type TOKEN_AUTHENTICATION, or no failure response (at Test)',
    );
  });
});
