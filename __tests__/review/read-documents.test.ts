import fs from 'node:fs';
import path from 'node:path';
import { DocumentError, readDocuments } from '../../review';
import { scratch } from '../../testing/scratch';

const EXPECTED = "expected a cdk.tf.json, a stack's folder, or a cdktf.out.";
const documentOf = (stackName: string): unknown => ({ '//': { metadata: { stackName } }, resource: {} });

function write(folder: string, file: string, content: unknown): string {
  const full = path.join(folder, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
  return full;
}

function problemOf(place: string): string {
  try {
    readDocuments(place);
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
  throw new Error('was read');
}

describe('readDocuments', () => {
  test('reads a file', () => {
    const file = write(scratch('read'), 'cdk.tf.json', documentOf('one'));
    expect(readDocuments(file)).toEqual({ single: true, stacks: [{ name: 'one', document: documentOf('one') }] });
  });

  test('reads the folder of a stack', () => {
    const folder = scratch('read');
    write(folder, 'cdk.tf.json', documentOf('one'));
    expect(readDocuments(folder).stacks.map(({ name }) => name)).toEqual(['one']);
  });

  test('reads every stack of a manifest', () => {
    const folder = scratch('read');
    const entry = (name: string): unknown => ({ name, workingDirectory: `stacks/${name}` });
    write(folder, 'manifest.json', { stacks: { one: entry('one'), two: entry('two') } });
    for (const name of ['one', 'two', 'left-over']) write(folder, `stacks/${name}/cdk.tf.json`, documentOf(name));
    const { single, stacks } = readDocuments(folder);
    expect(single).toBe(false);
    expect(stacks.map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('refuses a path that is not there', () => {
    expect(problemOf('no/such/place')).toBe(`no/such/place is not there; ${EXPECTED}`);
  });

  test('refuses a path below a file', () => {
    const file = write(scratch('read'), 'cdk.tf.json', documentOf('one'));
    expect(problemOf(path.join(file, 'foo'))).toBe(`${file}/foo is not there; ${EXPECTED}`);
  });

  test('refuses a stack whose folder is a file', () => {
    const folder = scratch('read');
    write(folder, 'manifest.json', { stacks: { one: { name: 'one', workingDirectory: 'stacks/one' } } });
    write(folder, 'stacks/one', '');
    expect(problemOf(folder)).toBe(`${path.join(folder, 'stacks/one/cdk.tf.json')} is not there; ${EXPECTED}`);
  });

  test('refuses a path that leads in a circle, and says what the system said', () => {
    const link = path.join(scratch('read'), 'link');
    fs.symlinkSync('link', link);
    expect(problemOf(link)).toBe(`${link} cannot be read (ELOOP); ${EXPECTED}`);
  });

  test('refuses a document that is a folder', () => {
    const folder = scratch('read');
    fs.mkdirSync(path.join(folder, 'cdk.tf.json'));
    expect(problemOf(folder)).toBe(`${path.join(folder, 'cdk.tf.json')} cannot be read (EISDIR); ${EXPECTED}`);
  });

  test('refuses a path that can be none', () => {
    expect(problemOf('a\0b')).toBe(`a\0b cannot be read (ERR_INVALID_ARG_VALUE); ${EXPECTED}`);
  });

  test('follows a link', () => {
    const file = write(scratch('read'), 'cdk.tf.json', documentOf('one'));
    const link = path.join(scratch('read'), 'link');
    fs.symlinkSync(file, link);
    expect(readDocuments(link).single).toBe(true);
  });

  test('refuses an empty folder', () => {
    const folder = scratch('read');
    expect(problemOf(folder)).toBe(`${folder} has no cdk.tf.json and no manifest.json; ${EXPECTED}`);
  });

  test('refuses what is no JSON, and quotes nothing of it', () => {
    const file = write(scratch('read'), 'cdk.tf.json', 'hunter2');
    expect(problemOf(file)).toBe(`${file} is no JSON; ${EXPECTED}`);
  });

  test.each([
    ['a list', []],
    ['a state of Terraform', { version: 4, resources: [] }],
    ['a resource that is no object', { ...(documentOf('one') as object), resource: { oci_core_vcn: { Vcn: 1 } } }],
  ])('refuses %s', (_, content) => {
    const file = write(scratch('read'), 'cdk.tf.json', content);
    expect(problemOf(file)).toBe(`${file} is no document that cdktf synthesized; ${EXPECTED}`);
  });

  test('refuses a manifest of another kind', () => {
    const file = write(scratch('read'), 'manifest.json', { stacks: [] });
    expect(problemOf(path.dirname(file))).toBe(`${file} is no manifest of cdktf; ${EXPECTED}`);
  });

  test('names the document that a manifest promises', () => {
    const folder = scratch('read');
    write(folder, 'manifest.json', { stacks: { one: { name: 'one', workingDirectory: 'stacks/one' } } });
    expect(problemOf(folder)).toBe(`${path.join(folder, 'stacks/one/cdk.tf.json')} is not there; ${EXPECTED}`);
  });
});
