import fs from 'node:fs';
import path from 'node:path';
import { App, LocalBackend, S3Backend } from 'cdktf';
import { search } from '../../apis';
import { ApiNetwork, FunctionAccess, Size } from '../../constructs';
import { OracleApiStack } from '../../stacks/oracle-api-stack';
import type { OracleApiStackProps } from '../../stacks/oracle-api-stack-props';
import { stubImage, synthOracleStack } from '../../testing/oracle-stack';
import { scratch } from '../../testing/scratch';
import { addressesOf } from '../../testing/secured-gateway';
import { resource, resources } from '../../testing/synth';
import { testApi } from '../../testing/synth-api';

/** What lies in the folder of the stack after a whole synth. */
function write(change: (stack: OracleApiStack) => void = () => undefined): Record<string, string> {
  const outdir = scratch('out');
  const app = new App({ outdir });
  change(new OracleApiStack(app, 'oracleapi', { apis: [search], ...stubImage() }));
  app.synth();
  const files = fs.readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files
      .filter((file) => fs.statSync(path.join(outdir, file)).isFile())
      .map((file) => [file, fs.readFileSync(path.join(outdir, file), 'utf8')]),
  );
}

const DOCUMENT = path.join('stacks', 'oracleapi', 'cdk.tf.json');
const backend = (files: Record<string, string>): unknown =>
  (JSON.parse(files[DOCUMENT] ?? '') as { terraform: { backend: unknown } }).terraform.backend;
