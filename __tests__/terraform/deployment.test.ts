import type { Route } from '../../terraform';
import { changed, problemsOf, readDocumentStack, wholeDocument } from '../../testing/document-fixture';

const DEPLOYMENT = 'resource.oci_apigateway_deployment.D';
const SPECIFICATION = `${DEPLOYMENT}.specification`;
const ROUTE = `${SPECIFICATION}.routes.0`;
const AT = 'oci_apigateway_deployment.D.specification[0]';
const NOT_YET =
  "is not understood here yet, and a stack without it would be another. Leave it out for a local run: docs/local-cloud.md, 'What it refuses', says how";

function routeOf(document: unknown): Route | undefined {
  return readDocumentStack(document).deployments[0]?.routes[0];
}

describe('a gateway', () => {
  test('is read', () => {
    expect(readDocumentStack(wholeDocument()).gateways).toEqual([
      {
        address: 'oci_apigateway_gateway.G',
        id: 'id of oci_apigateway_gateway.G',
        compartmentId: 'c',
        displayName: 'oci_apigateway_gateway.G',
        endpointType: 'PUBLIC',
        hostname: 'gw.apigateway.example',
      },
    ]);
  });

  test('is public or private', () => {
    const path = 'resource.oci_apigateway_gateway.G.endpoint_type';
    expect(readDocumentStack(changed(path, 'PRIVATE')).gateways[0]?.endpointType).toBe('PRIVATE');
    expect(problemsOf(changed(path, 'OPEN'))).toEqual([
      'oci_apigateway_gateway.G.endpoint_type: must be one of PUBLIC, PRIVATE; got "OPEN"',
    ]);
  });

  test.each([
    ['certificate_id', 'x'],
    ['ca_bundles', [{ type: 'CA_BUNDLE' }]],
    ['response_cache_details', { type: 'NONE' }],
  ])('must not have %s, which is not understood', (name, value) => {
    expect(problemsOf(changed(`resource.oci_apigateway_gateway.G.${name}`, value))).toEqual([
      `oci_apigateway_gateway.G.${name}: ${NOT_YET}`,
    ]);
  });
});

