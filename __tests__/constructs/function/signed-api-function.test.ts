import type { TerraformStack } from 'cdktf';
import { TerraformVariable } from 'cdktf';
import {
  Duration,
  FunctionAccess,
  FunctionImage,
  FunctionsApplication,
  InvocationDestination,
  SignedApiFunction,
  Size,
} from '../../../constructs';
import type { ApplicationAttributes, SignedApiFunctionProps } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { StubBundler } from '../../../testing/stub-bundler';
import { resource, resources, synthDocument } from '../../../testing/synth';
import { testApi } from '../../../testing/synth-api';

const place = { compartmentId: 'ocid1.compartment.test', tenancyId: 'ocid1.tenancy.test' };

function add(stack: TerraformStack, props: Partial<SignedApiFunctionProps>): void {
  const { api = testApi() } = props;
  const outDir = scratch('function');
  const image = new FunctionImage(stack, 'Image', {
    ...place,
    api,
    region: 'eu-zurich-1',
    bundler: new StubBundler(),
    outDir,
  });
  const application = FunctionsApplication.fromApplicationId('ocid1.fnapp.test');
  new SignedApiFunction(stack, 'Function', { ...place, api, application, image, ...props });
}

const synth = (props: Partial<SignedApiFunctionProps> = {}): ReturnType<typeof synthDocument> =>
  synthDocument((stack) => {
    add(stack, props);
  });
const inApplication = (attributes: Partial<ApplicationAttributes>): Partial<SignedApiFunctionProps> => ({
  application: FunctionsApplication.fromAttributes({ applicationId: 'ocid1.fnapp.test', ...attributes }),
});

const group = /oci_identity_dynamic_group\.Function_DynamicGroup_\w+\.name/.source;
const functionId = /\$\{oci_functions_function\.Function_\w+\.id\}/.source;

describe('SignedApiFunction', () => {
  test('runs the image in the application', () => {
    expect(resource(synth(), 'oci_functions_function')).toEqual({
      application_id: 'ocid1.fnapp.test',
      config: {},
      detached_mode_timeout_in_seconds: 30,
      failure_destination: { kind: 'NONE' },
      provisioned_concurrency_config: { strategy: 'NONE' },
      success_destination: { kind: 'NONE' },
      trace_config: { is_enabled: false },
      // The image is pushed before.
      depends_on: [expect.stringMatching(/^terraform_data\.Image_Push_Data_\w+$/)],
      display_name: 'list-buckets',
      image: expect.stringMatching(/^ocir\.eu-zurich-1\..*:[0-9a-f]{16}$/) as string,
      memory_in_mbs: '256',
      timeout_in_seconds: 30,
    });
  });

  test('runs an image that others made', () => {
    const image = { imageReference: 'fra.ocir.io/acme/buckets:1' };
    expect(resource(synth({ image }), 'oci_functions_function')).toMatchObject({ image: 'fra.ocir.io/acme/buckets:1' });
  });

  test.each([128, 256, 512, 1024, 2048, 3072])('takes %i MiB of memory', (memory) => {
    expect(resource(synth({ memory: Size.mebibytes(memory) }), 'oci_functions_function')).toMatchObject({
      memory_in_mbs: String(memory),
    });
  });

  test.each([64, 129, 4096])('refuses %i MiB of memory', (memory) => {
    expect(() => synth({ memory: Size.mebibytes(memory) })).toThrow(
      `memory is not a size of a function: got "${String(memory)} MiB"; expected one of 128, 256, 512, 1024, 2048, 3072 MiB (at Test/Function)`,
    );
  });

  test.each([5, 300])('takes a time limit of %i seconds', (seconds) => {
    expect(resource(synth({ timeout: Duration.seconds(seconds) }), 'oci_functions_function')).toMatchObject({
      timeout_in_seconds: seconds,
    });
  });

  test.each([4, 301, 7.5])('refuses a time limit of %d seconds', (seconds) => {
    expect(() => synth({ timeout: Duration.seconds(seconds) })).toThrow(
      `timeout is out of range: got "${String(seconds)} s"; expected 5 to 300 whole seconds (at Test/Function)`,
    );
  });

  test.each([
    [128, 40],
    [128, 80],
    [256, 20],
    [256, 60],
    [512, 10],
    [1024, 30],
    [2048, 10],
    [3072, 50],
  ])('keeps processes waiting: with %i MiB, %i of them', (memory, provisionedConcurrency) => {
    const document = synth({ memory: Size.mebibytes(memory), provisionedConcurrency });
    expect(resource(document, 'oci_functions_function')).toMatchObject({
      provisioned_concurrency_config: { strategy: 'CONSTANT', count: provisionedConcurrency },
    });
  });

  test.each([
    [128, 20, 40],
    [128, 60, 40],
    [256, 10, 20],
    [256, 30, 20],
    [512, 5, 10],
    [3072, 15, 10],
    [512, 0, 10],
    [512, -10, 10],
  ])('refuses other numbers of them: with %i MiB, %i', (memory, provisionedConcurrency, step) => {
    expect(() => synth({ memory: Size.mebibytes(memory), provisionedConcurrency })).toThrow(
      `provisionedConcurrency is not possible with ${String(memory)} MiB of memory: got ${String(provisionedConcurrency)}; expected a multiple of ${String(step)}. Leave it out for none (at Test/Function)`,
    );
  });

  test('takes a prefix for the names of group and policy', () => {
    const document = synth({ namePrefix: 'billing' });
    expect(resource(document, 'oci_identity_dynamic_group')).toMatchObject({ name: 'billing-list-buckets' });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({ name: 'billing-list-buckets' });
  });

  test('says everything that is wrong at once', () => {
    expect(() => synth({ memory: Size.mebibytes(64), timeout: Duration.seconds(1), config: { 'a-b': 'c' } })).toThrow(
      /^memory .*\ntimeout .*\nconfig .*$/,
    );
  });
});

