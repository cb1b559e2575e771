import {
  ContextVariable,
  CustomAuthorizer,
  Duration,
  IdcsJwtAuth,
  JwtKeys,
  OidcJwtAuth,
  TokenIntrospection,
  TokenLocation,
} from '../../../constructs';
import type { AuthenticationPolicy, IGatewayAuthentication } from '../../../constructs';
import { modulus, synthAuthentication } from '../../../testing/synth-authentication';

/** What the provider sends of each type; the rest it drops without a word (`mapToAuthenticationPolicy`). */
const SENT: Readonly<Record<string, readonly string[]>> = {
  TOKEN_AUTHENTICATION: [
    'max_clock_skew_in_seconds',
    'token_auth_scheme',
    'token_header',
    'token_query_param',
    'validation_failure_policy',
    'validation_policy',
  ],
  JWT_AUTHENTICATION: [
    'audiences',
    'issuers',
    'max_clock_skew_in_seconds',
    'public_keys',
    'token_auth_scheme',
    'token_header',
    'token_query_param',
    'verify_claims',
  ],
  CUSTOM_AUTHENTICATION: [
    'cache_key',
    'function_id',
    'parameters',
    'token_header',
    'token_query_param',
    'validation_failure_policy',
  ],
};

/** What the provider sends of each kind of keys. */
const SENT_OF_KEYS: Readonly<Record<string, readonly string[]>> = {
  REMOTE_JWKS: ['is_ssl_verify_disabled', 'max_cache_duration_in_hours', 'uri'],
  STATIC_KEYS: ['keys'],
  REMOTE_DISCOVERY: ['client_details', 'is_ssl_verify_disabled', 'max_cache_duration_in_hours', 'source_uri_details'],
};

const fixed = JwtKeys.fixed([{ kid: 'k', n: modulus(), e: 'AQAB' }]);
const remote = JwtKeys.remote('https://domain.test/jwk');
const options = {
  claims: [{ key: 'org' }],
  maxClockSkew: Duration.seconds(1),
  tokenLocation: TokenLocation.queryParameter('token'),
};
const failureResponse = { status: 403 };
const server = {
  discoveryUri: 'https://idp.test/.well-known/openid-configuration',
  clientId: 'client-1',
  clientSecretId: 'ocid1.vaultsecret.test',
  clientSecretVersion: 1,
  tenancyId: 'ocid1.tenancy.oc1..example',
};
const functionId = 'ocid1.fnfunc.test';

const ALL: readonly (readonly [string, IGatewayAuthentication])[] = [
  ['fixed keys', new IdcsJwtAuth({ keys: fixed, ...options, failureResponse })],
  ['remote keys', new IdcsJwtAuth({ keys: remote, ...options, failureResponse })],
  ['fixed keys of JWT_AUTHENTICATION', new IdcsJwtAuth({ keys: fixed, ...options, type: 'JWT_AUTHENTICATION' })],
  ['remote keys of JWT_AUTHENTICATION', new IdcsJwtAuth({ keys: remote, ...options, type: 'JWT_AUTHENTICATION' })],
  ['another provider', OidcJwtAuth.auth0({ domain: 'acme.test', audience: 'a', ...options, failureResponse })],
  ['introspection', new TokenIntrospection({ ...server, ...options, failureResponse })],
  [
    'an authorizer of requests',
    CustomAuthorizer.ofRequest({
      functionId,
      parameters: { a: ContextVariable.host() },
      cacheKey: ['a'],
      failureResponse,
    }),
  ],
  ['an authorizer of a header', CustomAuthorizer.ofHeader({ functionId, header: 'X-Api-Key' })],
  ['an authorizer of a query parameter', CustomAuthorizer.ofQueryParameter({ functionId, queryParameter: 'key' })],
];

describe('the document of an authentication', () => {
  test.each(ALL)('has nothing that the provider drops: %s', (_what, authentication) => {
    const { type, ...policy } = synthAuthentication(authentication).policy;
    const sent = [...(SENT[type as string] ?? []), 'is_anonymous_access_allowed'];
    expect(Object.keys(policy).filter((name) => !sent.includes(name))).toEqual([]);
  });

  test.each(ALL)('has nothing beside its keys that the provider drops: %s', (_what, authentication) => {
    const { policy } = synthAuthentication(authentication);
    const { type, ...keys } = (policy['validation_policy'] ?? policy['public_keys'] ?? {}) as Record<string, unknown>;
    const sent = [...(SENT_OF_KEYS[type as string] ?? []), 'additional_validation_policy'];
    expect(Object.keys(keys).filter((name) => !sent.includes(name))).toEqual([]);
  });
});

describe('the policy of an authentication', () => {
  test('takes what belongs to its type', () => {
    const policy: AuthenticationPolicy = { type: 'JWT_AUTHENTICATION', publicKeys: { type: 'STATIC_KEYS' } };
    expect(policy).toHaveProperty('publicKeys');
  });

  test('does not compile with what belongs to another type', () => {
    const validationPolicy = { type: 'STATIC_KEYS' };
    const mixed: readonly AuthenticationPolicy[] = [
      // @ts-expect-error It is sent with TOKEN_AUTHENTICATION only.
      { type: 'JWT_AUTHENTICATION', validationPolicy },
      // @ts-expect-error It is sent with JWT_AUTHENTICATION only.
      { type: 'TOKEN_AUTHENTICATION', validationPolicy, issuers: ['x'] },
      // @ts-expect-error It is sent with the other two only.
      { type: 'CUSTOM_AUTHENTICATION', functionId, maxClockSkewInSeconds: 1 },
    ];
    expect(mixed).toHaveLength(3);
  });
});
