import { diffDocuments } from '../../../../review';
import { documentOf } from '../../../../testing/small-documents';

const policy = documentOf({
  'oci_identity_policy.One': { statements: ['Allow group ${var.team} to ${local.verb} buckets in tenancy'] },
});
const accessOf = (before: object, after: object): readonly boolean[] =>
  diffDocuments({ ...before }, { ...after }).map(({ access }) => access);

describe('what something about access takes its value from', () => {
  test('is about access: a default', () => {
    const document = (team: string) => ({ ...policy, variable: { team: { default: team } } });
    expect(accessOf(document('readers'), document('Administrators'))).toEqual([true]);
  });

  test('is about access: a local', () => {
    const document = (verb: string) => ({ ...policy, locals: { verb } });
    expect(accessOf(document('read'), document('manage'))).toEqual([true]);
  });

  test('is about access: what a local names in turn', () => {
    const document = (verb: string) => ({
      ...policy,
      locals: { verb: '${local.other}', other: '${var.verb}' },
      variable: { verb: { default: verb } },
    });
    expect(accessOf(document('read'), document('manage'))).toEqual([true]);
  });

  test('is about access: a data source', () => {
    const document = (name: string) => ({
      ...documentOf({
        'oci_identity_policy.One': { statements: ['Allow group ${data.oci_identity_groups.g.id} to x'] },
      }),
      data: { oci_identity_groups: { g: { name }, h: { name: 'same' } } },
    });
    expect(accessOf(document('readers'), document('Administrators'))).toEqual([true]);
  });

  test('is about access where only the document before takes it', () => {
    const before = { ...policy, variable: { team: { default: 'readers' } } };
    const after = { variable: { team: { default: 'writers' } } };
    expect(accessOf(before, after)).toEqual([true, true]);
  });

  test('is what an attribute about access names, in a block about something else', () => {
    const document = (value: string) => ({
      ...documentOf({ 'oci_functions_function.One': { image: '${var.tag}', memory_in_mbs: '${var.memory}' } }),
      variable: { tag: { default: value }, memory: { default: value } },
    });
    expect(diffDocuments(document('a'), document('b'))).toMatchObject([
      { address: 'variable.tag', access: true },
      { address: 'variable.memory', access: false },
    ]);
  });

  test('is nothing that has only a part of its name', () => {
    const document = (value: string) => ({
      ...policy,
      variable: { tea: { default: value }, team2: { default: value } },
    });
    expect(accessOf(document('a'), document('b'))).toEqual([false, false]);
  });

  test('is not about access for what it says of itself', () => {
    const document = (description: string) => ({ ...policy, variable: { team: { default: 'readers', description } } });
    expect(accessOf(document('a'), document('b'))).toEqual([false]);
  });

  test('is told of where it is taken, when it is new', () => {
    expect(diffDocuments({}, { ...policy, variable: { team: { default: 'readers' } } })).toMatchObject([
      { address: 'oci_identity_policy.One', access: true },
      { address: 'variable.team', access: false },
    ]);
  });
});

describe('a tag', () => {
  const tagged = (value: string, more: object = {}) => ({
    ...documentOf({
      'oci_functions_function.One': { defined_tags: { 'roles.signer': value }, freeform_tags: { signer: value } },
      ...more,
    }),
  });
  const group = (matching_rule: string) => ({ 'oci_identity_dynamic_group.One': { matching_rule } });

  test('is about access where a dynamic group goes by tags, of what is changed or added', () => {
    const more = group("ALL {resource.type = 'fnfunc', tag.roles.signer.value = 'yes'}");
    const changes = [
      { path: 'defined_tags.roles.signer', access: true },
      { path: 'freeform_tags.signer', access: false },
    ];
    expect(diffDocuments(tagged('no', more), tagged('yes', more))).toMatchObject([{ access: true, changes }]);
    expect(diffDocuments(documentOf(more), tagged('yes', more))).toMatchObject([
      { access: true, changes: [{ path: 'defined_tags', access: true }, { access: false }] },
    ]);
  });

  test('is about access where a policy goes by tags that a local names', () => {
    const document = (value: string) => ({
      ...tagged(value, { 'oci_identity_policy.One': { statements: ['Allow x to y where ${local.rule}'] } }),
      locals: { rule: "request.principal.group.tag.roles.signer = 'yes'" },
    });
    expect(accessOf(document('no'), document('yes'))).toEqual([true]);
  });

  test.each([
    ['nothing of identity goes by tags', group("resource.type = 'fnfunc'")],
    ['only another thing speaks of them', { 'oci_core_vcn.One': { display_name: 'tag.roles.signer' } }],
    ['a name ends like one', group("resource.type = 'hashtag.roles.x'")],
  ])('is not where %s', (_, more) => {
    expect(accessOf(tagged('no', more), tagged('yes', more))).toEqual([false]);
  });
});
