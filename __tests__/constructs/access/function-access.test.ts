import { TerraformStack, Testing } from 'cdktf';
import fc from 'fast-check';
import type { ApiPermission } from '../../../apis';
import {
  FunctionAccess,
  FunctionsApplication,
  InvocationDestination,
  PermissionPolicy,
  PropError,
  SignedApiFunction,
} from '../../../constructs';
import type { SignedApiFunctionProps } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { testApi } from '../../../testing/synth-api';

const TENANCY = 'ocid1.tenancy.oc1..test';
const app = Testing.app({ outdir: scratch('access') });
let stacks = 0;

/** Every statement of every policy that the function makes; what Terraform fills in stays a token. */
function statementsOf(props: Partial<SignedApiFunctionProps>, permissions: readonly ApiPermission[]): string[] {
  stacks += 1;
  const stack = new TerraformStack(app, `Test${String(stacks)}`);
  new SignedApiFunction(stack, 'Function', {
    api: testApi({ permissions: permissions as [ApiPermission] }),
    application: FunctionsApplication.fromApplicationId('ocid1.fnapp.test'),
    image: { imageReference: 'fra.ocir.io/acme/buckets:1' },
    compartmentId: 'ocid1.compartment.test',
    tenancyId: TENANCY,
    ...props,
  });
  return stack.node.findAll().flatMap((one) => (one instanceof PermissionPolicy ? one.statementsInput : []));
}

const access = fc.constantFrom(
  undefined,
  FunctionAccess.ownGroup(),
  FunctionAccess.compartmentGroup(),
  FunctionAccess.withoutGroup(),
  FunctionAccess.domainGroup({ domainUrl: 'https://idcs-test.identity.oraclecloud.com', domainName: 'Default' }),
);
const compartmentId = fc.constantFrom('ocid1.compartment.test', TENANCY, 'ocid1.tenancy.oc1..another');
const destination = fc.option(
  compartmentId.map((id) => InvocationDestination.topic('ocid1.onstopic.test', { compartmentId: id })),
  { nil: undefined },
);
const props = fc.record({
  access,
  compartmentId,
  permissionScope: fc.constantFrom(undefined, 'compartment' as const, 'tenancy' as const),
  successDestination: destination,
  failureDestination: destination,
});
const where = fc.option(fc.constant({ variable: 'request.region', value: 'fra' }), { nil: undefined });
const permission: fc.Arbitrary<ApiPermission> = fc.oneof(
  fc.record({
    verb: fc.constantFrom('inspect' as const, 'read' as const, 'use' as const, 'manage' as const),
    resourceType: fc.constantFrom('all-resources', 'buckets', 'virtual-network-family'),
    where,
  }),
  fc.record({ permissions: fc.constant(['BUCKET_READ'] as const), where }),
);
const permissions = fc.array(permission, { minLength: 1, maxLength: 4 });

describe('what a function may do', () => {
  test('is everything in no case, whoever it is to policies and wherever', () => {
    let refused = 0;
    fc.assert(
      fc.property(props, permissions, (given, wanted) => {
        try {
          const statements = statementsOf(given, wanted);
          expect(statements.length).toBeGreaterThanOrEqual(wanted.length);
          expect(statements.join('\n')).not.toMatch(/manage all-resources in (tenancy|compartment id ocid1\.tenancy)/i);
        } catch (error) {
          if (!(error instanceof PropError)) throw error;
          refused += 1;
        }
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  test('is what its API declares and no more, by default', () => {
    fc.assert(
      fc.property(permissions, (wanted) => {
        const statements = statementsOf({}, wanted);
        expect(statements).toHaveLength(wanted.length);
        expect(statements.filter((text) => !text.includes(' in compartment id ocid1.compartment.test'))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
