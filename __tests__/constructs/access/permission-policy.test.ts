import { PermissionPolicy, PolicyScope, PolicySubject } from '../../../constructs';
import type { PermissionPolicyProps } from '../../../constructs';
import { resources, synthDocument } from '../../../testing/synth';

const synth = (props: Partial<PermissionPolicyProps> = {}): unknown =>
  resources(
    synthDocument((stack) => {
      new PermissionPolicy(stack, 'Policy', {
        compartmentId: 'ocid1.compartment.test',
        name: 'may-read',
        description: 'Readers may read',
        subject: PolicySubject.dynamicGroup('readers'),
        permissions: [
          { verb: 'read', resourceType: 'buckets' },
          { permissions: ['OBJECT_READ'], where: { variable: 'target.bucket.name', value: 'invoices' } },
        ],
        ...props,
      });
    }),
    'oci_identity_policy',
  )['Policy'];

describe('PermissionPolicy', () => {
  test('has one statement for each permission', () => {
    expect(synth()).toEqual({
      compartment_id: 'ocid1.compartment.test',
      name: 'may-read',
      description: 'Readers may read',
      statements: [
        'Allow dynamic-group readers to read buckets in compartment id ocid1.compartment.test',
        "Allow dynamic-group readers to {OBJECT_READ} in compartment id ocid1.compartment.test where target.bucket.name = 'invoices'",
      ],
    });
  });

  test('is written in one compartment and speaks of another when asked', () => {
    const scope = PolicyScope.compartment('ocid1.compartment.below');
    expect(synth({ scope, permissions: [{ verb: 'read', resourceType: 'buckets' }] })).toMatchObject({
      compartment_id: 'ocid1.compartment.test',
      statements: ['Allow dynamic-group readers to read buckets in compartment id ocid1.compartment.below'],
    });
  });

  test('takes what every resource takes', () => {
    expect(synth({ lifecycle: { preventDestroy: true } })).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test('says where it is when its parts make no statement', () => {
    expect(() => synth({ permissions: [{ verb: 'read', resourceType: 'buckets in tenancy' }] })).toThrow(
      'permissions make no statement: got "resourceType is not one part of a statement: got \\"buckets in tenancy\\"; expected ^[a-z][a-z0-9-]*$"; expected one part of a statement each (at Test/Policy)',
    );
  });

  test('gives nobody everything', () => {
    expect(() =>
      synth({ permissions: [{ verb: 'manage', resourceType: 'all-resources' }], scope: PolicyScope.tenancy() }),
    ).toThrow(
      `permissions make no statement: got "statement gives everything away: got 'manage all-resources in tenancy'; expected the resource types that are needed"; expected one part of a statement each (at Test/Policy)`,
    );
  });
});
