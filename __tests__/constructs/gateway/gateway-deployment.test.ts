import {
  ApiNetwork,
  ContextVariable,
  FunctionImage,
  FunctionsApplication,
  GatewayDeployment,
  RateLimit,
  RouteBackend,
  SignedApiFunction,
  TokenIntrospection,
} from '../../../constructs';
import type { AuthenticationBinding, GatewayRoute, SecuredGatewayProps } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import {
  addressesOf,
  AUTHENTICATION,
  gatewayDocument,
  NETWORK,
  ROUTE,
  specificationOf,
} from '../../../testing/secured-gateway';
import { StubBundler } from '../../../testing/stub-bundler';
import type { synthDocument } from '../../../testing/synth';
import { resource, resources } from '../../../testing/synth';
import { testApi } from '../../../testing/synth-api';

const policies = (props: Partial<SecuredGatewayProps>, routes?: readonly GatewayRoute[]): Record<string, unknown> =>
  specificationOf(gatewayDocument(props, routes)).request_policies;
const named = (count: number): string[] => Array.from({ length: count }, (_none, index) => `name-${String(index)}`);
const numbered = (count: number): GatewayRoute[] =>
  Array.from({ length: count }, (_none, index) => ({ ...ROUTE, path: `/route-${String(index)}` }));