describe("SignedApiFunction's configuration", () => {
  test('is its environment', () => {
    const config = { UPSTREAM_ENDPOINT: 'https://upstream.test' };
    expect(resource(synth({ config }), 'oci_functions_function')).toMatchObject({ config });
  });

  test.each(['1ST', 'a-b', 'ÄRGER', ''])('refuses the key %p', (key) => {
    expect(() => synth({ config: { [key]: 'x' } })).toThrow(
      `config has a key that is no name of an environment variable: got ${JSON.stringify(key)}; expected letters, digits and _, no digit first (at Test/Function)`,
    );
  });

  test('refuses a value that cannot be printed, and does not show it', () => {
    expect(() => synth({ config: { LINES: 'one\ntwo' } })).toThrow(
      'config has a value with characters that cannot be printed: got "LINES"; expected printable characters, no line break (at Test/Function)',
    );
  });

  test('may take 4096 bytes', () => {
    const config = { KEY: 'ü'.repeat(2046) + 'x' };
    expect(resource(synth({ config }), 'oci_functions_function')).toMatchObject({ config });
  });

  test('may not take more, counted in UTF-8', () => {
    expect(() => synth({ config: { KEY: 'ü'.repeat(2047) } })).toThrow(
      'config is too large: got "4097 bytes"; expected at most 4096 bytes of UTF-8, keys and values together (at Test/Function)',
    );
  });

  test('may not take more together with that of the application', () => {
    expect(() =>
      synth({ config: { KEY: 'x'.repeat(2000) }, ...inApplication({ config: { OTHER: 'y'.repeat(2089) } }) }),
    ).toThrow(
      `config is too large together with the application's: got "4097 bytes"; expected at most 4096 bytes of UTF-8, keys and values together (at Test/Function)`,
    );
  });

  test('counts a value of the application that it replaces once', () => {
    const config = { KEY: 'x'.repeat(4093) };
    const document = synth({ config, ...inApplication({ config: { KEY: 'y'.repeat(100) } }) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ config });
  });
});

