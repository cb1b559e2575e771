import { PolicyScope, PolicySubject, policyStatement } from '../../../constructs';
import type { ConditionedSubject, PolicyConditions } from '../../../constructs';

const statement = (subject: PolicySubject | ConditionedSubject): string =>
  policyStatement({ subject, verb: 'use', resourceType: 'vcns', scope: PolicyScope.tenancy() });

describe('PolicySubject', () => {
  test('is a dynamic group of the default domain', () => {
    expect(statement(PolicySubject.dynamicGroup('searchers'))).toBe(
      'Allow dynamic-group searchers to use vcns in tenancy',
    );
  });

  test('is a dynamic group of a domain', () => {
    expect(statement(PolicySubject.domainGroup('Team B', 'searchers'))).toBe(
      "Allow dynamic-group 'Team B'/'searchers' to use vcns in tenancy",
    );
  });

  test('is a service of OCI', () => {
    expect(statement(PolicySubject.service('faas'))).toBe('Allow service faas to use vcns in tenancy');
  });

  test('is one function without a group', () => {
    expect(statement(PolicySubject.function('ocid1.fnfunc.test'))).toBe(
      "Allow any-user to use vcns in tenancy where ALL {request.principal.type = 'fnfunc', request.principal.id = 'ocid1.fnfunc.test'}",
    );
  });

  test('is whoever meets one condition', () => {
    const gateways = PolicySubject.anyUserWhere({ variable: 'request.principal.type', value: 'ApiGateway' });
    expect(statement(gateways)).toBe(
      "Allow any-user to use vcns in tenancy where request.principal.type = 'ApiGateway'",
    );
  });

  test.each<[string, PolicyConditions]>([
    ['an alternative of principals', [{ any: [principal('one'), principal('two')] }]],
    ['a principal in a list', [{ variable: 'request.principal.id', values: ['one', 'two'] }]],
    ['one person', [{ variable: 'request.principal.type', value: 'user' }, principal('one')]],
    [
      'functions of a compartment',
      [
        { variable: 'request.principal.type', value: 'fnfunc' },
        { variable: 'request.principal.compartment.id', value: 'one' },
      ],
    ],
    ['whatever is in a compartment', [{ variable: 'request.principal.compartment.id', value: 'one' }]],
    ['resources of two types', [{ variable: 'request.principal.type', values: ['fnfunc', 'ApiGateway'] }]],
    ['a principal among conditions', [{ all: [{ variable: 'request.region', value: 'fra' }, principal('one')] }]],
  ])('is whoever meets %s', (_what, conditions) => {
    expect(statement(PolicySubject.anyUserWhere(...conditions))).toContain(
      'Allow any-user to use vcns in tenancy where ',
    );
  });

  test.each<[string, readonly unknown[]]>([
    ['no condition at all', []],
    ['a condition on the request', [{ variable: 'request.operation', value: 'ListVcns' }]],
    ['a condition that all but one principal meet', [{ variable: 'request.principal.id', notValue: 'one' }]],
    [
      'an alternative that is no principal',
      [{ any: [principal('one'), { variable: 'request.region', value: 'fra' }] }],
    ],
    ['an alternative of nothing', [{ any: [] }]],
    ['people', [{ variable: 'request.principal.type', value: 'user' }]],
    ['people by another spelling', [{ variable: 'Request.Principal.Type', value: 'User' }]],
    ['people among others', [{ variable: 'request.principal.type', values: ['fnfunc', 'group'] }]],
    ['the tenancy', [{ variable: 'request.principal.tenant.id', value: 'one' }]],
  ])('refuses everybody, with %s', (_what, conditions) => {
    expect(() => PolicySubject.anyUserWhere(...(conditions as unknown as PolicyConditions))).toThrow(
      `subject is everybody: got ${JSON.stringify(conditions)}; expected a condition on request.principal that tells resources or one principal from the others`,
    );
  });

  test.each([
    ['dynamicGroup', () => PolicySubject.dynamicGroup('searchers to manage vcns'), 'searchers to manage vcns'],
    ['dynamicGroup', () => PolicySubject.domainGroup('Default', "a' to"), "a' to"],
    ['domain', () => PolicySubject.domainGroup("Default'/'x", 'searchers'), "Default'/'x"],
    ['service', () => PolicySubject.service('faas, any-user'), 'faas, any-user'],
  ])('refuses a %s that goes on with a statement', (part, make, got) => {
    expect(make).toThrow(`${part} is not one part of a statement: got ${JSON.stringify(got)}; expected `);
  });
});

function principal(id: string): { variable: string; value: string } {
  return { variable: 'request.principal.id', value: id };
}