describe('GatewayDeployment', () => {
  test.each(['api', '/api/', '/api//v2', '/{name}', '/a b', '/ä', '', `/${'a'.repeat(255)}`])(
    'refuses the prefix %p',
    (pathPrefix) => {
      expect(() => gatewayDocument({ pathPrefix })).toThrow(
        new Error(
          `pathPrefix is not a path prefix of a deployment: got ${JSON.stringify(pathPrefix)}; expected '/' and path segments, without '/' at the end, 255 characters at most (at Test/Gateway/Deployment)`,
        ),
      );
    },
  );

  test.each(['/', '/api.v2', "/$-_.+!*'(),%;:@&=", `/${'a'.repeat(254)}`])('takes the prefix %p', (pathPrefix) => {
    expect(resource(gatewayDocument({ pathPrefix }), 'oci_apigateway_deployment').path_prefix).toBe(pathPrefix);
  });

  test('names all that is wrong with its props together', () => {
    expect(() => gatewayDocument({ pathPrefix: 'api', rateLimit: RateLimit.total(0) })).toThrow(
      /^pathPrefix is not .*\nrateLimit is not /,
    );
  });

  test('asks every route for a token', () => {
    expect(policies({})).toMatchObject({
      authentication: { type: 'TOKEN_AUTHENTICATION', is_anonymous_access_allowed: false },
    });
  });

  test('asks its authentication once for every change of its routes', () => {
    const bind = jest.fn((binding: AuthenticationBinding) => AUTHENTICATION.bind(binding));
    gatewayDocument({ authentication: { bind } }, [ROUTE, { ...ROUTE, path: '/open', allowAnonymousCallers: true }]);
    expect(bind.mock.calls.map(([{ anonymousAccessAllowed }]) => anonymousAccessAllowed)).toEqual([false, false, true]);
    expect(bind.mock.calls[0]?.[0]).toMatchObject({
      scope: expect.any(GatewayDeployment) as unknown,
      gatewayHostname: expect.stringContaining('${TfToken[') as string,
    });
  });

  test('has no other policy by default', () => {
    expect(Object.keys(policies({}))).toEqual(['authentication']);
    expect(specificationOf(gatewayDocument()).logging_policies).toBeUndefined();
  });

  test('lets anyone in where a route says so at length, and there only', () => {
    const open = { ...ROUTE, path: '/health', allowAnonymousCallers: true };
    expect(specificationOf(gatewayDocument({}, [ROUTE, open]))).toMatchObject({
      request_policies: { authentication: { is_anonymous_access_allowed: true } },
      routes: [
        { path: '/buckets', request_policies: { authorization: { type: 'ANY_OF', allowed_scope: ['invoke'] } } },
        { path: '/health', request_policies: { authorization: { type: 'ANONYMOUS' } } },
      ],
    });
  });

  test('takes scopes for all routes', () => {
    expect(specificationOf(gatewayDocument({ scopes: ['read', 'write'] }))).toMatchObject({
      routes: [{ request_policies: { authorization: { type: 'ANY_OF', allowed_scope: ['read', 'write'] } } }],
    });
  });

  test('limits requests of one client', () => {
    expect(policies({ rateLimit: RateLimit.perClient(12) }).rate_limiting).toEqual({
      rate_key: 'CLIENT_IP',
      rate_in_requests_per_second: 12,
    });
  });

  test('limits requests of all clients', () => {
    expect(policies({ rateLimit: RateLimit.total(34) }).rate_limiting).toEqual({
      rate_key: 'TOTAL',
      rate_in_requests_per_second: 34,
    });
  });

  test.each([0, -1, 1.5, Number.NaN, 2_147_483_648])('refuses a limit of %p requests a second', (rate) => {
    expect(() => gatewayDocument({ rateLimit: RateLimit.total(rate) })).toThrow(
      new Error(
        `rateLimit is not a number of requests a second: got ${JSON.stringify(rate)}; expected a whole number above 0 (at Test/Gateway/Deployment)`,
      ),
    );
  });

  test('is eligible for usage plans that find their token in a place', () => {
    expect(policies({ usagePlanToken: ContextVariable.header('client-id') }).usage_plans).toEqual({
      token_locations: ['request.headers[client-id]'],
    });
    expect(policies({ usagePlanToken: ContextVariable.host() }).usage_plans).toEqual({
      token_locations: ['request.host'],
    });
  });

  test.each([
    ['a certificate', ContextVariable.clientCertificate(), 'request.cert[client_base64]'],
    ['the body', ContextVariable.body(), 'request.body'],
  ])('refuses a usage plan token in %s', (_where, usagePlanToken, reference) => {
    expect(() => gatewayDocument({ usagePlanToken })).toThrow(
      new Error(
        `usagePlanToken is where no token of a usage plan can be: got "${reference}"; expected a header, a query or path parameter, a claim or the host (at Test/Gateway/Deployment)`,
      ),
    );
  });

  test("refuses a route without the parameter that has the usage plan's token", () => {
    const usagePlanToken = ContextVariable.pathParameter('client');
    expect(() => gatewayDocument({ usagePlanToken })).toThrow(
      new Error(
        'path lacks the parameter that has the usage plan\'s token: got "/buckets"; expected a path with {client} (at Test/Gateway/Deployment)',
      ),
    );
    expect(() => gatewayDocument({ usagePlanToken }, [{ ...ROUTE, path: '/{client}/buckets' }])).not.toThrow();
  });

  test('asks callers for a certificate of certain names', () => {
    expect(
      policies({ caBundleIds: ['ocid1.cabundle.own'], mutualTls: { allowedNames: ['*.partner.test', 'api@test.*'] } })
        .mutual_tls,
    ).toEqual({ is_verified_certificate_required: true, allowed_sans: ['*.partner.test', 'api@test.*'] });
  });

  test('asks callers for any certificate that the authorities signed', () => {
    expect(policies({ certificateAuthorityIds: ['ocid1.certificateauthority.own'], mutualTls: {} }).mutual_tls).toEqual(
      { is_verified_certificate_required: true, allowed_sans: [] },
    );
  });

  test.each<[string, Partial<SecuredGatewayProps>, string]>([
    [
      'without authorities',
      { mutualTls: {} },
      'mutualTls has nothing to check certificates of callers with: got "a gateway without certificate authorities"; expected a gateway that has one. Give the gateway caBundleIds or certificateAuthorityIds. (at Test/Gateway/Deployment)',
    ],
    [
      'with an eleventh name',
      { caBundleIds: ['ocid1.cabundle.own'], mutualTls: { allowedNames: named(11) } },
      'mutualTls.allowedNames has more entries than a deployment takes: got 11; expected at most 10 (at Test/Gateway/Deployment)',
    ],
    [
      'with a star within a name',
      { caBundleIds: ['ocid1.cabundle.own'], mutualTls: { allowedNames: ['a.*.test'] } },
      'mutualTls.allowedNames has an entry that is not a pattern of names: got "a.*.test"; expected a name with \'*\' at its start or end alone (at Test/Gateway/Deployment)',
    ],
  ])('refuses mutual TLS %s', (_what, props, message) => {
    expect(() => gatewayDocument(props)).toThrow(new Error(message));
  });

  test('takes ten names of certificates', () => {
    expect(
      policies({ caBundleIds: ['ocid1.cabundle.own'], mutualTls: { allowedNames: named(10) } }).mutual_tls,
    ).toMatchObject({ allowed_sans: { length: 10 } });
  });

  test('takes as many routes as a deployment does', () => {
    expect(specificationOf(gatewayDocument({}, numbered(50))).routes).toHaveLength(50);
    expect(() => gatewayDocument({}, numbered(51))).toThrow(
      new Error(
        'routes has more entries than a deployment takes: got 51; expected at most 50. Put the others in a second deployment: addDeployment(). (at Test/Gateway/Deployment)',
      ),
    );
  });

  test('refuses to go without a route', () => {
    expect(() => gatewayDocument({}, [])).toThrow(
      '[Test/Gateway/Deployment] routes: none was added. Call addRoute() or addApi().',
    );
  });

  test('refuses more than a specification holds', () => {
    const values = Array.from({ length: 10 }, () => 'x'.repeat(10_000));
    const set = Object.fromEntries(Array.from({ length: 20 }, (_none, i) => [`x-${String(i)}`, { values }]));
    const large = { transformRequestHeaders: { set } };
    expect(() => gatewayDocument({}, [{ ...ROUTE, ...large }])).not.toThrow();
    expect(() =>
      gatewayDocument({}, [
        { ...ROUTE, ...large },
        { ...ROUTE, ...large, path: '/two' },
      ]),
    ).toThrow(/\[Test\/Gateway\/Deployment] routes: have \d+ bytes as JSON; at most 2097152 fit in a deployment\./);
  });

  test('has addresses that a new route does not change', () => {
    expect(addressesOf(gatewayDocument({}, numbered(2)))).toEqual(addressesOf(gatewayDocument({}, numbered(1))));
  });
});

