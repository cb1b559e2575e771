import { diffDocuments } from '../../../review';
import { changesOf } from '../../../testing/small-documents';

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----';

describe('secrets', () => {
  test.each(['client_secret', 'password', 'db_password', 'private_key', 'private_key_pem', 'token', 'api_key'])(
    'an attribute %s shows that it changed, and not how',
    (name) => {
      expect(changesOf('oci_some_type', { [name]: 'hunter2' }, { [name]: 'hunter3' })).toEqual([
        { path: name, kind: 'changed', before: '(secret)', after: '(secret)', access: false },
      ]);
    },
  );

  test.each(['token_header', 'token_auth_scheme', 'secret_id', 'access_token_expiry'])('%s is no secret', (name) => {
    expect(changesOf('oci_some_type', { [name]: 'a' }, { [name]: 'b' })[0]).toMatchObject({ before: 'a', after: 'b' });
  });

  test("a function's setting that is named like a secret is one", () => {
    const [change] = changesOf('oci_functions_function', {}, { config: { DB_PASSWORD: 'hunter2', LEVEL: 'info' } });
    expect(change?.after).toEqual({ DB_PASSWORD: '(secret)', LEVEL: 'info' });
  });

  test('what the provider calls sensitive is a secret', () => {
    const [change] = changesOf('oci_identity_domains_setting', {}, { allowed_forgot_password_flow_return_urls: ['x'] });
    expect(change?.after).toEqual(['(secret)']);
  });

  test('what hangs below a secret is one', () => {
    expect(changesOf('oci_some_type', {}, { credentials: { user: 'me', port: 1 } })[0]?.after).toEqual({
      user: '(secret)',
      port: '(secret)',
    });
  });

  test('a reference says where a secret comes from', () => {
    expect(changesOf('oci_some_type', {}, { client_secret: '${oci_x.App.client_secret}' })[0]?.after).toBe(
      '${oci_x.App.client_secret}',
    );
  });

  test('an expression that holds a text is no reference', () => {
    expect(changesOf('oci_some_type', {}, { client_secret: '${"hunter2"}' })[0]?.after).toBe('(secret)');
  });

  test.each([
    ['a private key', `key: ${KEY}`, 'key: (secret)'],
    ['a token', 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYWxsZXIifQ.c2ln', 'Bearer (secret)'],
    ['a password in an address', 'https://me:hunter2@example.com/', 'https://me:(secret)@example.com/'],
    ['a password with a slash', 'https://us:p/x@h/', 'https://us:(secret)@h/'],
    ['a password with slashes', 'amqp://us:/p//x/@h:5672/a', 'amqp://us:(secret)@h:5672/a'],
    ['a password with digits and a slash', 'https://us:12p/x@h/', 'https://us:(secret)@h/'],
    ['a password with an @', 'https://us:p@x@h/', 'https://us:(secret)@h/'],
    [
      'a password in each of two addresses',
      'https://a:b@h/,https://c:d/e@i/',
      'https://a:(secret)@h/,https://c:(secret)@i/',
    ],
  ])('%s is found in any text', (_, value, shown) => {
    expect(changesOf('oci_some_type', {}, { description: value })[0]?.after).toBe(shown);
  });

  test.each([
    'https://example.com/p/x@h/',
    'https://example.com:8443/p/x@h/',
    'https://example.com:8443?to=p/x@h',
    'docker://example.com:5000/repository@sha256:0a',
    'https://example.com: ask p/x@h',
  ])('an address without a password is shown: %s', (value) => {
    expect(changesOf('oci_some_type', {}, { description: value })[0]?.after).toBe(value);
  });

  test('the default of a sensitive variable is not shown', () => {
    const document = (value: string) => ({ variable: { pin: { sensitive: true, default: value } } });
    expect(diffDocuments(document('1234'), document('5678'))[0]?.changes).toEqual([
      { path: 'default', kind: 'changed', before: '(secret)', after: '(secret)', access: false },
    ]);
  });

  test('a variable that stops being sensitive does not show what it was', () => {
    const [block] = diffDocuments(
      { variable: { pin: { sensitive: true, default: '1234' } } },
      { variable: { pin: { default: '1234x' } } },
    );
    expect(JSON.stringify(block)).not.toContain('1234');
  });

  test('the value of a sensitive output is not shown', () => {
    const [block] = diffDocuments({}, { output: { pin: { sensitive: true, value: '1234' } } });
    expect(block?.changes.find(({ path }) => path === 'value')?.after).toBe('(secret)');
  });
});