describe('a deployment', () => {
  test('is read', () => {
    const [deployment] = readDocumentStack(wholeDocument()).deployments;
    expect(deployment).toMatchObject({
      address: 'oci_apigateway_deployment.D',
      gatewayId: 'id of oci_apigateway_gateway.G',
      compartmentId: 'c',
      pathPrefix: '/oracleapi',
      routes: [
        {
          address: `${AT}.routes[0]`,
          path: '/search',
          methods: ['POST'],
          authorization: { type: 'AUTHENTICATION_ONLY' },
          backend: { type: 'ORACLE_FUNCTIONS_BACKEND', functionId: 'id of oci_functions_function.F' },
        },
      ],
    });
  });

  test('asks nobody for anything when it has no authentication', () => {
    const document = changed(`${SPECIFICATION}.request_policies`, undefined);
    expect(readDocumentStack(document).deployments[0]?.authentication).toBeUndefined();
  });

  test.each(['/', '/a', '/a/b', "/a-b_c.d!$&'()*+,;=:@%20"])('may have the prefix %s', (prefix) => {
    expect(problemsOf(changed(`${DEPLOYMENT}.path_prefix`, prefix))).toEqual([]);
  });

  test.each(['', 'a', '/a/', '//', '/a//b', '/{a}', '/a b', '/ä', `/${'a'.repeat(255)}`])(
    'must not have the prefix %j',
    (prefix) => {
      expect(problemsOf(changed(`${DEPLOYMENT}.path_prefix`, prefix))).toEqual([
        expect.stringMatching(/^oci_apigateway_deployment\.D\.path_prefix: must start with \//),
      ]);
    },
  );

  test.each([
    ['cors', { allowed_origins: ['*'] }],
    ['rate_limiting', { rate_in_requests_per_second: 1, rate_key: 'TOTAL' }],
    ['mutual_tls', { is_verified_certificate_required: true }],
    ['usage_plans', { token_locations: ['request.headers[x]'] }],
  ])('must not have the policy %s, which is not understood', (name, value) => {
    expect(problemsOf(changed(`${SPECIFICATION}.request_policies.${name}`, value))).toEqual([
      `${AT}.request_policies[0].${name}: ${NOT_YET}`,
    ]);
  });

  test('may say what is logged', () => {
    const logging = { access_log: { is_enabled: true } };
    expect(problemsOf(changed(`${SPECIFICATION}.logging_policies`, logging))).toEqual([]);
    expect(problemsOf(changed(`${ROUTE}.logging_policies`, logging))).toEqual([]);
  });
});

describe('deployments of one gateway', () => {
  const { D } = (wholeDocument()['resource'] as { oci_apigateway_deployment: { D: object } }).oci_apigateway_deployment;
  const second = (prefix: string, document = wholeDocument()): unknown =>
    changed('resource.oci_apigateway_deployment.E', { ...D, path_prefix: prefix }, document);

  test('have prefixes of their own', () => {
    expect(problemsOf(second('/other'))).toEqual([]);
    expect(problemsOf(second('/oracleapi'))).toEqual([
      'oci_apigateway_deployment.E.path_prefix: is that of oci_apigateway_deployment.D on the same gateway',
    ]);
  });

  test('must not have one with the prefix / among them', () => {
    expect(problemsOf(second('/'))).toEqual([
      'oci_apigateway_deployment.E.path_prefix: must not share a gateway with oci_apigateway_deployment.D: ' +
        'the prefix / takes every path',
    ]);
  });

  test('must not be more than 20', () => {
    const many = (count: number): unknown => {
      const deployments = Array.from({ length: count }, (_, i) => [`D${i}`, { ...D, path_prefix: `/p${i}` }] as const);
      return changed('resource.oci_apigateway_deployment', Object.fromEntries(deployments));
    };
    expect(problemsOf(many(20))).toEqual([]);
    expect(problemsOf(many(21))).toEqual([
      'oci_apigateway_deployment.D20: is one too many for its gateway; the limit is 20',
    ]);
  });
});

describe('a route', () => {
  test.each(['/', '/a', '/a/', '/a/{id}/b', '/{id}', '/a/{rest*}', '/{a}/{b}'])('may have the path %s', (path) => {
    expect(routeOf(changed(`${ROUTE}.path`, path))?.path).toBe(path);
  });

  test.each(['a', '//', '/a//b', '/{rest*}/b', '/{a-b}', '/x{a}', '/{a', '/a b', `/${'a'.repeat(2000)}`])(
    'must not have the path %s',
    (path) => {
      expect(problemsOf(changed(`${ROUTE}.path`, path))).toEqual([
        expect.stringMatching(/routes\[0\]\.path: must start with \//),
      ]);
    },
  );

  test('takes any method when it names none', () => {
    expect(routeOf(changed(`${ROUTE}.methods`, undefined))?.methods).toEqual([]);
  });

  test('must not name a method that the gateway does not know', () => {
    expect(problemsOf(changed(`${ROUTE}.methods`, ['GET', 'TRACE']))).toEqual([
      `${AT}.routes[0].methods: must be of ANY, HEAD, GET, POST, PUT, PATCH, DELETE, OPTIONS; got "TRACE"`,
    ]);
  });

  test.each(['HTTP_BACKEND', 'DYNAMIC_ROUTING_BACKEND', 'OAUTH2_LOGOUT_BACKEND', 'OAUTH2_LOGIN_BACKEND'])(
    'must not have the backend %s, which is not understood',
    (type) => {
      expect(problemsOf(changed(`${ROUTE}.backend`, { type }))).toEqual([
        `${AT}.routes[0].backend[0].type: ${type} is not understood here yet; expected ORACLE_FUNCTIONS_BACKEND or STOCK_RESPONSE_BACKEND`,
      ]);
    },
  );

  test.each([
    ['request_policies', 'cors', { allowed_origins: ['*'] }],
    ['request_policies', 'body_validation', { required: true }],
    ['request_policies', 'header_transformations', {}],
    ['request_policies', 'header_validations', {}],
    ['request_policies', 'query_parameter_transformations', {}],
    ['request_policies', 'query_parameter_validations', {}],
    ['request_policies', 'response_cache_lookup', { type: 'SIMPLE_LOOKUP_POLICY' }],
    ['response_policies', 'response_cache_store', { type: 'FIXED_TTL_STORE_POLICY', time_to_live_in_seconds: 1 }],
  ])('must not have %s with %s, which is not understood', (policies, name, value) => {
    const place = policies === 'request_policies' ? `${policies}[0].${name}` : policies;
    expect(problemsOf(changed(`${ROUTE}.${policies}`, { [name]: value }))).toEqual([
      `${AT}.routes[0].${place}: ${NOT_YET}`,
    ]);
  });

  test('is one of at most 50', () => {
    const { routes } = (
      wholeDocument()['resource'] as { oci_apigateway_deployment: { D: { specification: { routes: object[] } } } }
    ).oci_apigateway_deployment.D.specification;
    const many = (count: number): unknown =>
      changed(
        `${SPECIFICATION}.routes`,
        Array.from({ length: count }, (_, i) => ({ ...routes[0], path: `/r${i}` })),
      );
    expect(problemsOf(many(50))).toEqual([]);
    expect(problemsOf(many(51))).toEqual([`${AT}.routes: must not be more than 50; got 51`]);
  });
});

describe('a stock response', () => {
  const AT_BACKEND = `${AT}.routes[0].backend[0]`;
  const stock = (block: object): unknown =>
    changed(`${ROUTE}.backend`, { type: 'STOCK_RESPONSE_BACKEND', status: 200, ...block });

  test('is read', () => {
    const headers = [{ name: 'content-type', value: 'text/plain' }];
    expect(routeOf(stock({ status: 418, body: '$${tea}', headers }))?.backend).toEqual({
      type: 'STOCK_RESPONSE_BACKEND',
      status: 418,
      body: '${tea}',
      headers,
    });
  });

  test('has nothing but a status when it says no more', () => {
    expect(routeOf(stock({}))?.backend).toEqual({
      type: 'STOCK_RESPONSE_BACKEND',
      status: 200,
      body: '',
      headers: [],
    });
  });

  test.each<[string, object, string]>([
    ['no status', { status: undefined }, `${AT_BACKEND}.status: is required`],
    [
      'a status that cannot be answered',
      { status: 100 },
      `${AT_BACKEND}.status: must be from 200 to 599 to be answered here; got 100`,
    ],
    [
      'a body that is too long',
      { body: 'x'.repeat(4097) },
      `${AT_BACKEND}.body: must not have more than 4096 bytes; got 4097`,
    ],
    [
      'a fifty-first header',
      { headers: Array.from({ length: 51 }, () => ({ name: 'x', value: 'y' })) },
      `${AT_BACKEND}.headers: must not be more than 50; got 51`,
    ],
    [
      'a header of two lines',
      { headers: [{ name: 'x', value: 'a\nb' }] },
      `${AT_BACKEND}.headers[0].value: must be one line; got "a\\nb"`,
    ],
    [
      'a header without a name',
      { headers: [{ name: 'x y', value: 'a' }] },
      `${AT_BACKEND}.headers[0].name: is not the name of a header; got "x y"`,
    ],
    ['a function', { function_id: 'f' }, `${AT_BACKEND}.function_id: ${NOT_YET}`],
  ])('must not have %s', (_what, block, problem) => {
    expect(problemsOf(JSON.parse(JSON.stringify(stock(block))))).toEqual([problem]);
  });
});

describe('authorization', () => {
  const AUTHORIZATION = `${ROUTE}.request_policies`;
  const PLACE = `${AT}.routes[0].request_policies[0].authorization[0]`;
  const allowed = changed(`${SPECIFICATION}.request_policies.authentication.is_anonymous_access_allowed`, true);

  test('ANY_OF has the scopes', () => {
    const authorization = { type: 'ANY_OF', allowed_scope: ['search', 'admin'] };
    expect(routeOf(changed(AUTHORIZATION, { authorization }))?.authorization).toEqual({
      type: 'ANY_OF',
      allowedScopes: ['search', 'admin'],
    });
  });

  test.each([undefined, []])('ANY_OF must not have the scopes %j', (allowed_scope) => {
    const authorization = { type: 'ANY_OF', allowed_scope };
    expect(problemsOf(changed(AUTHORIZATION, { authorization }))).toEqual([`${PLACE}.allowed_scope: is required`]);
  });

  test('the other types must not have scopes, which would be dropped', () => {
    const authorization = { type: 'AUTHENTICATION_ONLY', allowed_scope: ['search'] };
    expect(problemsOf(changed(AUTHORIZATION, { authorization }))).toEqual([
      `${PLACE}.allowed_scope: is dropped for AUTHENTICATION_ONLY; it belongs to ANY_OF`,
    ]);
  });

  test('ANONYMOUS is taken where the deployment allows it', () => {
    const document = changed(AUTHORIZATION, { authorization: { type: 'ANONYMOUS' } }, allowed);
    expect(routeOf(document)?.authorization).toEqual({ type: 'ANONYMOUS' });
  });

  test('ANONYMOUS is refused where the deployment does not allow it', () => {
    expect(problemsOf(changed(AUTHORIZATION, { authorization: { type: 'ANONYMOUS' } }))).toEqual([
      `${PLACE}.type: is ANONYMOUS, which the deployment forbids until is_anonymous_access_allowed is true`,
    ]);
  });

  test('needs an authentication of the deployment', () => {
    const open = changed(`${SPECIFICATION}.request_policies`, undefined);
    expect(problemsOf(changed(AUTHORIZATION, { authorization: { type: 'AUTHENTICATION_ONLY' } }, open))).toEqual([
      `${PLACE}: needs an authentication in the request_policies of the deployment`,
    ]);
  });

  test('must be of a known type', () => {
    expect(problemsOf(changed(AUTHORIZATION, { authorization: { type: 'NOBODY' } }))).toEqual([
      `${PLACE}.type: must be one of ANONYMOUS, AUTHENTICATION_ONLY, ANY_OF; got "NOBODY"`,
    ]);
  });
});
