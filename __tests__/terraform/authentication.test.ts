import type { TokenAuthentication } from '../../terraform';
import {
  changed,
  jsonWebKey,
  jwtAuthentication,
  MODULUS,
  problemsOf,
  readDocumentStack,
  tokenAuthentication,
  wholeDocument,
} from '../../testing/document-fixture';

const PATH = 'resource.oci_apigateway_deployment.D.specification.request_policies.authentication';
const AT = 'oci_apigateway_deployment.D.specification[0].request_policies[0].authentication[0]';

type Json = Record<string, unknown>;

/** The whole document with another authentication. */
function withAuthentication(authentication: Json): Json {
  return changed(PATH, authentication);
}

/** The guide's authentication with one value changed; undefined takes it out. */
function jwt(path: string, value: unknown): Json {
  return changed(`${PATH}.${path}`, value);
}

/** Oracle's advised authentication with one value changed. */
function token(path: string, value: unknown): Json {
  return changed(`${PATH}.${path}`, value, withAuthentication(tokenAuthentication()));
}

function authenticationOf(document: unknown): TokenAuthentication | undefined {
  return readDocumentStack(document).deployments[0]?.authentication;
}

describe('JWT_AUTHENTICATION', () => {
  test('is read', () => {
    expect(authenticationOf(wholeDocument())).toEqual({
      address: AT,
      type: 'JWT_AUTHENTICATION',
      token: { header: 'Authorization', scheme: 'Bearer' },
      issuers: ['https://identity.oraclecloud.com/'],
      audiences: ['https://gw.apigateway.example/'],
      claims: [],
      maxClockSkewSeconds: 0,
      anonymousAccessAllowed: false,
      keys: {
        kind: 'fixed',
        keys: [
          {
            address: `${AT}.public_keys[0].keys[0]`,
            kid: 'SIGNING_KEY',
            key: { format: 'JSON_WEB_KEY', kty: 'RSA', n: MODULUS, e: 'AQAB', use: 'sig' },
            literal: false,
          },
        ],
      },
    });
  });

  test.each([
    ['validation_policy', tokenAuthentication()['validation_policy']],
    ['validation_failure_policy', { type: 'MODIFY_RESPONSE' }],
    ['function_id', 'x'],
    ['cache_key', ['x']],
    ['parameters', { a: 'b' }],
  ])('must not have %s, which the provider drops', (name, value) => {
    expect(problemsOf(jwt(name, value))).toEqual([`${AT}.${name}: is dropped by the provider for JWT_AUTHENTICATION`]);
  });

  test.each(['issuers', 'audiences', 'public_keys'])('must have %s', (name) => {
    expect(problemsOf(jwt(name, undefined))).toEqual([`${AT}.${name}: is required`]);
  });
});

describe('TOKEN_AUTHENTICATION', () => {
  test('is read', () => {
    expect(authenticationOf(withAuthentication(tokenAuthentication()))).toEqual({
      address: AT,
      type: 'TOKEN_AUTHENTICATION',
      token: { header: 'Authorization', scheme: 'Bearer' },
      issuers: ['https://identity.oraclecloud.com/'],
      audiences: ['https://gw/'],
      claims: [],
      maxClockSkewSeconds: 0,
      anonymousAccessAllowed: false,
      keys: {
        kind: 'remote',
        uri: 'https://idcs-1.identity.oraclecloud.com/admin/v1/SigningCert/jwk',
        maxCacheHours: 1,
      },
    });
  });

  test.each([
    ['issuers', ['x']],
    ['audiences', ['x']],
    ['verify_claims', [{ key: 'x' }]],
    ['public_keys', { type: 'REMOTE_JWKS', uri: 'x' }],
    ['function_id', 'x'],
  ])('must not have %s, which the provider drops', (name, value) => {
    expect(problemsOf(token(name, value))).toEqual([
      `${AT}.${name}: is dropped by the provider for TOKEN_AUTHENTICATION`,
    ]);
  });

  test('must say what a token is checked for', () => {
    expect(problemsOf(token('validation_policy.additional_validation_policy', undefined))).toEqual([
      `${AT}.validation_policy[0].additional_validation_policy: is required`,
    ]);
  });

  test('must not have a failure policy, which is not understood', () => {
    expect(problemsOf(token('validation_failure_policy', { type: 'MODIFY_RESPONSE' }))).toEqual([
      expect.stringContaining(`${AT}.validation_failure_policy: is not understood here yet`),
    ]);
  });

  test('must not introspect, which is not understood', () => {
    expect(problemsOf(token('validation_policy.type', 'REMOTE_DISCOVERY'))).toEqual([
      `${AT}.validation_policy[0].type: REMOTE_DISCOVERY is not understood here yet; expected REMOTE_JWKS or STATIC_KEYS`,
    ]);
  });
});

