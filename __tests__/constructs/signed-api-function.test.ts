import type { TerraformStack } from 'cdktf';
import { Duration, FunctionImage, FunctionsApplication, SignedApiFunction, Size } from '../../constructs';
import type { SignedApiFunctionProps } from '../../constructs';
import { scratch } from '../../testing/scratch';
import { StubBundler } from '../../testing/stub-bundler';
import { resource, synthDocument } from '../../testing/synth';
import { testApi } from '../../testing/synth-api';

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

const group = /oci_identity_dynamic_group\.Function_DynamicGroup_\w+\.name/.source;

describe('SignedApiFunction', () => {
  test('runs the image in the application', () => {
    expect(resource(synth(), 'oci_functions_function')).toEqual({
      application_id: 'ocid1.fnapp.test',
      display_name: 'list-buckets',
      image: expect.stringMatching(/^ocir\.eu-zurich-1\..*:[0-9a-f]{16}$/) as string,
      memory_in_mbs: '256',
      timeout_in_seconds: 30,
    });
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
      `timeout is out of range: got "${String(seconds)} s"; expected 5 to 300 whole seconds`,
    );
  });

  test('takes environment variables', () => {
    const config = { UPSTREAM_ENDPOINT: 'https://upstream.test' };
    expect(resource(synth({ config }), 'oci_functions_function')).toMatchObject({ config });
  });

  test('has a dynamic group of its own that holds it and nothing else', () => {
    expect(resource(synth(), 'oci_identity_dynamic_group')).toEqual({
      compartment_id: 'ocid1.tenancy.test',
      description: 'The function that signs calls of list-buckets',
      matching_rule: expect.stringMatching(
        /^ALL \{resource\.type = 'fnfunc', resource\.id = '\$\{oci_functions_function\.Function_\w+\.id\}'\}$/,
      ) as string,
      name: 'oracleapi-list-buckets',
    });
  });

  test('shares its rights with the functions of the compartment when asked', () => {
    expect(resource(synth({ dynamicGroupMembers: 'compartment' }), 'oci_identity_dynamic_group')).toMatchObject({
      matching_rule: "ALL {resource.type = 'fnfunc', resource.compartment.id = 'ocid1.compartment.test'}",
    });
  });

  test('may do what the API declares, in the compartment', () => {
    const api = testApi({
      permissions: [
        { verb: 'read', resourceType: 'buckets' },
        { verb: 'use', resourceType: 'keys' },
      ],
    });
    expect(resource(synth({ api }), 'oci_identity_policy')).toEqual({
      compartment_id: 'ocid1.compartment.test',
      description: 'What the function needs to serve list-buckets',
      name: 'oracleapi-list-buckets',
      statements: [
        expect.stringMatching(
          new RegExp(
            `^Allow dynamic-group \\$\\{${group}\\} to read buckets in compartment id ocid1.compartment.test$`,
          ),
        ),
        expect.stringMatching(
          new RegExp(`^Allow dynamic-group \\$\\{${group}\\} to use keys in compartment id ocid1.compartment.test$`),
        ),
      ],
    });
  });

  test('may do it in the tenancy when asked', () => {
    expect(resource(synth({ permissionScope: 'tenancy' }), 'oci_identity_policy')).toMatchObject({
      compartment_id: 'ocid1.tenancy.test',
      statements: [expect.stringMatching(/ to inspect buckets in tenancy$/)],
    });
  });

  test('takes a prefix for the names of group and policy', () => {
    const document = synth({ namePrefix: 'billing' });
    expect(resource(document, 'oci_identity_dynamic_group')).toMatchObject({ name: 'billing-list-buckets' });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({ name: 'billing-list-buckets' });
  });

  test('refuses everything in the tenancy', () => {
    const api = testApi({ permissions: [{ verb: 'manage', resourceType: 'all-resources' }] });
    expect(() => synth({ api, permissionScope: 'tenancy' })).toThrow(
      /^permissionScope gives list-buckets everything: .* \(at Test\/Function\)$/,
    );
  });

  test('takes everything in one compartment', () => {
    const api = testApi({ permissions: [{ verb: 'manage', resourceType: 'all-resources' }] });
    expect(resource(synth({ api }), 'oci_identity_policy')).toMatchObject({
      statements: [expect.stringContaining('to manage all-resources in compartment id ocid1.compartment.test')],
    });
  });
});
