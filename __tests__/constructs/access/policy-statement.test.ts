import { Token } from 'cdktf';
import fc from 'fast-check';
import type { ApiPermission, PolicyCondition, PolicyVerb } from '../../../apis';
import { PolicyScope, PolicySubject, policyStatement } from '../../../constructs';
import type { ConditionedSubject } from '../../../constructs';

const subject = PolicySubject.dynamicGroup('searchers');
const scope = PolicyScope.compartment('ocid1.compartment.test');

describe('policyStatement', () => {
  test('allows a verb on a resource type in a compartment', () => {
    expect(policyStatement({ subject, verb: 'inspect', resourceType: 'vcns', scope })).toBe(
      'Allow dynamic-group searchers to inspect vcns in compartment id ocid1.compartment.test',
    );
  });

  test('allows permissions by their names', () => {
    expect(policyStatement({ subject, permissions: ['OBJECT_READ', 'OBJECT_INSPECT'], scope })).toBe(
      'Allow dynamic-group searchers to {OBJECT_READ, OBJECT_INSPECT} in compartment id ocid1.compartment.test',
    );
  });

  test('allows something in the tenancy', () => {
    expect(policyStatement({ subject, verb: 'use', resourceType: 'keys', scope: PolicyScope.tenancy() })).toBe(
      'Allow dynamic-group searchers to use keys in tenancy',
    );
  });

  test('allows something only where its condition holds', () => {
    const where = { variable: 'target.bucket.name', value: 'invoices' };
    expect(policyStatement({ subject, verb: 'read', resourceType: 'objects', scope, where })).toBe(
      "Allow dynamic-group searchers to read objects in compartment id ocid1.compartment.test where target.bucket.name = 'invoices'",
    );
  });

  test('joins the conditions of a subject and its own', () => {
    const gateway = PolicySubject.anyUserWhere({ variable: 'request.principal.type', value: 'ApiGateway' });
    const where: PolicyCondition = { any: [{ variable: 'request.region', value: 'fra' }] };
    expect(policyStatement({ subject: gateway, verb: 'use', resourceType: 'functions-family', scope, where })).toBe(
      "Allow any-user to use functions-family in compartment id ocid1.compartment.test where ALL {request.principal.type = 'ApiGateway', ANY {request.region = 'fra'}}",
    );
  });

  test('joins conditions that all have to hold in one list', () => {
    const gateway = PolicySubject.anyUserWhere({ variable: 'request.principal.type', value: 'ApiGateway' });
    const where: PolicyCondition = {
      all: [
        { variable: 'request.region', value: 'fra' },
        { variable: 'request.operation', value: 'InvokeFunction' },
      ],
    };
    expect(policyStatement({ subject: gateway, verb: 'use', resourceType: 'functions-family', scope, where })).toMatch(
      / where ALL \{request\.principal\.type = 'ApiGateway', request\.region = 'fra', request\.operation = 'InvokeFunction'\}$/,
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

  test('refuses to give it away by the OCID of the tenancy', () => {
    const root = PolicyScope.compartment('ocid1.tenancy.oc1..test');
    expect(() => policyStatement({ subject, verb: 'manage', resourceType: 'all-resources', scope: root })).toThrow(
      "statement gives everything away: got 'manage all-resources in tenancy'",
    );
  });

  test('manages everything of one compartment when it is told so', () => {
    expect(policyStatement({ subject, verb: 'manage', resourceType: 'all-resources', scope })).toContain(
      'to manage all-resources in compartment id',
    );
  });

  test('refuses a resource type that carries a scope of its own', () => {
    expect(() => policyStatement({ subject, verb: 'manage', resourceType: 'vcns in tenancy', scope })).toThrow(
      'resourceType is not one part of a statement: got "vcns in tenancy"; expected ^[a-z][a-z0-9-]*$',
    );
  });

  test('refuses a verb that is none', () => {
    const verb = 'MANAGE' as PolicyVerb;
    expect(() => policyStatement({ subject, verb, resourceType: 'vcns', scope })).toThrow(
      'verb is none: got "MANAGE"; expected one of inspect, read, use, manage',
    );
  });

  test('refuses a permission that is more than a name', () => {
    expect(() => policyStatement({ subject, permissions: ['OBJECT_READ} in tenancy'], scope })).toThrow(
      'permissions is not one part of a statement: got "OBJECT_READ} in tenancy"; expected ^[A-Z][A-Z0-9_]*$',
    );
  });

  test('refuses an empty set of permissions', () => {
    const permissions = [] as unknown as [string];
    expect(() => policyStatement({ subject, permissions, scope })).toThrow(
      'permissions is empty: got []; expected at least one permission',
    );
  });

  test('refuses a compartment that goes on with a statement', () => {
    expect(() => PolicyScope.compartment('ocid1.compartment.test where true')).toThrow(
      'compartment is not one part of a statement: got "ocid1.compartment.test where true"',
    );
  });
});

const NASTY = fc.constantFrom(
  'all-resources',
  'ALL-RESOURCES',
  'all-resources in tenancy',
  'vcns',
  'ocid1.tenancy.oc1..test',
  'OCID1.TENANCY.oc1..test',
  'tenancy',
  "x' to manage all-resources in tenancy where '1'='1",
  'x}, ALL {',
  '',
);
const FINE = fc.constantFrom(
  'all-resources',
  'vcns',
  'target.bucket.name',
  'ocid1.compartment.test',
  'ocid1.tenancy.test',
  'VCN_READ',
);
const text = fc.oneof({ arbitrary: FINE, weight: 8 }, NASTY, fc.string({ unit: 'binary', maxLength: 8 }));
const { condition } = fc.letrec<{ condition: PolicyCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    fc.record({ variable: fc.oneof(text, fc.constant('request.principal.id')), value: text }),
    fc.record({ variable: text, notValue: text }),
    fc.record({ variable: text, startsWith: text }),
    fc.record({ variable: text, values: fc.array(text) as unknown as fc.Arbitrary<[string]> }),
    fc.record({ all: fc.array(tie('condition')) as unknown as fc.Arbitrary<[PolicyCondition]> }),
    fc.record({ any: fc.array(tie('condition')) as unknown as fc.Arbitrary<[PolicyCondition]> }),
  ),
}));
const subjects: fc.Arbitrary<() => PolicySubject | ConditionedSubject> = fc.oneof(
  text.map((name) => () => PolicySubject.dynamicGroup(name)),
  fc.tuple(text, text).map(
    ([domain, name]) =>
      () =>
        PolicySubject.domainGroup(domain, name),
  ),
  text.map((name) => () => PolicySubject.service(name)),
  text.map((id) => () => PolicySubject.function(id)),
  fc.array(condition).map((all) => () => PolicySubject.anyUserWhere(...(all as [PolicyCondition]))),
);
const scopes = fc.oneof(
  text.map((id) => () => PolicyScope.compartment(id)),
  fc.constant(() => PolicyScope.tenancy()),
);
const verbs = fc.oneof(fc.constantFrom('inspect', 'read', 'use', 'manage', 'MANAGE'), text) as fc.Arbitrary<PolicyVerb>;
const permissions: fc.Arbitrary<ApiPermission> = fc.oneof(
  fc.record({ verb: verbs, resourceType: text }, { requiredKeys: ['verb', 'resourceType'] }),
  fc.record({ verb: verbs, resourceType: text, where: condition }),
  fc.record({ permissions: fc.array(text) as unknown as fc.Arbitrary<[string]> }),
);