describe('the type', () => {
  test('is read in any case, as the provider does', () => {
    expect(authenticationOf(jwt('type', 'jwt_authentication'))?.type).toBe('JWT_AUTHENTICATION');
  });

  test.each(['CUSTOM_AUTHENTICATION', 'NONE'])('must not be %s, which is not understood', (type) => {
    expect(problemsOf(jwt('type', type))).toEqual([
      `${AT}.type: ${type} is not understood here yet; expected JWT_AUTHENTICATION or TOKEN_AUTHENTICATION`,
    ]);
  });

  test('dynamic authentication is refused', () => {
    const dynamic = {
      selection_source: { type: 'SINGLE', selector: 'request.headers[x]' },
      authentication_servers: [{ key: { name: 'a' }, authentication_server_detail: jwtAuthentication() }],
    };
    const path = 'resource.oci_apigateway_deployment.D.specification.request_policies';
    expect(problemsOf(changed(path, { dynamic_authentication: dynamic }))).toEqual([
      expect.stringContaining('request_policies[0].dynamic_authentication: is not understood here yet'),
    ]);
  });
});

describe('where the token is', () => {
  test('a query parameter', () => {
    const rest = { ...jwtAuthentication(), token_header: null, token_auth_scheme: null };
    expect(authenticationOf(withAuthentication({ ...rest, token_query_param: 'token' }))?.token).toEqual({
      queryParameter: 'token',
    });
  });

  test('not in two places', () => {
    expect(problemsOf(jwt('token_query_param', 'token'))).toEqual([
      `${AT}.token_query_param: must not be there together with token_header`,
    ]);
  });

  test('not in none', () => {
    expect(problemsOf(jwt('token_header', undefined))).toEqual([
      `${AT}.token_header: is required, or token_query_param instead of it`,
    ]);
  });

  test('not in a header without a scheme', () => {
    expect(problemsOf(jwt('token_auth_scheme', undefined))).toEqual([`${AT}.token_auth_scheme: is required`]);
  });

  test('not in a query parameter with a scheme', () => {
    const document = changed(`${PATH}.token_query_param`, 'token', jwt('token_header', undefined));
    expect(problemsOf(document)).toEqual([
      `${AT}.token_auth_scheme: belongs to token_header; a query parameter has no scheme`,
    ]);
  });
});

describe('limits', () => {
  const texts = (count: number): string[] => Array.from({ length: count }, (_, i) => `x${i}`);

  test.each(['issuers', 'audiences'])('%s are 5 at most', (name) => {
    expect(problemsOf(jwt(name, texts(5)))).toEqual([]);
    expect(problemsOf(jwt(name, texts(6)))).toEqual([`${AT}.${name}: must hold 1 to 5; got 6`]);
  });

  test('claims are 10 at most', () => {
    const claims = (count: number): object[] => texts(count).map((key) => ({ key, values: ['v'], is_required: true }));
    expect(authenticationOf(jwt('verify_claims', claims(10)))?.claims[9]).toEqual({
      key: 'x9',
      values: ['v'],
      required: true,
    });
    expect(problemsOf(jwt('verify_claims', claims(11)))).toEqual([
      `${AT}.verify_claims: must not be more than 10; got 11`,
    ]);
  });

  test('keys are 1 to 10', () => {
    const keys = (count: number): object[] => texts(count).map((kid) => ({ ...jsonWebKey(), kid }));
    expect(problemsOf(jwt('public_keys.keys', keys(10)))).toEqual([]);
    expect(problemsOf(jwt('public_keys.keys', keys(11)))).toEqual([
      `${AT}.public_keys[0].keys: must be from 1 to 10; got 11`,
    ]);
    expect(problemsOf(jwt('public_keys.keys', []))).toEqual([`${AT}.public_keys[0].keys: must be from 1 to 10; got 0`]);
  });

  test('the clock skew is 0 to 120 seconds', () => {
    expect(authenticationOf(jwt('max_clock_skew_in_seconds', '120'))?.maxClockSkewSeconds).toBe(120);
    expect(problemsOf(jwt('max_clock_skew_in_seconds', 121))).toEqual([
      `${AT}.max_clock_skew_in_seconds: must be from 0 to 120; got 121`,
    ]);
    expect(problemsOf(jwt('max_clock_skew_in_seconds', -1))).toHaveLength(1);
  });

  test('remote keys are kept 1 to 24 hours', () => {
    const path = 'validation_policy.max_cache_duration_in_hours';
    expect(authenticationOf(token(path, 24))?.keys).toMatchObject({ maxCacheHours: 24 });
    expect(problemsOf(token(path, 25))).toEqual([
      `${AT}.validation_policy[0].max_cache_duration_in_hours: must be a whole number from 1 to 24; got 25`,
    ]);
  });
});

