import { Fn, TerraformVariable } from 'cdktf';
import { FunctionAccess } from '../../../constructs';
import { addFunction, synthFunction } from '../../../testing/signed-api-function';
import { resource, synthDocument } from '../../../testing/synth';
import { testApi } from '../../../testing/synth-api';

const group = /oci_identity_dynamic_group\.Function_DynamicGroup_\w+\.name/.source;
const functionId = /\$\{oci_functions_function\.Function_\w+\.id\}/.source;

describe('SignedApiFunction, to policies', () => {
  test('is the only member of a dynamic group', () => {
    expect(resource(synthFunction(), 'oci_identity_dynamic_group')).toEqual({
      compartment_id: 'ocid1.tenancy.test',
      description: 'The function that signs calls of list-buckets',
      matching_rule: expect.stringMatching(
        new RegExp(`^ALL \\{resource\\.type = 'fnfunc', resource\\.id = '${functionId}'\\}$`),
      ) as string,
      name: 'oracleapi-list-buckets',
    });
  });

  test('is one of the functions of the compartment when asked', () => {
    const document = synthFunction({ access: FunctionAccess.compartmentGroup() });
    expect(resource(document, 'oci_identity_dynamic_group')).toMatchObject({
      matching_rule: "ALL {resource.type = 'fnfunc', resource.compartment.id = 'ocid1.compartment.test'}",
    });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      statements: [expect.stringMatching(new RegExp(`^Allow dynamic-group \\$\\{${group}\\} to inspect buckets`))],
    });
  });

  test('is its own OCID when asked', () => {
    const document = synthFunction({ access: FunctionAccess.withoutGroup() });
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
    const document = synthFunction({ access });
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
    expect(resource(synthFunction({ api }), 'oci_identity_policy')).toEqual({
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
    expect(() => synthFunction({ api })).toThrow(
      /^permissions make no statement: got "resourceType is not one part of a statement: .* \(at Test\/Function\/Policy\)$/,
    );
  });

  test.each(['tenant', 'Tenancy', ''])('refuses %p for the place of its permissions', (permissionScope) => {
    expect(() => synthFunction({ permissionScope: permissionScope as 'tenancy' })).toThrow(
      new Error(
        `permissionScope is none of two words: got "${permissionScope}"; expected 'compartment' or 'tenancy' (at Test/Function)`,
      ),
    );
  });

  test('refuses a place of its permissions that only Terraform knows', () => {
    expect(() => synthFunction({ permissionScope: Fn.lower('TENANCY') as 'tenancy' })).toThrow(
      new Error(
        `permissionScope is none of two words: got "a value that only Terraform knows"; expected 'compartment' or 'tenancy' (at Test/Function)`,
      ),
    );
  });

  test('may do it in its compartment when that is said', () => {
    expect(resource(synthFunction({ permissionScope: 'compartment' }), 'oci_identity_policy')).toMatchObject({
      statements: [expect.stringMatching(/ to inspect buckets in compartment id ocid1\.compartment\.test$/)],
    });
  });

  test('may do it in the tenancy when asked', () => {
    expect(resource(synthFunction({ permissionScope: 'tenancy' }), 'oci_identity_policy')).toMatchObject({
      compartment_id: 'ocid1.tenancy.test',
      statements: [expect.stringMatching(/ to inspect buckets in tenancy$/)],
    });
  });
});

describe('SignedApiFunction of an API that manages everything', () => {
  const api = testApi({ permissions: [{ verb: 'manage', resourceType: 'all-resources' }] });

  test('refuses it in the tenancy', () => {
    expect(() => synthFunction({ api, permissionScope: 'tenancy' })).toThrow(
      `permissionScope gives list-buckets everything: got "tenancy, with manage all-resources"; expected 'compartment', or an API that names the resource types it needs (at Test/Function)`,
    );
  });

  test('refuses it in a compartment that is the tenancy', () => {
    expect(() => synthFunction({ api, compartmentId: 'ocid1.tenancy.test' })).toThrow(
      `compartmentId gives list-buckets everything: got "the tenancy itself, with manage all-resources"; expected another compartment, or an API that names the resource types it needs (at Test/Function)`,
    );
  });

  test('refuses it in a compartment that is the tenancy under the same variable', () => {
    expect(() =>
      synthDocument((stack) => {
        const { stringValue } = new TerraformVariable(stack, 'tenancy', { type: 'string' });
        addFunction(stack, { api, compartmentId: stringValue, tenancyId: stringValue });
      }),
    ).toThrow('compartmentId gives list-buckets everything');
  });

  test('takes it in one compartment', () => {
    const policy = resource(synthFunction({ api }), 'oci_identity_policy');
    expect(policy).toMatchObject({
      statements: [expect.stringContaining('to manage all-resources in compartment id ocid1.compartment.test')],
    });
    expect(policy).not.toHaveProperty('lifecycle');
  });

  test('leaves to Terraform whether a compartment that only Terraform knows is the tenancy', () => {
    const document = synthDocument((stack) => {
      const { stringValue } = new TerraformVariable(stack, 'compartment', { type: 'string' });
      addFunction(stack, { api, compartmentId: stringValue });
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
