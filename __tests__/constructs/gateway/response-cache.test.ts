import { Fn } from 'cdktf';
import { ContextVariable, Duration, IdcsJwtAuth, JwtKeys, TokenLocation } from '../../../constructs';
import type {
  GatewayRoute,
  IGatewayAuthentication,
  ResponseCacheOptions,
  RouteCache,
  SecuredGatewayProps,
} from '../../../constructs';
import { gatewayDocument, ROUTE, specificationOf } from '../../../testing/secured-gateway';
import { resource, resources } from '../../../testing/synth';

const CACHE: ResponseCacheOptions = {
  host: 'cache.test',
  secretId: 'ocid1.vaultsecret.cache',
  secretVersion: 3,
  tenancyId: 'ocid1.tenancy.test',
};

const cached = (options: Partial<ResponseCacheOptions> = {}): ReturnType<typeof gatewayDocument> =>
  gatewayDocument({ responseCache: { ...CACHE, ...options } });
const details = (options: Partial<ResponseCacheOptions> = {}): unknown =>
  resource(cached(options), 'oci_apigateway_gateway').response_cache_details;

describe('ResponseCache', () => {
  test('is called over TLS with the password of a vault', () => {
    expect(details()).toEqual({
      type: 'EXTERNAL_RESP_CACHE',
      servers: [{ host: 'cache.test', port: 6379 }],
      authentication_secret_id: 'ocid1.vaultsecret.cache',
      authentication_secret_version_number: '3',
      is_ssl_enabled: true,
      is_ssl_verify_disabled: false,
      connect_timeout_in_ms: 1000,
      read_timeout_in_ms: 1000,
      send_timeout_in_ms: 1000,
    });
  });

  test('takes a port and time-outs', () => {
    expect(
      details({
        port: 6380,
        connectTimeout: Duration.seconds(0.25),
        readTimeout: Duration.seconds(2),
        sendTimeout: Duration.seconds(3),
      }),
    ).toMatchObject({
      servers: [{ port: 6380 }],
      connect_timeout_in_ms: 250,
      read_timeout_in_ms: 2000,
      send_timeout_in_ms: 3000,
    });
  });

  test('takes the version that a secret of the stack has', () => {
    expect(details({ secretVersion: Fn.tostring(4) })).toMatchObject({
      authentication_secret_version_number: '${tostring(4)}',
    });
  });

  test('is called in plain text, at length', () => {
    expect(details({ connectInPlainText: true })).toMatchObject({ is_ssl_enabled: false });
  });

  test('is taken for genuine unseen, at length', () => {
    expect(details({ trustAnyServerCertificate: true })).toMatchObject({ is_ssl_verify_disabled: true });
  });

  test('is called over TLS and looked at where that is said', () => {
    expect(details({ connectInPlainText: false, trustAnyServerCertificate: false })).toMatchObject({
      is_ssl_enabled: true,
      is_ssl_verify_disabled: false,
    });
  });

  test('lets gateways of the compartment read the one secret, before the gateway is made', () => {
    const document = cached({ secretCompartmentId: 'ocid1.compartment.secrets' });
    expect(resource(document, 'oci_identity_dynamic_group')).toMatchObject({
      compartment_id: 'ocid1.tenancy.test',
      name: 'oracleapi-gw-cache',
      matching_rule: "ALL {resource.type = 'ApiGateway', resource.compartment.id = 'ocid1.compartment.gateway'}",
    });
    expect(resources(document, 'oci_identity_policy')['Gateway/ResponseCache/Policy']).toMatchObject({
      compartment_id: 'ocid1.compartment.secrets',
      name: 'oracleapi-gw-cache',
      statements: [
        expect.stringMatching(
          /^Allow dynamic-group \$\{oci_identity_dynamic_group\.\w+\.name\} to read secret-bundles in compartment id ocid1\.compartment\.secrets where target\.secret\.id = 'ocid1\.vaultsecret\.cache'$/,
        ),
      ],
    });
    expect(resource(document, 'oci_apigateway_gateway').depends_on).toEqual([
      expect.stringContaining('oci_identity_policy.Gateway_ResponseCache_Policy'),
    ]);
  });

  test("looks for the secret in the gateway's compartment by default", () => {
    expect(resources(cached(), 'oci_identity_policy')['Gateway/ResponseCache/Policy']).toMatchObject({
      compartment_id: 'ocid1.compartment.gateway',
    });
  });

  test.each<[string, Partial<ResponseCacheOptions>, string]>([
    [
      'a URL for a host',
      { host: 'redis://cache.test' },
      'host is not a host: got "redis://cache.test"; expected a host name or an IPv4 address, without scheme and port',
    ],
    ['a port that there is not', { port: 0 }, 'port is out of range: got 0; expected 1 to 65535'],
    [
      'a version that there is not',
      { secretVersion: 0 },
      'secretVersion is not a version of a secret: got 0; expected a whole number from 1',
    ],
    [
      'no time to connect',
      { connectTimeout: Duration.seconds(0) },
      'connectTimeout is out of range: got "0 ms"; expected whole milliseconds, at least 1',
    ],
    [
      'a part of a millisecond to read',
      { readTimeout: Duration.seconds(0.0005) },
      'readTimeout is out of range: got "0.5 ms"; expected whole milliseconds, at least 1',
    ],
    [
      'no time to send',
      { sendTimeout: Duration.seconds(0) },
      'sendTimeout is out of range: got "0 ms"; expected whole milliseconds, at least 1',
    ],
    [
      'trust in certificates that nobody shows',
      { connectInPlainText: true, trustAnyServerCertificate: true },
      'trustAnyServerCertificate means nothing beside connectInPlainText: got true; expected one of the two',
    ],
    [
      'a word for plain text',
      { connectInPlainText: 'false' as unknown as boolean },
      'connectInPlainText is neither true nor false: got "false"; expected true or false',
    ],
    [
      'a word for trust in any certificate',
      { trustAnyServerCertificate: 'false' as unknown as boolean },
      'trustAnyServerCertificate is neither true nor false: got "false"; expected true or false',
    ],
  ])('refuses %s', (_what, options, message) => {
    expect(() => cached(options)).toThrow(new Error(`${message} (at Test/Gateway/ResponseCache)`));
  });
});

