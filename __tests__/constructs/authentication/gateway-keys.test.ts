import { ApiNetwork, Duration, IdcsJwtAuth, JwtKeys, SecuredGateway } from '../../../constructs';
import type { IdcsJwtAuthProps } from '../../../constructs';
import { resource, synthDocument } from '../../../testing/synth';
import { modulus, publicKeyPem } from '../../../testing/synth-authentication';

const MODULUS = modulus();
const PEM = publicKeyPem(2048);

const COMMON = {
  token_header: 'Authorization',
  token_auth_scheme: 'Bearer',
  is_anonymous_access_allowed: false,
  max_clock_skew_in_seconds: 7,
};

const CHECKS = {
  issuers: ['https://issuer.test/'],
  audiences: ['https://audience.test/'],
  verify_claims: [{ key: 'tenant', values: ['acme'], is_required: false }],
};

/** The authentication as Terraform gets it, after the provider's schema was asked. */
function authentication(type: IdcsJwtAuthProps['type'], keys: JwtKeys): unknown {
  const document = synthDocument((stack) =>
    new SecuredGateway(stack, 'Gateway', {
      compartmentId: 'ocid1.compartment.test',
      network: ApiNetwork.fromSubnets({ gatewaySubnetId: 'subnet-1', functionsSubnetId: 'subnet-2' }),
      logGroupId: 'ocid1.loggroup.test',
      authentication: new IdcsJwtAuth({
        type,
        keys,
        issuers: ['https://issuer.test/'],
        audiences: ['https://audience.test/'],
        claims: [{ key: 'tenant', values: ['acme'], required: false }],
        maxClockSkew: Duration.seconds(7),
      }),
    }).addRoute({ path: '/buckets', methods: ['POST'], functionId: 'ocid1.fnfunc.test' }),
  );
  const { specification } = resource(document, 'oci_apigateway_deployment');
  return (specification as { request_policies: { authentication: unknown } }).request_policies.authentication;
}

describe.each([
  [
    'fetched keys',
    JwtKeys.remote('https://domain.test/jwk', { cacheTime: Duration.hours(3) }),
    { type: 'REMOTE_JWKS', uri: 'https://domain.test/jwk', max_cache_duration_in_hours: 3 },
  ],
  [
    'fixed JSON Web Keys',
    JwtKeys.fixed([{ kid: 'key-1', n: MODULUS, e: 'AQAB' }]),
    {
      type: 'STATIC_KEYS',
      keys: [{ format: 'JSON_WEB_KEY', kid: 'key-1', kty: 'RSA', use: 'sig', alg: 'RS256', n: MODULUS, e: 'AQAB' }],
    },
  ],
  [
    'fixed PEM keys',
    JwtKeys.fixed([{ kid: 'key-2', pem: PEM }]),
    { type: 'STATIC_KEYS', keys: [{ format: 'PEM', kid: 'key-2', key: PEM }] },
  ],
])('the document of a gateway with %s', (_what, keys, block) => {
  test('has them in the validation policy of TOKEN_AUTHENTICATION, and nowhere else', () => {
    expect(authentication('TOKEN_AUTHENTICATION', keys)).toEqual({
      ...COMMON,
      type: 'TOKEN_AUTHENTICATION',
      validation_policy: { ...block, additional_validation_policy: CHECKS },
    });
  });

  test('has them in the public keys of JWT_AUTHENTICATION, and nowhere else', () => {
    expect(authentication('JWT_AUTHENTICATION', keys)).toEqual({
      ...COMMON,
      ...CHECKS,
      type: 'JWT_AUTHENTICATION',
      public_keys: block,
    });
  });
});
