import { ApiNetwork, IdcsJwtAuth, JwtKeys, SecuredGateway } from '../../constructs';
import type { GatewayRoute, SecuredGatewayProps } from '../../constructs';
import { resource, resources, synthDocument } from '../../testing/synth';

const network = ApiNetwork.fromSubnets({
  gatewaySubnetId: 'ocid1.subnet.gateway',
  gatewaySecurityGroupIds: ['ocid1.networksecuritygroup.gateway'],
  functionsSubnetId: 'ocid1.subnet.functions',
});
const authentication = new IdcsJwtAuth({ keys: JwtKeys.remote('https://domain.test/jwk') });
const route: GatewayRoute = { path: '/buckets', methods: ['POST'], functionId: 'ocid1.fnfunc.buckets' };

function synth(
  props: Partial<SecuredGatewayProps> = {},
  routes: readonly GatewayRoute[] = [route],
): ReturnType<typeof synthDocument> {
  return synthDocument((stack) => {
    const gateway = new SecuredGateway(stack, 'Gateway', {
      compartmentId: 'ocid1.compartment.gateway',
      network,
      authentication,
      logGroupId: 'ocid1.loggroup.test',
      ...props,
    });
    for (const added of routes) gateway.addRoute(added);
  });
}

const specification = (...args: Parameters<typeof synth>): unknown =>
  resource(synth(...args), 'oci_apigateway_deployment').specification;
const numbered = (count: number): GatewayRoute[] =>
  Array.from({ length: count }, (_none, index) => ({ ...route, path: `/route-${String(index)}` }));