/** The form of the language, as far as this library writes it. */
const QUOTED = "'[^'{}]*'";
const COMPARISON = String.raw`[a-z][\w.-]* (!?= ${QUOTED}|= /[^'{}/*\s]+\*/|in \(${QUOTED}(, ${QUOTED})*\))`;
const STATEMENT = new RegExp(
  String.raw`^Allow (any-user|service [\w-]+|dynamic-group ([\w.-]+|'[^'{}/]+'/'[^'{}/]+')) to ` +
    String.raw`((inspect|read|use|manage) [a-z][a-z0-9-]*|\{[A-Z][A-Z0-9_]*(, [A-Z][A-Z0-9_]*)*\}) in ` +
    String.raw`(tenancy|compartment id [\w.-]+)( where (?<where>.+))?$`,
  'su',
);

/** What is left of conditions when every comparison and every group of such is taken away. */
function rest(where: string): string {
  const taken = where.replaceAll(new RegExp(COMPARISON, 'gu'), '#').replaceAll(/(ALL|ANY) \{#(, #)*\}/g, '#');
  return taken === where ? where : rest(taken);
}

describe('every statement that can be had', () => {
  const made = fc.tuple(subjects, permissions, scopes).map(([who, permission, place]) => {
    try {
      return policyStatement({ ...permission, subject: who(), scope: place() });
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  });

  test('is one statement, whatever its parts', () => {
    fc.assert(
      fc.property(made, (statement) => {
        fc.pre(statement !== undefined);
        const found = STATEMENT.exec(statement);
        expect(found).not.toBeNull();
        expect(rest(found?.groups?.where ?? '#')).toBe('#');
      }),
      { numRuns: 300, maxSkipsPerRun: 100 },
    );
  });

  test('never gives everything away', () => {
    fc.assert(
      fc.property(made, (statement) => {
        expect(statement ?? '').not.toMatch(
          /\bmanage\s+all-resources\s+in\s+(tenancy|compartment id ocid1\.tenancy\.)/i,
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test('never allows anything to everybody', () => {
    fc.assert(
      fc.property(made, (statement) => {
        if (statement?.startsWith('Allow any-user') !== true) return;
        expect(statement).toMatch(/ where .*request\.principal\.[\w-]+ (= '|in \()/s);
      }),
      { numRuns: 10_000 },
    );
  });
});