describe('SignedApiFunction in an application', () => {
  test.each(['GENERIC_ARM', 'GENERIC_X86_ARM'] as const)('refuses an image that is not built for %s', (shape) => {
    const expected = shape === 'GENERIC_ARM' ? 'linux/arm64' : 'linux/amd64 and linux/arm64';
    expect(() => synth(inApplication({ shape }))).toThrow(
      `image is not built for the application's shape ${shape}: got ["linux/amd64"]; expected ${expected}. Give the image these platforms, or the application another shape (at Test/Function)`,
    );
  });

  test.each([
    ['GENERIC_X86', ['linux/amd64']],
    ['GENERIC_ARM', ['linux/arm64']],
    ['GENERIC_X86_ARM', ['linux/arm64', 'linux/amd64']],
    ['GENERIC_ARM', undefined],
  ] as const)('takes an image for %s that is built for %p', (shape, platforms) => {
    const image = { imageReference: 'fra.ocir.io/acme/buckets:1', platforms };
    expect(resource(synth({ image, ...inApplication({ shape }) }), 'oci_functions_function')).toMatchObject({
      image: 'fra.ocir.io/acme/buckets:1',
    });
  });

  test('is traced where the application is', () => {
    const document = synth(inApplication({ tracingEnabled: true }));
    expect(resource(document, 'oci_functions_function')).toMatchObject({ trace_config: { is_enabled: true } });
  });

  test('is not traced when it is told so', () => {
    const document = synth({ ...inApplication({ tracingEnabled: true }), tracing: false });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ trace_config: { is_enabled: false } });
  });

  test('is traced in an application of which nothing is known, when asked', () => {
    expect(resource(synth({ tracing: true }), 'oci_functions_function')).toMatchObject({
      trace_config: { is_enabled: true },
    });
  });

  test('refuses to be traced where the application is not', () => {
    expect(() => synth({ ...inApplication({ tracingEnabled: false }), tracing: true })).toThrow(
      'tracing has nowhere to go: got true; expected an application with an APM domain. Give the application an apmDomainId (at Test/Function)',
    );
  });

  const abroad = testApi({
    upstream: { service: 'elsewhere', method: 'POST', path: '/20160918/buckets', network: 'internet' },
  });

  test('refuses an API on the internet where functions do not reach it', () => {
    expect(() => synth({ api: abroad, ...inApplication({ functionsReachInternet: false }) })).toThrow(
      'api is on the internet, which the functions of this network do not reach: got "list-buckets"; expected an API of the Oracle Services Network. Give the network a way out, or the API its own application in another network (at Test/Function)',
    );
  });

  test.each([true, undefined])('takes it where they reach it: %p', (functionsReachInternet) => {
    const document = synth({ api: abroad, ...inApplication({ functionsReachInternet }) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ display_name: 'list-buckets' });
  });

  test('takes an API of the Oracle Services Network where functions reach nothing else', () => {
    const document = synth(inApplication({ functionsReachInternet: false }));
    expect(resource(document, 'oci_functions_function')).toMatchObject({ display_name: 'list-buckets' });
  });

  test('refuses what the application does not take', () => {
    const application = {
      applicationId: 'ocid1.fnapp.test',
      tryAddFunction: (name: string) => `${name} is one too many`,
    };
    expect(() => synth({ application })).toThrow(
      'application does not take the function: got "list-buckets is one too many"; expected room for it, and a name of its own (at Test/Function)',
    );
  });
});

