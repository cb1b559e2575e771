import { diffDocuments } from '../../../../review';
import type { TerraformDocument } from '../../../../terraform';

const output = (value: unknown, more: object = {}): TerraformDocument => ({ output: { One: { value, ...more } } });
const block = (before: TerraformDocument, after: TerraformDocument) =>
  diffDocuments(before, after).find(({ address }) => address === 'output.One');
const notes = (before: TerraformDocument, after: TerraformDocument) =>
  block(before, after)?.notes.map(({ text }) => text);

describe('an output', () => {
  test.each([
    ['${oci_identity_domains_app.Client.client_secret}', 'oci_identity_domains_app.Client.client_secret'],
    ['a ${upper(oci_x.Y.password)} b', 'oci_x.Y.password'],
    ['${merge({}, { a = oci_x.Y.password })}', 'oci_x.Y.password'],
    ['%{ if true }${oci_x.Y.password}%{ endif }', 'oci_x.Y.password'],
    ['${oci_x.Y[0].token}', 'oci_x.Y[0].token'],
    ['${data.oci_x.Y.private_key}', 'data.oci_x.Y.private_key'],
    ['${oci_apigateway_certificate.C.private_key}', 'oci_apigateway_certificate.C.private_key'],
    [
      '${oci_identity_domains_setting.S.allowed_forgot_password_flow_return_urls}',
      'oci_identity_domains_setting.S.allowed_forgot_password_flow_return_urls',
    ],
    ['${oci_identity_customer_secret_key.K.key}', 'oci_identity_customer_secret_key.K.key'],
    ['${oci_objectstorage_preauthrequest.P.access_uri}', 'oci_objectstorage_preauthrequest.P.access_uri'],
    ['${oci_objectstorage_preauthrequest.P.full_path}', 'oci_objectstorage_preauthrequest.P.full_path'],
    ['${nonsensitive(local.x)}', 'nonsensitive(…)'],
  ])('prints a secret: %s', (value, name) => {
    const text = `a deploy prints a secret: ${name}`;
    expect(notes({}, output(value))).toEqual([text]);
    expect(notes(output('x'), output({ nested: [value] }))).toEqual([text]);
    expect(block({}, output(value))?.access).toBe(true);
    expect(block({}, output(value, { sensitive: true }))).toMatchObject({ notes: [], access: false });
  });

  test('prints a variable that is a secret', () => {
    const variable = { pin: { sensitive: true }, name: {} };
    expect(notes({}, { ...output('${var.pin}'), variable })).toEqual(['a deploy prints a secret: var.pin']);
    expect(notes({}, { ...output('${var.name}'), variable })).toEqual([]);
    expect(notes({}, { ...output('${var.pins}'), variable })).toEqual([]);
  });

  test('prints a local that holds a secret', () => {
    const locals = { a: '${local.b}', b: { c: '${oci_x.Y.password}' }, name: '${oci_x.Y.name}' };
    expect(notes({}, { ...output('${local.a}'), locals })).toEqual(['a deploy prints a secret: local.a']);
    expect(notes({}, { ...output('${local.name}'), locals })).toEqual([]);
  });

  test.each([
    '${oci_identity_domains_app.Client.name}',
    '${oci_identity_domains_app.Client.client_secret_id}',
    '${oci_core_vcn.K.key}',
    '${oci_x.Y.token_url}',
    'set CLIENT_SECRET, see oci_x.Y.password',
    'oci_x.Y.password: ${oci_x.Y.name}',
    'curl --user "${oci_x.Y.name}:$CLIENT_SECRET"',
  ])('prints no secret: %s', (value) => {
    expect(notes({}, output(value))).toEqual([]);
  });

  test('is told of once', () => {
    const secret = '${oci_x.Y.password}';
    expect(notes(output(secret), output(secret, { description: 'x' }))).toEqual([]);
  });

  test('is hidden no more', () => {
    const secret = '${oci_x.Y.password}';
    expect(notes(output(secret, { sensitive: true }), output(secret, { sensitive: false }))).toEqual([
      'a deploy prints a secret: oci_x.Y.password',
      'it is not sensitive any more: a deploy prints its value',
    ]);
    expect(notes(output('x', { sensitive: true }), output('x'))).toEqual([
      'it is not sensitive any more: a deploy prints its value',
    ]);
  });

  test('is hidden from now on, or as before', () => {
    expect(notes(output('x'), output('x', { sensitive: true }))).toEqual([]);
    expect(notes(output('x', { sensitive: true }), output('y', { sensitive: true }))).toEqual([]);
  });
});

describe('a variable', () => {
  test('is hidden no more', () => {
    const variable = (body: object) => ({ variable: { One: body } });
    expect(diffDocuments(variable({ sensitive: true }), variable({}))[0]?.notes).toEqual([
      { text: 'it is not sensitive any more: a deploy prints its value', access: true },
    ]);
    expect(diffDocuments(variable({ nullable: true }), variable({}))[0]?.notes).toEqual([]);
  });
});
