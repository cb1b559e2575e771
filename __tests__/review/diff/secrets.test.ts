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

  test.each([
    ['a header', 'Authorization: Bearer 0123456789abcdef', 'Authorization: Bearer (secret)'],
    ['a header with a name and a password', 'Basic bWU6aHVudGVyMg==', 'Basic (secret)'],
    ['a connection', 'Server=db;User=me;Password=hunter2;Port=1', 'Server=db;User=me;Password=(secret);Port=1'],
    ['a query', 'https://example.com/?access_token=hunter2&a=b', 'https://example.com/?access_token=(secret)&a=b'],
    ['a command', 'oci login --password hunter2 --user me', 'oci login --password (secret) --user me'],
    ['an expression', '${jsonencode({"password"="hunter2"})}', '${jsonencode({"password"="(secret)"})}'],
    ['JSON', '{"password":"hunter2","port":1}', '{"password":"(secret)","port":1}'],
    ['JSON in a list', '[{"a":{"client_secrets":["hunter2"]}}]', '[{"a":{"client_secrets":["(secret)"]}}]'],
  ])('%s in a text is shown without its secret', (_, value, shown) => {
    expect(changesOf('oci_some_type', {}, { description: value })[0]?.after).toBe(shown);
  });

  test.each([
    'Basic authentication, and a Bearer token in the header',
    'TOKEN=$(curl --silent --user "$ID:$CLIENT_SECRET")',
    'password = ${var.password}',
    'secret == other',
    '{"name":"a","port":1}',
    '{"password": is no JSON',
  ])('a text without a secret is shown: %s', (value) => {
    expect(changesOf('oci_some_type', {}, { description: value })[0]?.after).toBe(value);
  });

  test.each([
    ['variable', 'admin_password', { default: 'hunter2' }, 'default'],
    ['output', 'client_secret', { value: 'hunter2' }, 'value'],
    ['locals', 'db_password', 'hunter2', 'value'],
  ])('of a %s that is called like one the value is not shown', (section, name, body, path) => {
    const [diff] = diffDocuments({}, { [section]: { [name]: body } });
    expect(diff?.changes).toMatchObject([{ path, after: '(secret)' }]);
  });

  test('what is below a local that is called like one is not shown', () => {
    const [diff] = diffDocuments({}, { locals: { credentials: { user: 'me', pin: '1234' } } });
    expect(diff?.changes.map(({ after }) => after)).toEqual(['(secret)', '(secret)']);
  });

  test('an output that tells where a secret comes from is shown', () => {
    const value = 'curl --user "${oci_x.App.name}:$CLIENT_SECRET"';
    expect(diffDocuments({}, { output: { curl_token: { value } } })[0]?.changes[0]?.after).toBe(value);
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