describe('an API of a GatewayDeployment', () => {
  const api = testApi();
  const document = (more: Partial<GatewayRoute>): ReturnType<typeof synthDocument> =>
    gatewayDocument({}, [], (gateway) => {
      const compartmentId = 'ocid1.compartment.functions';
      const place = { tenancyId: 'ocid1.tenancy.test', compartmentId };
      const image = new FunctionImage(gateway, 'Image', {
        ...place,
        region: 'eu-test-1',
        api,
        bundler: new StubBundler(),
        outDir: scratch('functions'),
      });
      const application = new FunctionsApplication(gateway, 'Application', { compartmentId, network: NETWORK });
      gateway.addApi(new SignedApiFunction(gateway, 'Function', { ...place, api, image, application }), more);
    });

  test('is a route of its function with what is said of it', () => {
    expect(specificationOf(document({ scopes: ['read'] })).routes).toMatchObject([
      {
        path: api.route.path,
        methods: [api.route.method],
        backend: {
          type: 'ORACLE_FUNCTIONS_BACKEND',
          function_id: expect.stringContaining('oci_functions_function.Gateway_Function') as string,
        },
        request_policies: { authorization: { allowed_scope: ['read'] } },
      },
    ]);
  });
});

test('a health route needs neither a function nor a token', () => {
  const health: GatewayRoute = {
    path: '/health',
    methods: ['GET'],
    backend: RouteBackend.stockResponse({ status: 200, body: 'up' }),
    allowAnonymousCallers: true,
  };
  expect(specificationOf(gatewayDocument({ network: ApiNetwork.fromSubnets(NETWORK) }, [health])).routes).toMatchObject(
    [{ backend: { type: 'STOCK_RESPONSE_BACKEND', status: 200, body: 'up' } }],
  );
});

describe('a deployment whose authentication has a secret', () => {
  const introspection = (clientSecretCompartmentId?: string): TokenIntrospection =>
    new TokenIntrospection({
      discoveryUri: 'https://idcs-1.identity.oraclecloud.com/.well-known/openid-configuration',
      clientId: 'client-1',
      clientSecretId: 'ocid1.vaultsecret.one',
      clientSecretVersion: 1,
      tenancyId: 'ocid1.tenancy.test',
      clientSecretCompartmentId,
    });

  test('lets the gateways of its compartment read that secret alone', () => {
    const document = gatewayDocument({ authentication: introspection('ocid1.compartment.vault') });
    const group = resources(document, 'oci_identity_dynamic_group')[
      'Gateway/Deployment/AuthenticationSecret/DynamicGroup'
    ];
    expect(group).toMatchObject({
      compartment_id: 'ocid1.tenancy.test',
      name: 'oracleapi-gw-authentication',
      matching_rule: "ALL {resource.type = 'ApiGateway', resource.compartment.id = 'ocid1.compartment.gateway'}",
    });
    const policy = resources(document, 'oci_identity_policy')['Gateway/Deployment/AuthenticationSecret/Policy'];
    expect(policy).toMatchObject({ compartment_id: 'ocid1.compartment.vault' });
    expect(policy?.['statements']).toEqual([
      expect.stringMatching(
        /^Allow dynamic-group \S+ to read secret-bundles in compartment id ocid1\.compartment\.vault where target\.secret\.id = 'ocid1\.vaultsecret\.one'$/,
      ),
    ]);
  });

  test('looks for the secret in the compartment of the gateway', () => {
    const document = gatewayDocument({ authentication: introspection() });
    expect(resources(document, 'oci_identity_policy')['Gateway/Deployment/AuthenticationSecret/Policy']).toMatchObject({
      compartment_id: 'ocid1.compartment.gateway',
    });
  });

  test('waits for that policy', () => {
    const document = gatewayDocument({ authentication: introspection() });
    const deployment = resources(document, 'oci_apigateway_deployment')['Gateway/Deployment/Deployment'];
    expect(deployment?.['depends_on']).toEqual(
      expect.arrayContaining([expect.stringContaining('AuthenticationSecret_Policy')]),
    );
  });

  test('makes nothing for an authentication without one', () => {
    expect(gatewayDocument()['resource']).not.toHaveProperty('oci_identity_dynamic_group');
  });
});