describe('the cache of a route', () => {
  const AT = '(at Test/Gateway/Deployment)';
  const TTL = { timeToLive: Duration.minutes(5) };
  const OPEN: Partial<GatewayRoute> = { methods: ['GET', 'HEAD', 'OPTIONS'], allowAnonymousCallers: true };
  const policiesOf = (
    cache: RouteCache,
    route: Partial<GatewayRoute> = OPEN,
    props: Partial<SecuredGatewayProps> = {},
  ): { lookup: unknown; store: unknown } => {
    const document = gatewayDocument({ responseCache: CACHE, ...props }, [{ ...ROUTE, ...route, cache }]);
    const [first = {}] = specificationOf(document).routes;
    const { request_policies: request, response_policies: response } = first as Record<string, Record<string, unknown>>;
    return { lookup: request?.['response_cache_lookup'], store: response?.['response_cache_store'] };
  };

  test('keeps answers for a time', () => {
    expect(policiesOf(TTL)).toEqual({
      lookup: {
        type: 'SIMPLE_LOOKUP_POLICY',
        is_enabled: true,
        is_private_caching_enabled: false,
        cache_key_additions: [],
      },
      store: { type: 'FIXED_TTL_STORE_POLICY', time_to_live_in_seconds: 300 },
    });
  });

  test('tells answers apart by more than path and method', () => {
    const keyAdditions = [
      ContextVariable.queryParameter('state'),
      ContextVariable.header('accept'),
      ContextVariable.host(),
    ];
    expect(policiesOf({ ...TTL, keyAdditions }).lookup).toMatchObject({
      cache_key_additions: ['request.query[state]', 'request.headers[accept]', 'request.host'],
    });
  });

  const authorized = { ...TTL, cacheAnswersToAuthorizedCallers: true };
  const closed: Partial<GatewayRoute> = { methods: ['GET'] };

  test('keeps answers to callers with tokens for that very token', () => {
    expect(policiesOf({ ...authorized, keyAdditions: [ContextVariable.queryParameter('q')] }, closed).lookup).toEqual({
      type: 'SIMPLE_LOOKUP_POLICY',
      is_enabled: true,
      is_private_caching_enabled: true,
      cache_key_additions: ['request.headers[Authorization]', 'request.query[q]'],
    });
  });

  test('finds the token where the authentication has it', () => {
    const authentication = new IdcsJwtAuth({
      keys: JwtKeys.remote('https://domain.test/jwk'),
      tokenLocation: TokenLocation.queryParameter('token'),
    });
    expect(policiesOf(authorized, closed, { authentication }).lookup).toMatchObject({
      cache_key_additions: ['request.query[token]'],
    });
  });

  test('gives answers of one caller to all, at length', () => {
    expect(policiesOf({ ...authorized, shareAnswersAmongAuthorizedCallers: true }, closed).lookup).toMatchObject({
      is_private_caching_enabled: true,
      cache_key_additions: [],
    });
  });

  test('keeps what belongs to callers with tokens from others where that is said', () => {
    expect(policiesOf({ ...authorized, shareAnswersAmongAuthorizedCallers: false }, closed).lookup).toMatchObject({
      is_private_caching_enabled: true,
      cache_key_additions: ['request.headers[Authorization]'],
    });
    expect(policiesOf({ ...TTL, cacheAnswersToAuthorizedCallers: false }).lookup).toMatchObject({
      is_private_caching_enabled: false,
    });
  });

  test('cannot tell callers apart whose token is in no single place', () => {
    const authentication: IGatewayAuthentication = {
      bind: ({ anonymousAccessAllowed }) => ({
        policy: {
          type: 'CUSTOM_AUTHENTICATION',
          functionId: 'ocid1.fnfunc.authorizer',
          parameters: { token: 'request.headers[x-token]', client: 'request.query[client]' },
          isAnonymousAccessAllowed: anonymousAccessAllowed,
        },
      }),
    };
    expect(() => policiesOf(authorized, closed, { authentication })).toThrow(
      new Error(
        `cache.cacheAnswersToAuthorizedCallers cannot tell callers apart: got "an authentication whose token is in no single place"; expected a token in a header or a query parameter. If all callers may share their answers, say shareAnswersAmongAuthorizedCallers: true. ${AT}`,
      ),
    );
  });

  test.each<[string, RouteCache, Partial<GatewayRoute>, Partial<SecuredGatewayProps>, string]>([
    [
      'a gateway without a cache',
      TTL,
      OPEN,
      { responseCache: undefined },
      'cache has no effect: got "a gateway without a response cache"; expected a gateway that has one. Give the gateway responseCache.',
    ],
    [
      'nothing, in plain JavaScript',
      {} as RouteCache,
      OPEN,
      {},
      'cache.timeToLive is no Duration: got null; expected Duration.seconds(30) or the like',
    ],
    [
      'no time',
      { timeToLive: Duration.seconds(0) },
      OPEN,
      {},
      'cache.timeToLive is out of range: got "0 s"; expected whole seconds, at least 1',
    ],
    [
      'a method that changes something',
      TTL,
      { ...OPEN, methods: ['GET', 'POST'] },
      {},
      'cache is for a method whose answers are never kept: got "POST"; expected GET, HEAD, OPTIONS. Put the other methods into a route of their own.',
    ],
    [
      'every method',
      TTL,
      { ...OPEN, methods: ['ANY'] },
      {},
      'cache is for a method whose answers are never kept: got "ANY"; expected GET, HEAD, OPTIONS. Put the other methods into a route of their own.',
    ],
    [
      'a key of the path',
      { ...TTL, keyAdditions: [ContextVariable.pathParameter('id')] },
      { ...OPEN, path: '/{id}' },
      {},
      'cache.keyAdditions has an entry that cannot be part of a key: got "request.path[id]"; expected query parameters, headers, claims or the host',
    ],
    [
      'callers with tokens by forgetting',
      TTL,
      closed,
      {},
      'cache has no effect on a route whose callers have tokens: got {"cacheAnswersToAuthorizedCallers":false}; expected cacheAnswersToAuthorizedCallers: true, or an anonymous route',
    ],
    [
      'shared answers that are not kept',
      { ...TTL, shareAnswersAmongAuthorizedCallers: true },
      OPEN,
      {},
      'cache.shareAnswersAmongAuthorizedCallers means nothing without cacheAnswersToAuthorizedCallers: got true; expected both or none',
    ],
    [
      'a word for answers to callers with tokens',
      { ...TTL, cacheAnswersToAuthorizedCallers: 'false' as unknown as boolean },
      closed,
      {},
      'cache.cacheAnswersToAuthorizedCallers is neither true nor false: got "false"; expected true or false',
    ],
    [
      'a word for shared answers',
      { ...authorized, shareAnswersAmongAuthorizedCallers: 'false' as unknown as boolean },
      closed,
      {},
      'cache.shareAnswersAmongAuthorizedCallers is neither true nor false: got "false"; expected true or false',
    ],
  ])('refuses %s', (_what, cache, route, props, message) => {
    expect(() => policiesOf(cache, route, props)).toThrow(new Error(`${message} ${AT}`));
  });
});