describe('SignedApiFunction called without waiting', () => {
  test('may take as long as it may otherwise', () => {
    const document = synth({ timeout: Duration.seconds(77) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({
      timeout_in_seconds: 77,
      detached_mode_timeout_in_seconds: 77,
    });
  });

  test.each([5, 3600])('takes a time limit of %i seconds', (seconds) => {
    const document = synth({ detachedTimeout: Duration.seconds(seconds) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ detached_mode_timeout_in_seconds: seconds });
  });

  test.each([4, 3601, 7.5])('refuses a time limit of %d seconds', (seconds) => {
    expect(() => synth({ detachedTimeout: Duration.seconds(seconds) })).toThrow(
      `detachedTimeout is out of range: got "${String(seconds)} s"; expected 5 to 3600 whole seconds (at Test/Function)`,
    );
  });

  test.each([
    ['success', 'Success'],
    ['failure', 'Failure'],
  ] as const)('writes a record of %s, and may', (outcome, word) => {
    const document = synth({ [`${outcome}Destination`]: InvocationDestination.stream('ocid1.stream.test') });
    expect(resource(document, 'oci_functions_function')).toMatchObject({
      [`${outcome}_destination`]: { kind: 'STREAM', stream_id: 'ocid1.stream.test' },
    });
    expect(resources(document, 'oci_identity_policy')[`Function/${word}DestinationPolicy`]).toEqual({
      compartment_id: 'ocid1.compartment.test',
      name: `oracleapi-list-buckets-on-${outcome}`,
      description: `Where the function of list-buckets writes after a detached call that ended in ${outcome}`,
      statements: [
        expect.stringMatching(
          new RegExp(
            `^Allow dynamic-group \\$\\{${group}\\} to use stream-push in compartment id ocid1.compartment.test where target.stream.id = 'ocid1.stream.test'$`,
          ),
        ),
      ],
    });
  });

  test('may write without a group too', () => {
    const failureDestination = InvocationDestination.stream('ocid1.stream.test');
    const document = synth({ failureDestination, access: FunctionAccess.withoutGroup() });
    expect(resources(document, 'oci_identity_policy')['Function/FailureDestinationPolicy']).toMatchObject({
      statements: [
        expect.stringMatching(
          new RegExp(
            `where ALL \\{request\\.principal\\.type = 'fnfunc', request\\.principal\\.id = '${functionId}', target\\.stream\\.id = 'ocid1\\.stream\\.test'\\}$`,
          ),
        ),
      ],
    });
  });

  test('may write to another compartment, by a policy there', () => {
    const successDestination = InvocationDestination.queue('ocid1.queue.test', {
      compartmentId: 'ocid1.compartment.queues',
    });
    const policies = resources(synth({ successDestination }), 'oci_identity_policy');
    expect(policies['Function/SuccessDestinationPolicy']).toMatchObject({
      compartment_id: 'ocid1.compartment.queues',
      statements: [expect.stringContaining(' in compartment id ocid1.compartment.queues where ')],
    });
  });
});

describe('SignedApiFunction, to policies', () => {
  test('is the only member of a dynamic group', () => {
    expect(resource(synth(), 'oci_identity_dynamic_group')).toEqual({
      compartment_id: 'ocid1.tenancy.test',
      description: 'The function that signs calls of list-buckets',
      matching_rule: expect.stringMatching(
        new RegExp(`^ALL \\{resource\\.type = 'fnfunc', resource\\.id = '${functionId}'\\}$`),
      ) as string,
      name: 'oracleapi-list-buckets',
    });
  });

  test('is one of the functions of the compartment when asked', () => {
    const document = synth({ access: FunctionAccess.compartmentGroup() });
    expect(resource(document, 'oci_identity_dynamic_group')).toMatchObject({
      matching_rule: "ALL {resource.type = 'fnfunc', resource.compartment.id = 'ocid1.compartment.test'}",
    });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      statements: [expect.stringMatching(new RegExp(`^Allow dynamic-group \\$\\{${group}\\} to inspect buckets`))],
    });
  });

  test('is its own OCID when asked', () => {
    const document = synth({ access: FunctionAccess.withoutGroup() });
    expect(document['resource']).not.toHaveProperty('oci_identity_dynamic_group');
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      statements: [
        expect.stringMatching(
          new RegExp(
            `^Allow any-user to inspect buckets in compartment id ocid1.compartment.test where ALL \\{request\\.principal\\.type = 'fnfunc', request\\.principal\\.id = '${functionId}'\\}$`,
          ),
        ),
      ],
    });
  });

  test('is the only member of a group of an identity domain when asked', () => {
    const access = FunctionAccess.domainGroup({
      domainUrl: 'https://idcs-test.identity.oraclecloud.com:443',
      domainName: 'Team B',
    });
    const document = synth({ access });
    expect(document['resource']).not.toHaveProperty('oci_identity_dynamic_group');
    expect(resource(document, 'oci_identity_domains_dynamic_resource_group')).toEqual({
      idcs_endpoint: 'https://idcs-test.identity.oraclecloud.com:443',
      schemas: ['urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup'],
      display_name: 'oracleapi-list-buckets',
      description: 'The function that signs calls of list-buckets',
      matching_rule: expect.stringMatching(
        new RegExp(`^ALL \\{resource\\.type = 'fnfunc', resource\\.id = '${functionId}'\\}$`),
      ) as string,
      lifecycle: { ignore_changes: ['schemas'] },
    });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      statements: [
        expect.stringMatching(
          /^Allow dynamic-group 'Team B'\/'\$\{oci_identity_domains_dynamic_resource_group\.Function_DomainGroup_\w+\.display_name\}' to inspect buckets in compartment id ocid1\.compartment\.test$/,
        ),
      ],
    });
  });

  test('may do what the API declares, in the compartment', () => {
    const api = testApi({
      permissions: [
        { verb: 'read', resourceType: 'buckets' },
        { permissions: ['OBJECT_READ'], where: { variable: 'target.bucket.name', value: 'invoices' } },
      ],
    });
    const start = `^Allow dynamic-group \\$\\{${group}\\} to `;
    expect(resource(synth({ api }), 'oci_identity_policy')).toEqual({
      compartment_id: 'ocid1.compartment.test',
      description: 'What the function needs to serve list-buckets',
      name: 'oracleapi-list-buckets',
      statements: [
        expect.stringMatching(new RegExp(`${start}read buckets in compartment id ocid1.compartment.test$`)),
        expect.stringMatching(
          new RegExp(
            `${start}\\{OBJECT_READ\\} in compartment id ocid1.compartment.test where target.bucket.name = 'invoices'$`,
          ),
        ),
      ],
    });
  });

  test('refuses a permission that makes no statement', () => {
    const api = testApi({ permissions: [{ verb: 'read', resourceType: 'buckets in tenancy' }] });
    expect(() => synth({ api })).toThrow(
      /^permissions make no statement: got "resourceType is not one part of a statement: .* \(at Test\/Function\/Policy\)$/,
    );
  });

  test('may do it in the tenancy when asked', () => {
    expect(resource(synth({ permissionScope: 'tenancy' }), 'oci_identity_policy')).toMatchObject({
      compartment_id: 'ocid1.tenancy.test',
      statements: [expect.stringMatching(/ to inspect buckets in tenancy$/)],
    });
  });
});