describe('remote keys', () => {
  test('must have an address', () => {
    expect(problemsOf(token('validation_policy.uri', undefined))).toEqual([
      `${AT}.validation_policy[0].uri: is required`,
    ]);
  });

  test('must come over a verified connection', () => {
    const path = 'validation_policy.is_ssl_verify_disabled';
    expect(problemsOf(token(path, false))).toEqual([]);
    expect(problemsOf(token(path, true))).toEqual([
      expect.stringContaining('is_ssl_verify_disabled: is not understood'),
    ]);
  });

  test('must not have fixed keys beside them', () => {
    expect(problemsOf(token('validation_policy.keys', [jsonWebKey()]))).toEqual([
      `${AT}.validation_policy[0].keys: is dropped for REMOTE_JWKS; it belongs to STATIC_KEYS`,
    ]);
  });
});

describe('fixed keys', () => {
  const KEY = `${AT}.public_keys[0].keys[0]`;
  const PEM = `-----BEGIN PUBLIC KEY-----\n${MODULUS}\n-----END PUBLIC KEY-----\n`;
  const key = (path: string, value: unknown): Json => jwt(`public_keys.keys.0.${path}`, value);
  const pem = (more: object): Json => jwt('public_keys.keys', [{ format: 'PEM', kid: 'k', key: PEM, ...more }]);
  const literal = (document: Json): boolean | undefined => {
    const keys = authenticationOf(document)?.keys;
    return keys?.kind === 'fixed' ? keys.keys[0]?.literal : undefined;
  };

  test('a PEM key is read', () => {
    expect(authenticationOf(pem({}))?.keys).toEqual({
      kind: 'fixed',
      keys: [{ address: KEY, kid: 'k', key: { format: 'PEM', pem: PEM }, literal: true }],
    });
  });

  test('a PEM key must have its lines', () => {
    expect(problemsOf(pem({ key: MODULUS }))).toEqual([
      `${KEY}.key: must have the lines BEGIN PUBLIC KEY and END PUBLIC KEY`,
    ]);
  });

  test('a PEM key must not have parts of the other format', () => {
    expect(problemsOf(pem({ kty: 'RSA' }))).toEqual([`${KEY}.kty: is dropped for PEM; it belongs to JSON_WEB_KEY`]);
  });

  test('a JSON Web Key must not have parts of the other format', () => {
    expect(problemsOf(key('key', PEM))).toEqual([`${KEY}.key: is dropped for JSON_WEB_KEY; it belongs to PEM`]);
  });

  test.each([
    ['kid', undefined, 'kid: is required'],
    ['n', undefined, 'n: is required'],
    ['e', undefined, 'e: is required'],
    ['kty', undefined, 'kty: is required'],
    ['kty', 'EC', 'kty: must be one of RSA; got "EC"'],
    ['alg', 'HS256', 'alg: must be one of RS256, RS384, RS512; got "HS256"'],
    ['use', 'enc', 'use: must be sig; got "enc"'],
    ['use', undefined, 'use: is required, or key_ops instead of it'],
    ['key_ops', ['sign'], 'key_ops: must hold verify; got ["sign"]'],
    ['n', 'AQAB', 'n: must be base64url of 2048 to 4096 bits; got 24 bits'],
  ])('a JSON Web Key must not have the %s %j', (name, value, problem) => {
    expect(problemsOf(key(name, value))).toEqual([`${KEY}.${problem}`]);
  });

  test('key_ops stands in for use', () => {
    const rest = { ...jsonWebKey(), use: null };
    const document = jwt('public_keys.keys', [{ ...rest, key_ops: ['verify'], alg: 'RS512' }]);
    expect(authenticationOf(document)?.keys).toMatchObject({
      keys: [{ key: { keyOps: ['verify'], alg: 'RS512' } }],
    });
  });

  test('must not have an address beside them', () => {
    expect(problemsOf(jwt('public_keys.uri', 'https://x'))).toEqual([
      `${AT}.public_keys[0].uri: is dropped for STATIC_KEYS; it belongs to REMOTE_JWKS`,
    ]);
  });

  test.each([
    ['a variable', '${var.modulus}', false],
    ['a local made of a variable', '${local.of_variable}', false],
    ['plain text', MODULUS, true],
    ['an expression without references', `\${trimspace(" ${MODULUS} ")}`, true],
    ['a local with plain text', '${local.plain}', true],
  ])('from %s are literal or not', (_, n, isLiteral) => {
    const document = changed('locals', { of_variable: '${var.modulus}', plain: MODULUS }, key('n', n));
    expect(literal(document)).toBe(isLiteral);
  });
});