const authentication = (document: ReturnType<typeof synthOracleStack>): Record<string, unknown> => {
  const { specification } = resource(document, 'oci_apigateway_deployment');
  return (specification as { request_policies: { authentication: Record<string, unknown> } }).request_policies
    .authentication;
};
describe('OracleApiStack', () => {
  const byDefault = synthOracleStack();

  test('is what it was', () => {
    expect(byDefault).toMatchSnapshot();
  });

  test.each([
    ['oci_identity_dynamic_group', 1],
    ['oci_identity_policy', 2],
    ['oci_core_vcn', 1],
    ['oci_core_subnet', 2],
    ['oci_functions_application', 1],
    ['oci_functions_function', 1],
    ['oci_artifacts_container_repository', 1],
    ['oci_apigateway_gateway', 1],
    ['oci_apigateway_deployment', 1],
    ['oci_identity_domains_app', 2],
    ['oci_logging_log', 3],
  ])('makes what the guide makes by hand: %s', (type, count) => {
    expect(Object.keys(resources(byDefault, type))).toHaveLength(count);
  });

  test("has the guide's own names", () => {
    expect(resource(byDefault, 'oci_functions_application').display_name).toBe('oracleapi');
    expect(resource(byDefault, 'oci_functions_function').display_name).toBe('search');
    expect(resource(byDefault, 'oci_apigateway_gateway').display_name).toBe('oracleapi-gw');
    expect(resource(byDefault, 'oci_apigateway_deployment')).toMatchObject({
      display_name: 'oracleapi',
      path_prefix: '/oracleapi',
      specification: { routes: [{ path: '/search', methods: ['POST'] }] },
    });
  });

  test('takes what differs between environments as variables', () => {
    expect(Object.keys(byDefault['variable'] as object).sort()).toEqual([
      'compartment_ocid',
      'identity_domain_signing_key',
      'identity_domain_url',
      'region',
      'tenancy_ocid',
    ]);
  });

  test('takes a key as the domain shows it', () => {
    expect(byDefault['variable']).toMatchObject({
      identity_domain_signing_key: { type: 'object({ kid = string, n = string, e = string })', nullable: false },
    });
    expect(authentication(byDefault)).toMatchObject({
      validation_policy: {
        type: 'STATIC_KEYS',
        keys: [
          {
            format: 'JSON_WEB_KEY',
            kid: '${var.identity_domain_signing_key.kid}',
            n: '${var.identity_domain_signing_key.n}',
            e: '${var.identity_domain_signing_key.e}',
            kty: 'RSA',
            use: 'sig',
            alg: 'RS256',
          },
        ],
      },
    });
  });

  test('fetches keys when asked, and takes none then', () => {
    const document = synthOracleStack({ keys: 'remote' });
    expect(document['variable']).not.toHaveProperty('identity_domain_signing_key');
    expect(authentication(document)).toMatchObject({
      validation_policy: {
        type: 'REMOTE_JWKS',
        uri: '${trimsuffix(var.identity_domain_url, "/")}/admin/v1/SigningCert/jwk',
      },
    });
  });

  test("leaves the domain's settings alone, with fetched keys too", () => {
    expect(synthOracleStack({ keys: 'remote' })['resource']).not.toHaveProperty('oci_identity_domains_setting');
  });

  test('opens the signing certificate when asked', () => {
    const document = synthOracleStack({ keys: 'remote', signingCertificatePublicAccess: true });
    expect(resource(document, 'oci_identity_domains_setting')).toMatchObject({ signing_cert_public_access: true });
  });

  test('checks tokens by JWT_AUTHENTICATION when asked', () => {
    expect(authentication(synthOracleStack({ authenticationType: 'JWT_AUTHENTICATION' }))).toMatchObject({
      type: 'JWT_AUTHENTICATION',
      public_keys: { type: 'STATIC_KEYS' },
    });
  });

  test('gives gateway and apps the same audience', () => {
    const audience = expect.stringMatching(
      /^https:\/\/\$\{oci_apigateway_gateway\.Gateway_\w+\.hostname\}\/$/,
    ) as string;
    expect(authentication(byDefault)).toMatchObject({
      validation_policy: { additional_validation_policy: { audiences: [audience] } },
    });
    expect(resources(byDefault, 'oci_identity_domains_app')['Apps/ResourceServer']).toMatchObject({ audience });
  });

  test('asks the route for a scope that the client may have', () => {
    expect(resource(byDefault, 'oci_apigateway_deployment')).toMatchObject({
      specification: {
        routes: [{ request_policies: { authorization: { type: 'ANY_OF', allowed_scope: ['invoke'] } } }],
      },
    });
    expect(resources(byDefault, 'oci_identity_domains_app')['Apps/ResourceServer']).toMatchObject({
      scopes: [{ value: 'invoke' }],
    });
  });

  test('takes grants', () => {
    expect(
      resources(synthOracleStack({ apps: { grants: ['client_credentials'] } }), 'oci_identity_domains_app')[
        'Apps/Client'
      ],
    ).toMatchObject({ allowed_grants: ['client_credentials'] });
  });

  test('takes a network that exists', () => {
    const network = ApiNetwork.fromSubnets({ gatewaySubnetId: 'subnet-1', functionsSubnetId: 'subnet-2' });
    const document = synthOracleStack({ network });
    expect(document['resource']).not.toHaveProperty('oci_core_vcn');
    expect(resource(document, 'oci_apigateway_gateway').subnet_id).toBe('subnet-1');
    expect(resource(document, 'oci_functions_application').subnet_ids).toEqual(['subnet-2']);
  });

  test('takes memory for its functions', () => {
    expect(
      resource(synthOracleStack({ functions: { memory: Size.gibibytes(1) } }), 'oci_functions_function').memory_in_mbs,
    ).toBe('1024');
  });

  test('takes environment variables for its functions', () => {
    const config = { UPSTREAM_ENDPOINT: 'https://upstream.test' };
    expect(resource(synthOracleStack({ functions: { config } }), 'oci_functions_function').config).toEqual(config);
  });

  test('gives functions rights in the whole tenancy when asked', () => {
    const policies = resources(synthOracleStack({ functions: { permissionScope: 'tenancy' } }), 'oci_identity_policy');
    expect(policies['SearchApi/Function/Policy']).toMatchObject({
      compartment_id: '${var.tenancy_ocid}',
      statements: expect.arrayContaining([expect.stringMatching(/ in tenancy$/)]) as string[],
    });
  });

  test("has the guide's dynamic group when asked", () => {
    expect(
      resource(
        synthOracleStack({ functions: { access: FunctionAccess.compartmentGroup() } }),
        'oci_identity_dynamic_group',
      ).matching_rule,
    ).toBe("ALL {resource.type = 'fnfunc', resource.compartment.id = '${var.compartment_ocid}'}");
  });

  test('gives nothing away that no API asks for', () => {
    const statements = Object.values(resources(byDefault, 'oci_identity_policy')).flatMap(
      ({ statements }) => statements as string[],
    );
    expect(statements.filter((text) => text.includes(' manage ') || text.includes(' in tenancy'))).toEqual([]);
  });

  test('has a ready curl for the token and for each API', () => {
    const document = synthOracleStack({ apis: [search, testApi()] });
    const outputs = document['output'] as Record<string, { value: string }>;
    expect(Object.keys(outputs).sort()).toEqual([
      'apis',
      'client_id',
      'client_secret',
      'curl_list_buckets',
      'curl_search',
      'curl_token',
      'endpoint',
      'log_group_id',
      'logs',
      'region',
      'scope',
      'token_url',
    ]);
    expect(outputs.curl_list_buckets?.value).toContain("/buckets'");
  });

  test('hides the secret, and tells it in no other output', () => {
    const outputs = Object.entries(byDefault['output'] as Record<string, { value: unknown; sensitive?: boolean }>);
    const telling = outputs.filter(([, { value }]) => JSON.stringify(value).includes('client_secret'));
    expect(telling).toEqual([['client_secret', expect.objectContaining({ sensitive: true })]]);
  });

  test('serves each API by a function of its own, behind one gateway', () => {
    const document = synthOracleStack({ apis: [search, testApi()] });
    expect(Object.keys(resources(document, 'oci_functions_function'))).toEqual(
      expect.arrayContaining(['SearchApi/Function/Function', 'ListBucketsApi/Function/Function']),
    );
    expect(resource(document, 'oci_apigateway_deployment')).toMatchObject({
      specification: { routes: [{ path: '/search' }, { path: '/buckets' }] },
    });
  });

  test('changes no address when an API is added', () => {
    expect(addressesOf(synthOracleStack({ apis: [search, testApi()] }))).toEqual(
      expect.arrayContaining(addressesOf(byDefault)),
    );
  });

  test('takes an API that has the name of one of its parts', () => {
    const document = synthOracleStack({ apis: [testApi({ name: 'network' })] });
    expect(resources(document, 'oci_functions_function')).toHaveProperty(['NetworkApi/Function/Function']);
  });

  test('refuses to serve nothing', () => {
    expect(() => synthOracleStack({ apis: [] as unknown as OracleApiStackProps['apis'] })).toThrow(
      "apis is empty: got []; expected at least one API. Import one of './apis', or declare one (at oracleapi)",
    );
  });

  test('refuses two APIs of one name', () => {
    expect(() => synthOracleStack({ apis: [search, search] })).toThrow(
      /^apis has two names .*: got \["search","search"\]/,
    );
  });

  test('refuses two APIs whose names make one address', () => {
    expect(() => synthOracleStack({ apis: [testApi({ name: 'a-1' }), testApi({ name: 'a1' })] })).toThrow(
      /^apis has two names .*: got \["a-1","a1"\]; .* \(at oracleapi\)$/,
    );
  });

  test('refuses an API that would take the output of the token', () => {
    expect(() => synthOracleStack({ apis: [testApi({ name: 'token' })] })).toThrow(
      'apis has a name that the output curl_token takes: got "token"; expected another name (at oracleapi)',
    );
  });
});

