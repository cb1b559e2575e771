import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listTypes, readSchema, writeSchema } from '../../provider/scripts/schema-files.cjs';

const UPDATE = path.join(__dirname, '../../provider/scripts/update.cjs');
const PROVIDER = 'registry.terraform.io/oracle/oci';

const type = (attribute: string) => ({
  version: 0,
  block: { attributes: { [attribute]: { type: 'string', required: true } } },
});

const SCHEMA = {
  format_version: '1.0',
  provider_schemas: {
    [PROVIDER]: {
      provider: type('region'),
      resource_schemas: { oci_a: type('first'), oci_b: type('second') },
      data_source_schemas: { oci_b: type('third') },
    },
  },
};

describe('provider:update', () => {
  let folder: string;
  let root: string;
  let file: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'provider-update-'));
    root = path.join(folder, 'schema');
    file = path.join(folder, 'schema.json');
    fs.writeFileSync(file, JSON.stringify(SCHEMA));
    writeSchema(SCHEMA, { resource_schemas: ['oci_a'], data_source_schemas: [] }, root);
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  const update = (...args: string[]) =>
    spawnSync(process.execPath, [UPDATE, '--root', root, ...args], { encoding: 'utf8' });

  test('rewrites the types that the slim schema holds', () => {
    const newer = structuredClone(SCHEMA);
    newer.provider_schemas[PROVIDER].resource_schemas.oci_a = type('renamed');
    fs.writeFileSync(file, JSON.stringify(newer));

    expect(update('--schema', file)).toMatchObject({ status: 0 });
    expect(listTypes('resource_schemas', root)).toEqual(['oci_a']);
    expect(readSchema(root).provider_schemas[PROVIDER]?.resource_schemas.oci_a?.block).toEqual(type('renamed').block);
  });

  test('adds a named type as resource and as data source where both exist', () => {
    expect(update('--schema', file, '--add', 'oci_b')).toMatchObject({ status: 0 });
    expect(listTypes('resource_schemas', root)).toEqual(['oci_a', 'oci_b']);
    expect(listTypes('data_source_schemas', root)).toEqual(['oci_b']);
  });

  test.each([
    ['no schema is named', [], '--schema is missing'],
    ['the file is not there', ['--schema', 'missing.json'], '--schema missing.json: no such file'],
    ['the added type is unknown', ['--schema', '@', '--add', 'oci_z'], '--add oci_z: the schema has no such resource'],
  ])('changes nothing when %s', (_, args, message) => {
    const result = update(...args.map((arg) => (arg === '@' ? file : arg)));
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(message);
    expect(listTypes('resource_schemas', root)).toEqual(['oci_a']);
  });

  test('changes nothing when the schema lacks a type that the slim schema holds', () => {
    const fewer = { provider_schemas: { [PROVIDER]: { ...SCHEMA.provider_schemas[PROVIDER], resource_schemas: {} } } };
    fs.writeFileSync(file, JSON.stringify(fewer));
    const result = update('--schema', file);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('the schema has no resource oci_a');
    expect(listTypes('resource_schemas', root)).toEqual(['oci_a']);
  });

  test('refuses the schema of another provider', () => {
    fs.writeFileSync(file, JSON.stringify({ provider_schemas: { 'registry.terraform.io/hashicorp/aws': {} } }));
    expect(update('--schema', file).stderr).toContain(`the schema has no ${PROVIDER}`);
  });
});

describe('the bindings', () => {
  test('exist for every type of the slim schema', () => {
    const lib = path.join(__dirname, '../../provider/lib');
    const folder = (prefix: string) => (name: string) => prefix + name.replace(/^oci_/, '').replaceAll('_', '-');
    const wanted = [
      ...listTypes('resource_schemas').map(folder('')),
      ...listTypes('data_source_schemas').map(folder('data-oci-')),
    ];
    expect(wanted.filter((name) => !fs.existsSync(path.join(lib, name, 'index.js')))).toEqual([]);
  });
});
