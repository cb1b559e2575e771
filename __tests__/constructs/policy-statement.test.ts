import { Token } from 'cdktf';
import { PolicyScope, PolicySubject, policyStatement } from '../../constructs';

const subject = PolicySubject.dynamicGroup('searchers');
const scope = PolicyScope.compartment('ocid1.compartment.test');

describe('policyStatement', () => {
  test('allows a dynamic group something in a compartment', () => {
    expect(policyStatement({ subject, verb: 'inspect', resourceType: 'vcns', scope })).toBe(
      'Allow dynamic-group searchers to inspect vcns in compartment id ocid1.compartment.test',
    );
  });

  test('allows a dynamic group something in the tenancy', () => {
    expect(policyStatement({ subject, verb: 'use', resourceType: 'keys', scope: PolicyScope.tenancy() })).toBe(
      'Allow dynamic-group searchers to use keys in tenancy',
    );
  });

  test('allows any user something only where all conditions hold', () => {
    const gateway = PolicySubject.anyUserWhere(
      { variable: 'request.principal.type', value: 'ApiGateway' },
      { variable: 'request.resource.compartment.id', value: 'ocid1.compartment.gateway' },
    );
    expect(policyStatement({ subject: gateway, verb: 'use', resourceType: 'functions-family', scope })).toBe(
      "Allow any-user to use functions-family in compartment id ocid1.compartment.test where ALL {request.principal.type = 'ApiGateway', request.resource.compartment.id = 'ocid1.compartment.gateway'}",
    );
  });

  test('takes values that only Terraform knows', () => {
    const id = Token.asString({ resolve: () => 'later' });
    expect(
      policyStatement({ subject, verb: 'read', resourceType: 'vcns', scope: PolicyScope.compartment(id) }),
    ).toContain(`in compartment id ${id}`);
  });

  test('refuses to give the whole tenancy away', () => {
    expect(() =>
      policyStatement({ subject, verb: 'manage', resourceType: 'all-resources', scope: PolicyScope.tenancy() }),
    ).toThrow("statement gives everything away: got 'manage all-resources in tenancy'");
  });

  test('manages everything of one compartment when it is told so', () => {
    expect(policyStatement({ subject, verb: 'manage', resourceType: 'all-resources', scope })).toContain(
      'to manage all-resources in compartment id',
    );
  });

  test('refuses a resource type that carries a scope of its own', () => {
    expect(() => policyStatement({ subject, verb: 'manage', resourceType: 'vcns in tenancy', scope })).toThrow(
      'resourceType is not one part of a statement: got "vcns in tenancy"',
    );
  });

  test('refuses a group name that goes on with a statement', () => {
    expect(() => PolicySubject.dynamicGroup('searchers to manage vcns')).toThrow(
      'dynamicGroup is not one part of a statement',
    );
  });

  test('refuses a compartment that goes on with a statement', () => {
    expect(() => PolicyScope.compartment('ocid1.compartment.test where true')).toThrow(
      'compartment is not one part of a statement',
    );
  });

  test('refuses a condition value that ends its own quotation', () => {
    const open = PolicySubject.anyUserWhere({ variable: 'request.principal.type', value: "x' || '1'='1" });
    expect(() => policyStatement({ subject: open, verb: 'use', resourceType: 'vcns', scope })).toThrow(
      'value is not one part of a statement',
    );
  });

  test('refuses a condition variable that is more than a name', () => {
    const open = PolicySubject.anyUserWhere({ variable: 'true, request.user.id', value: 'x' });
    expect(() => policyStatement({ subject: open, verb: 'use', resourceType: 'vcns', scope })).toThrow(
      'variable is not one part of a statement',
    );
  });
});
