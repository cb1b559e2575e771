import { schemaDocument } from '../../../cli/resource-manager/schema-document';
import { synthOracleStack } from '../../../testing/oracle-stack';

/** The types of Oracle's meta schema that fields can have without others. */
const FIELD_TYPES = ['array', 'boolean', 'enum', 'integer', 'number', 'string', 'text', 'file', 'password', 'datetime'];
const FILLED_IN_TYPES = ['oci:identity:compartment:id', 'oci:identity:region:name'];
const OUTPUT_TYPES = [
  ...['boolean', 'number', 'string', 'copyableString', 'link', 'ocid', 'map', 'json', 'list', 'csv'],
];

const document = synthOracleStack();
const schema = schemaDocument('oracleapi', '1.0.0', document);
const variable = (body: object): unknown =>
  schemaDocument('s', '1', { variable: { own_thing: body } }).variables['own_thing'];
const output = (body: object, name = 'own_thing'): unknown =>
  schemaDocument('s', '1', { output: { [name]: body } }).outputs[name];

describe('the form of the ready stack', () => {
  test('says what it is', () => {
    expect(schema).toMatchObject({
      title: 'oracleapi',
      description: 'The stack oracleapi, as signed-api made it of its synthesized Terraform',
      schemaVersion: '1.1.0',
      version: '1.0.0',
      locale: 'en',
    });
  });

  test('has every variable of the document, and no other', () => {
    expect(Object.keys(schema.variables).sort()).toEqual(Object.keys(document['variable'] as object).sort());
  });

  test('has every variable in one group', () => {
    const grouped = schema.variableGroups.flatMap(({ variables }) => variables as string[]);
    expect(grouped.sort()).toEqual(Object.keys(schema.variables).sort());
  });

  test('has types only that Resource Manager knows', () => {
    const types = Object.values(schema.variables).map(({ type }) => type);
    expect(types.filter((type) => ![...FIELD_TYPES, ...FILLED_IN_TYPES].includes(type))).toEqual([]);
  });

  test('hides what Resource Manager fills in', () => {
    expect(schema.variableGroups[0]).toEqual({
      title: 'Filled in by Resource Manager',
      visible: false,
      variables: ['tenancy_ocid', 'compartment_ocid', 'region'],
    });
    expect(schema.variables).toMatchObject({
      tenancy_ocid: { type: 'string', visible: false },
      compartment_ocid: { type: 'oci:identity:compartment:id', visible: false },
      region: { type: 'oci:identity:region:name', visible: false },
    });
  });

  test('asks for the identity domain, its URL first', () => {
    expect(schema.variableGroups[1]).toEqual({
      title: 'Identity domain',
      variables: ['identity_domain_url', 'identity_domain_signing_key'],
    });
    expect(schema.variables['identity_domain_url']).toEqual({
      type: 'string',
      title: 'URL of the identity domain',
      description: 'URL of the identity domain, as its details page shows it',
      required: true,
      pattern: '^https://.+',
    });
  });

  test('asks for the key as JSON', () => {
    expect(schema.variables['identity_domain_signing_key']).toEqual({
      type: 'text',
      multiline: true,
      title: 'Signing key of the identity domain',
      description: 'The key of the identity domain that tokens are signed with: one entry of its key set. As JSON',
      required: true,
    });
  });

  test('has every output of the document in one group', () => {
    const grouped = schema.outputGroups.flatMap(({ outputs }) => outputs as string[]);
    expect(grouped.sort()).toEqual(Object.keys(document['output'] as object).sort());
    expect(Object.keys(schema.outputs).sort()).toEqual(grouped.sort());
  });

  test('has types of outputs only that Resource Manager knows', () => {
    const types = Object.values(schema.outputs).map(({ type }) => type);
    expect(types.filter((type) => !OUTPUT_TYPES.includes(type))).toEqual([]);
  });

  test('calls the secret one', () => {
    expect(schema.outputs['client_secret']).toMatchObject({ type: 'string', sensitive: true });
    const others = Object.entries(schema.outputs).filter(([name]) => name !== 'client_secret');
    expect(others.filter(([, { sensitive }]) => sensitive !== undefined)).toEqual([]);
  });

  test('hides what only the command line reads', () => {
    expect(schema.outputs['apis']).toMatchObject({ type: 'json', visible: false });
  });
});

describe("a variable of a stack of one's own", () => {
  test.each([
    [{ type: 'string' }, { type: 'string' }],
    [{ type: 'string', sensitive: true }, { type: 'password' }],
    [{ type: 'number' }, { type: 'number' }],
    [{ type: 'bool' }, { type: 'boolean' }],
    [{ type: 'list(string)' }, { type: 'array', items: { type: 'string' } }],
    [{ type: 'list(number)' }, { type: 'array', items: { type: 'number' } }],
    [{ type: 'list(bool)' }, { type: 'array', items: { type: 'boolean' } }],
    [{ type: 'map(string)' }, { type: 'text', multiline: true }],
  ])('%j is asked for as %j', (body, field) => {
    expect(variable(body)).toMatchObject({ title: 'Own thing', required: true, ...field });
  });

  test.each([['string'], ['number'], ['bool'], ['list(string)'], ['map(string)'], ['object({ a = string })']])(
    'of the type %s is a password when it is sensitive',
    (type) => {
      expect(variable({ type, sensitive: true })).toEqual({ title: 'Own thing', required: true, type: 'password' });
    },
  );

  test('says that a password is JSON where it is no string', () => {
    const body = { sensitive: true, description: 'Keys of the shop' };
    expect(variable({ ...body, type: 'map(string)' })).toMatchObject({ description: 'Keys of the shop. As JSON' });
    expect(variable({ ...body, type: 'string' })).toMatchObject({ description: 'Keys of the shop' });
  });

  test('need not be given if it has a default', () => {
    expect(variable({ type: 'number', default: 3 })).toEqual({
      type: 'number',
      title: 'Own thing',
      required: false,
      default: 3,
    });
  });

  test('shows a default of an object as JSON', () => {
    expect(variable({ type: 'map(string)', default: { a: 'b' } })).toMatchObject({ default: '{"a":"b"}' });
  });

  test('shows no default of null', () => {
    expect(variable({ type: 'string', default: null })).toEqual({
      type: 'string',
      title: 'Own thing',
      required: false,
    });
  });

  test('is one of the settings', () => {
    expect(schemaDocument('s', '1', { variable: { own_thing: {} } }).variableGroups).toEqual([
      { title: 'Settings', variables: ['own_thing'] },
    ]);
  });
});

describe("an output of a stack of one's own", () => {
  test.each([
    [{ value: '${a.b.c}' }, 'copyableString'],
    [{ value: '${a.b.c}', sensitive: true }, 'string'],
    [{ value: true }, 'boolean'],
    [{ value: 3 }, 'number'],
    [{ value: ['a'] }, 'list'],
    [{ value: { a: 'b' } }, 'json'],
  ])('%j is shown as %s', (body, type) => {
    expect(output(body)).toMatchObject({ type, title: 'Own thing' });
  });

  test('has its description', () => {
    expect(output({ value: 'a', description: 'What it is' })).toMatchObject({ description: 'What it is' });
  });

  test.each([
    ['endpoint', 'Call the API'],
    ['curl_usage', 'Call the API'],
    ['token_url', 'Get a token'],
    ['client_secret', 'Get a token'],
    ['own_thing', 'About the stack'],
  ])('%s is in the group %s', (name, title) => {
    expect(schemaDocument('s', '1', { output: { [name]: { value: 'a' } } }).outputGroups).toEqual([
      { title, outputs: [name] },
    ]);
  });
});
