import { search } from '../../apis';
import type { VerbPermission } from '../../apis';
import { Duration, OidcJwtAuth, Size } from '../../constructs';
import { stubImage, synthOracleStack } from '../../testing/oracle-stack';
import type { OracleApiStackProps } from '../../stacks/oracle-api-stack-props';
import { addressesOf, specificationOf } from '../../testing/secured-gateway';
import { resource, resources } from '../../testing/synth';
import type { Attributes } from '../../testing/synth';
import { testApi } from '../../testing/synth-api';

const routesOf = (props: Partial<OracleApiStackProps>): readonly Attributes[] =>
  specificationOf(synthOracleStack(props)).routes;

describe('options of OracleApiStack', () => {
  test('reach the network', () => {
    const document = synthOracleStack({
      network: { cidrBlock: '10.9.0.0/16', gatewayCidrBlock: '10.9.0.0/24', functionsCidrBlock: '10.9.1.0/24' },
    });
    expect(resource(document, 'oci_core_vcn').cidr_blocks).toEqual(['10.9.0.0/16']);
  });

  test('give a new network a name in its own DNS', () => {
    expect(resource(synthOracleStack(), 'oci_core_vcn').dns_label).toBe('oracleapi');
  });

  test('reach the application', () => {
    expect(
      resource(synthOracleStack({ application: { displayName: 'apis' } }), 'oci_functions_application').display_name,
    ).toBe('apis');
  });

  test('make an image for the processors of the application', () => {
    const image = (shape?: 'GENERIC_X86_ARM'): unknown =>
      resource(synthOracleStack({ application: { shape } }), 'oci_functions_function').image;
    expect(image('GENERIC_X86_ARM')).not.toBe(image());
  });

  test('reach each function by its API', () => {
    const document = synthOracleStack({
      apis: [search, testApi()],
      functions: ({ name }) => (name === 'search' ? { memory: Size.mebibytes(512) } : {}),
    });
    const functions = resources(document, 'oci_functions_function');
    expect(functions['SearchApi/Function/Function']?.memory_in_mbs).toBe('512');
    expect(functions['ListBucketsApi/Function/Function']?.memory_in_mbs).toBe('256');
  });

  test('reach the image', () => {
    const document = synthOracleStack({ image: { ...stubImage().image, repositoryName: 'images/search' } });
    expect(resource(document, 'oci_artifacts_container_repository').display_name).toBe('images/search');
  });

  test('reach the gateway', () => {
    expect(
      resource(synthOracleStack({ gateway: { pathPrefix: '/v2' } }), 'oci_apigateway_deployment').path_prefix,
    ).toBe('/v2');
  });

  test('reach every route', () => {
    const routes = routesOf({ apis: [search, testApi()], routes: { executionLogLevel: 'ERROR' } });
    expect(routes.map(({ logging_policies }) => logging_policies)).toEqual([
      { execution_log: { log_level: 'ERROR' } },
      { execution_log: { log_level: 'ERROR' } },
    ]);
  });

  test('reach each route by its API', () => {
    const routes = routesOf({
      apis: [search, testApi()],
      routes: ({ name }) => (name === 'search' ? { allowCallersWithoutScope: true } : {}),
    });
    expect(routes.map(({ request_policies }) => request_policies)).toMatchObject([
      { authorization: { type: 'AUTHENTICATION_ONLY' } },
      { authorization: { type: 'ANY_OF', allowed_scope: ['invoke'] } },
    ]);
  });

  test('make alarms that change no other address', () => {
    const document = synthOracleStack({ alarms: { emails: ['oncall@example.com'] } });
    expect(resource(document, 'oci_ons_subscription').endpoint).toBe('oncall@example.com');
    expect(addressesOf(document)).toEqual(expect.arrayContaining(addressesOf(synthOracleStack())));
  });

  test('leave the identity domain alone where callers are known another way', () => {
    const document = synthOracleStack({
      authentication: OidcJwtAuth.provider({
        issuer: 'https://issuer.example.com/',
        jwksUri: 'https://issuer.example.com/keys',
        audiences: ['api'],
      }),
    });
    expect(document['resource']).not.toHaveProperty('oci_identity_domains_app');
    expect(document['variable']).not.toHaveProperty('identity_domain_url');
    expect(Object.keys(document['output'] as object).sort()).toEqual([
      'apis',
      'curl_search',
      'endpoint',
      'log_group_id',
      'logs',
      'region',
    ]);
  });

  test('fetches keys only through a gateway that reaches them', () => {
    const rule = (keys: 'fixed' | 'remote'): unknown =>
      resources(synthOracleStack({ keys }), 'oci_core_network_security_group_security_rule')['Network/GatewayEgress'];
    expect(rule('fixed')).toMatchObject({ destination_type: 'SERVICE_CIDR_BLOCK' });
    expect(rule('remote')).toMatchObject({ destination: '0.0.0.0/0', destination_type: 'CIDR_BLOCK' });
  });

  test('say how keys are fetched', () => {
    const document = synthOracleStack({ keys: 'remote', remoteKeys: { cacheTime: Duration.hours(3) } });
    expect(specificationOf(document).request_policies).toMatchObject({
      authentication: { validation_policy: { max_cache_duration_in_hours: 3 } },
    });
  });

  test('need no internet for keys that are reached another way', () => {
    const document = synthOracleStack({ keys: 'remote', remoteKeys: { reachedThrough: 'SERVICE_GATEWAY' } });
    expect(resources(document, 'oci_core_network_security_group_security_rule')['Network/GatewayEgress']).toMatchObject(
      {
        destination_type: 'SERVICE_CIDR_BLOCK',
      },
    );
  });

  test.each([undefined, 'fixed'] as const)('of fetching mean nothing for keys that are not: %p', (keys) => {
    expect(() => synthOracleStack({ keys, remoteKeys: { reachedThrough: 'SERVICE_GATEWAY' } })).toThrow(
      new Error(
        `remoteKeys means nothing for keys that are not fetched: got ["reachedThrough"]; expected keys: 'remote' beside it (at oracleapi)`,
      ),
    );
  });
});