describe('SignedApiFunction of an API that manages everything', () => {
  const api = testApi({ permissions: [{ verb: 'manage', resourceType: 'all-resources' }] });

  test('refuses it in the tenancy', () => {
    expect(() => synth({ api, permissionScope: 'tenancy' })).toThrow(
      `permissionScope gives list-buckets everything: got "tenancy, with manage all-resources"; expected 'compartment', or an API that names the resource types it needs (at Test/Function)`,
    );
  });

  test('refuses it in a compartment that is the tenancy', () => {
    expect(() => synth({ api, compartmentId: 'ocid1.tenancy.test' })).toThrow(
      `compartmentId gives list-buckets everything: got "the tenancy itself, with manage all-resources"; expected another compartment, or an API that names the resource types it needs (at Test/Function)`,
    );
  });

  test('refuses it in a compartment that is the tenancy under the same variable', () => {
    expect(() =>
      synthDocument((stack) => {
        const { stringValue } = new TerraformVariable(stack, 'tenancy', { type: 'string' });
        add(stack, { api, compartmentId: stringValue, tenancyId: stringValue });
      }),
    ).toThrow('compartmentId gives list-buckets everything');
  });

  test('takes it in one compartment', () => {
    const policy = resource(synth({ api }), 'oci_identity_policy');
    expect(policy).toMatchObject({
      statements: [expect.stringContaining('to manage all-resources in compartment id ocid1.compartment.test')],
    });
    expect(policy).not.toHaveProperty('lifecycle');
  });

  test('leaves to Terraform whether a compartment that only Terraform knows is the tenancy', () => {
    const document = synthDocument((stack) => {
      const { stringValue } = new TerraformVariable(stack, 'compartment', { type: 'string' });
      add(stack, { api, compartmentId: stringValue });
    });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      lifecycle: {
        precondition: [
          {
            condition: '${(var.compartment != "ocid1.tenancy.test")}',
            error_message: 'list-buckets manages all resources of its compartment, which must not be the tenancy',
          },
        ],
      },
    });
  });
});

describe('SignedApiFunction.fromFunctionId', () => {
  test('hands on the id, and is its OCID to policies', () => {
    expect(SignedApiFunction.fromFunctionId('ocid1.fnfunc.test')).toEqual({
      functionId: 'ocid1.fnfunc.test',
      subject: {
        text: 'any-user',
        conditions: [
          { variable: 'request.principal.type', value: 'fnfunc' },
          { variable: 'request.principal.id', value: 'ocid1.fnfunc.test' },
        ],
      },
    });
  });
});