describe('SecuredGateway', () => {
  test('is reached in the network it is given', () => {
    expect(resource(synth(), 'oci_apigateway_gateway')).toEqual({
      compartment_id: 'ocid1.compartment.gateway',
      display_name: 'oracleapi-gw',
      endpoint_type: 'PUBLIC',
      network_security_group_ids: ['ocid1.networksecuritygroup.gateway'],
      subnet_id: 'ocid1.subnet.gateway',
    });
  });

  test('takes a name', () => {
    const document = synth({ displayName: 'edge' });
    expect(resource(document, 'oci_apigateway_gateway').display_name).toBe('edge');
    expect(resource(document, 'oci_identity_policy').name).toBe('edge-may-invoke');
    expect(resources(document, 'oci_logging_log')).toMatchObject({
      'Gateway/AccessLog': { display_name: 'edge-access' },
      'Gateway/ExecutionLog': { display_name: 'edge-execution' },
    });
  });

  test('has one deployment, which waits until the gateway may invoke functions', () => {
    expect(resource(synth(), 'oci_apigateway_deployment')).toMatchObject({
      compartment_id: 'ocid1.compartment.gateway',
      display_name: 'oracleapi',
      path_prefix: '/oracleapi',
      gateway_id: expect.stringContaining('oci_apigateway_gateway.Gateway') as string,
      depends_on: [expect.stringContaining('oci_identity_policy.Gateway_InvokePolicy')],
    });
  });

  test('takes a name and a prefix for the deployment', () => {
    expect(resource(synth({ deploymentName: 'v2', pathPrefix: '/api/v2' }), 'oci_apigateway_deployment')).toMatchObject(
      { display_name: 'v2', path_prefix: '/api/v2' },
    );
  });

  test.each(['api', '/api/', '/api//v2', '/{name}', '', `/${'a'.repeat(255)}`])(
    'refuses the prefix %p',
    (pathPrefix) => {
      expect(() => synth({ pathPrefix })).toThrow(
        `pathPrefix is not a path prefix of a deployment: got ${JSON.stringify(pathPrefix)}`,
      );
    },
  );

  test.each(['/', '/api.v2', `/${'a'.repeat(254)}`])('takes the prefix %p', (pathPrefix) => {
    expect(resource(synth({ pathPrefix }), 'oci_apigateway_deployment').path_prefix).toBe(pathPrefix);
  });

  test('lets gateways of its compartment invoke functions of theirs', () => {
    expect(resource(synth({ functionsCompartmentId: 'ocid1.compartment.functions' }), 'oci_identity_policy')).toEqual({
      compartment_id: 'ocid1.compartment.functions',
      description: 'API gateways of the compartment may invoke its functions',
      name: 'oracleapi-gw-may-invoke',
      statements: [
        "Allow any-user to use functions-family in compartment id ocid1.compartment.functions where ALL {request.principal.type = 'ApiGateway', request.resource.compartment.id = 'ocid1.compartment.gateway'}",
      ],
    });
  });

  test('looks for functions in its own compartment by default', () => {
    expect(resource(synth(), 'oci_identity_policy').compartment_id).toBe('ocid1.compartment.gateway');
  });

  test.each(['access', 'execution'])('writes the %s log of the deployment', (category) => {
    const logs = Object.values(resources(synth(), 'oci_logging_log'));
    expect(logs).toContainEqual(
      expect.objectContaining({
        is_enabled: true,
        log_group_id: 'ocid1.loggroup.test',
        log_type: 'SERVICE',
        configuration: {
          compartment_id: 'ocid1.compartment.gateway',
          source: {
            category,
            resource: expect.stringContaining('oci_apigateway_deployment.Gateway_Deployment') as string,
            service: 'apigateway',
            source_type: 'OCISERVICE',
          },
        },
      }),
    );
  });

  test('answers a route by its function', () => {
    expect(specification({}, [{ ...route, methods: ['POST', 'PUT'], scopes: ['write'] }])).toMatchObject({
      routes: [
        {
          path: '/buckets',
          methods: ['POST', 'PUT'],
          backend: { type: 'ORACLE_FUNCTIONS_BACKEND', function_id: 'ocid1.fnfunc.buckets' },
          request_policies: { authorization: { type: 'ANY_OF', allowed_scope: ['write'] } },
        },
      ],
    });
  });

  test('asks for the scope invoke where nothing else is said', () => {
    expect(specification()).toMatchObject({
      routes: [{ request_policies: { authorization: { type: 'ANY_OF', allowed_scope: ['invoke'] } } }],
    });
  });

  test('takes scopes for all routes', () => {
    expect(specification({ scopes: ['read', 'write'] })).toMatchObject({
      routes: [{ request_policies: { authorization: { type: 'ANY_OF', allowed_scope: ['read', 'write'] } } }],
    });
  });

  test('asks every route for a token', () => {
    expect(specification()).toMatchObject({
      request_policies: { authentication: { type: 'TOKEN_AUTHENTICATION', is_anonymous_access_allowed: false } },
    });
  });

  test('lets anyone in where a route says so at length, and there only', () => {
    const open = { ...route, path: '/health', allowAnonymousCallers: true };
    expect(specification({}, [route, open])).toMatchObject({
      request_policies: { authentication: { is_anonymous_access_allowed: true } },
      routes: [
        { path: '/buckets', request_policies: { authorization: { type: 'ANY_OF', allowed_scope: ['invoke'] } } },
        { path: '/health', request_policies: { authorization: { type: 'ANONYMOUS' } } },
      ],
    });
  });

  test('changes no address when a route is added', () => {
    const addresses = (count: number): string[] =>
      Object.entries(synth({}, numbered(count)).resource as Record<string, object>)
        .flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`))
        .sort();
    expect(addresses(2)).toEqual(addresses(1));
  });

  test('takes the same path for another method', () => {
    expect(specification({}, [route, { ...route, methods: ['GET'] }])).toMatchObject({
      routes: [{ methods: ['POST'] }, { methods: ['GET'] }],
    });
  });

  test('takes as many routes as a deployment does', () => {
    expect(specification({}, numbered(50))).toMatchObject({ routes: { length: 50 } });
  });

  test.each<[string, readonly GatewayRoute[], string]>([
    ['a path without a slash', [{ ...route, path: 'buckets' }], 'path is not a path of a route: got "buckets"'],
    ['a path with an empty segment', [{ ...route, path: '/a//b' }], 'path is not a path of a route: got "/a//b"'],
    ['a path that is too long', [{ ...route, path: `/${'a'.repeat(2000)}` }], 'path is not a path of a route'],
    ['a route without a method', [{ ...route, methods: [] }], 'methods is empty: got []; expected at least one method'],
    ['the same route twice', [route, route], 'path has a route already: got "POST /buckets"'],
    ['a route without a scope', [{ ...route, scopes: [] }], 'scopes is empty: got []; expected at least one scope'],
    [
      'scopes for a route that asks for no token',
      [{ ...route, scopes: ['invoke'], allowAnonymousCallers: true }],
      'scopes means nothing beside allowAnonymousCallers: got ["invoke"]',
    ],
    [
      'a fifty-first route',
      numbered(51),
      'routes has more entries than a deployment takes: got 51; expected at most 50',
    ],
  ])('refuses %s', (_what, routes, message) => {
    expect(() => synth({}, routes)).toThrow(message);
    expect(() => synth({}, routes)).toThrow('(at Test/Gateway)');
  });

  test('refuses to go without a route', () => {
    expect(() => synth({}, [])).toThrow('[Test/Gateway] routes: none was added. Call addRoute() or addApi().');
  });
});