describe('what is written', () => {
  test('has the same bytes each time', () => {
    expect(write()).toEqual(write());
  });

  test('knows no folder of this machine', () => {
    const folders = [path.resolve('.'), fs.realpathSync(path.dirname(scratch('here')))];
    const text = write()[DOCUMENT] ?? '';
    expect(text).not.toBe('');
    expect(folders.filter((folder) => text.includes(folder))).toEqual([]);
  });

  test('pins the provider', () => {
    expect(JSON.parse(write()[DOCUMENT] ?? '')).toMatchObject({
      terraform: { required_providers: { oci: { source: 'oracle/oci', version: '~> 8.28' } } },
    });
  });

  test('keeps the state outside of the folder that a clean-up removes', () => {
    expect(backend(write())).toEqual({ local: { path: '../../../terraform.oracleapi.tfstate' } });
  });

  test('keeps the state where the user says', () => {
    const files = write((stack) => new S3Backend(stack, { bucket: 'states', key: 'oracleapi', region: 'x' }));
    expect(backend(files)).toEqual({ s3: { bucket: 'states', key: 'oracleapi', region: 'x' } });
  });

  test('keeps the state in the local file that the user names', () => {
    const files = write((stack) => new LocalBackend(stack, { path: '../../../mine.tfstate' }));
    expect(backend(files)).toEqual({ local: { path: '../../../mine.tfstate' } });
  });

  test('holds the bundle in a folder of its tag', () => {
    const files = write();
    const { image } = Object.values(
      (JSON.parse(files[DOCUMENT] ?? '') as { resource: { oci_functions_function: Record<string, { image: string }> } })
        .resource.oci_functions_function,
    )[0] ?? { image: '' };
    const tag = image.slice(image.lastIndexOf(':') + 1);
    const folders = Object.keys(files)
      .filter((file) => file.endsWith('func.js'))
      .map((file) => path.basename(path.dirname(file)));
    expect(folders).toEqual([tag]);
  });
});
