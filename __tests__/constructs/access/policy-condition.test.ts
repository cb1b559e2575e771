import { Token } from 'cdktf';
import { PolicyScope, PolicySubject, policyStatement } from '../../../constructs';
import type { PolicyCondition } from '../../../apis';

const place = { subject: PolicySubject.dynamicGroup('readers'), scope: PolicyScope.tenancy() };
const START = 'Allow dynamic-group readers to read buckets in tenancy where ';
const where = (condition: PolicyCondition): string => {
  const text = policyStatement({ ...place, verb: 'read', resourceType: 'buckets', where: condition });
  expect(text.startsWith(START)).toBe(true);
  return text.slice(START.length);
};
const bucket = { variable: 'target.bucket.name', value: 'invoices' };
const region = { variable: 'request.region', value: 'fra' };

describe('a condition of a statement', () => {
  test.each<[string, PolicyCondition, string]>([
    ['a value', bucket, "target.bucket.name = 'invoices'"],
    ['another value', { variable: 'target.group.name', notValue: 'Admins' }, "target.group.name != 'Admins'"],
    [
      'one of some values',
      { variable: 'request.operation', values: ['GetObject', 'HeadObject'] },
      "request.operation in ('GetObject', 'HeadObject')",
    ],
    [
      'the start of a value',
      { variable: 'target.object.name', startsWith: 'inbox-' },
      'target.object.name = /inbox-*/',
    ],
    [
      'all of some conditions',
      { all: [bucket, region] },
      "ALL {target.bucket.name = 'invoices', request.region = 'fra'}",
    ],
    [
      'any of some conditions',
      { any: [bucket, region] },
      "ANY {target.bucket.name = 'invoices', request.region = 'fra'}",
    ],
    [
      'conditions within conditions',
      { any: [region, { all: [bucket, region] }] },
      "ANY {request.region = 'fra', ALL {target.bucket.name = 'invoices', request.region = 'fra'}}",
    ],
  ])('asks for %s', (_what, condition, text) => {
    expect(where(condition)).toBe(text);
  });

  test('takes a value that only Terraform knows', () => {
    const value = Token.asString({ resolve: () => 'later' });
    expect(where({ variable: 'target.bucket.name', value })).toBe(`target.bucket.name = '${value}'`);
  });

  test.each<[string, PolicyCondition, string]>([
    [
      'a value that ends its own quotation',
      { variable: 'target.bucket.name', value: "x' || '1'='1" },
      `value is not one part of a statement: got "x' || '1'='1"`,
    ],
    [
      'a value that does so beside one that only Terraform knows',
      { variable: 'target.bucket.name', value: `${Token.asString({ resolve: () => 'later' })}'} to` },
      'value is not one part of a statement',
    ],
    [
      'another value that ends its own quotation',
      { variable: 'target.bucket.name', notValue: "x'" },
      `value is not one part of a statement: got "x'"`,
    ],
    [
      'a list with a value that ends its own quotation',
      { variable: 'target.bucket.name', values: ['y', "x'"] },
      `value is not one part of a statement: got "x'"`,
    ],
    [
      'a start that ends its own pattern',
      { variable: 'target.bucket.name', startsWith: 'x*/ || ' },
      'startsWith is not one part of a statement: got "x*/ || "',
    ],
    [
      'a variable that is more than a name',
      { variable: 'true, request.user.id', value: 'x' },
      'variable is not one part of a statement: got "true, request.user.id"',
    ],
    [
      'an empty list of values',
      { variable: 'request.region', values: [] as unknown as [string] },
      'values is empty: got []; expected at least one entry',
    ],
    [
      'an empty list of conditions, one of which is to hold',
      { any: [] as unknown as [PolicyCondition] },
      'any is empty: got []; expected at least one entry',
    ],
    [
      'an empty list of conditions, all of which are to hold',
      { all: [] as unknown as [PolicyCondition] },
      'where is empty: got []; expected at least one entry',
    ],
    [
      'an empty list within a list',
      { any: [region, { all: [] as unknown as [PolicyCondition] }] },
      'all is empty: got []; expected at least one entry',
    ],
  ])('refuses %s', (_what, condition, message) => {
    expect(() => where(condition)).toThrow(message);
  });
});