describe('the output apis', () => {
  const apis = (permission: VerbPermission): unknown => {
    const api = testApi({ permissions: [permission], example: { namespace: '${x}' } });
    const document = synthOracleStack({ apis: [api] });
    return (document['output'] as { apis: { value: unknown } }).apis.value;
  };

  test('says how each API is called, and its function invoked', () => {
    expect(apis({ verb: 'inspect', resourceType: 'buckets' })).toEqual({
      'list-buckets': {
        method: 'POST',
        url: expect.stringMatching(/^\$\{oci_apigateway_deployment\.\w+\.endpoint\}\/buckets$/) as string,
        example: '{"namespace":"$${x}"}',
        reads_only: true,
        function_id: expect.stringMatching(/^\$\{oci_functions_function\.\w+\.id\}$/) as string,
        invoke_endpoint: expect.stringMatching(/^\$\{oci_functions_function\.\w+\.invoke_endpoint\}$/) as string,
      },
    });
  });

  test('says which API is open to everybody', () => {
    const [one, other] = [testApi({ name: 'one' }), testApi({ name: 'other', route: { method: 'POST', path: '/o' } })];
    const document = synthOracleStack({
      apis: [one, other],
      routes: ({ name }) => (name === 'one' ? { allowAnonymousCallers: true } : {}),
    });
    const { value } = (document['output'] as { apis: { value: Record<string, object> } }).apis;
    expect(Object.entries(value).map(([name, api]) => [name, 'open' in api])).toEqual([
      ['one', true],
      ['other', false],
    ]);
  });

  test('says that an API may change something whose permissions let it', () => {
    expect(apis({ verb: 'use', resourceType: 'buckets' })).toMatchObject({ 'list-buckets': { reads_only: false } });
  });
});
