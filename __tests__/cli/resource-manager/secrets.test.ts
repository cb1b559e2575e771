import { secretProblems } from '../../../cli/resource-manager/secrets';
import { synthOracleStack } from '../../../testing/oracle-stack';
import { searchApis } from '../../../testing/search-apis';

const PLANTED = 'hunter2';
const KEY = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl';
const NAMED = 'is a secret by its name, and stands there as text. Make it a sensitive variable without default.';
const holds = (what: string): string => `holds ${what}. Make it a sensitive variable without default.`;

const configured = (config: unknown): object => ({ resource: { oci_functions_function: { F: { config } } } });
const resource = (body: object): object => ({ resource: { oci_x: { Y: body } } });
const problemsOf = (document: object): readonly string[] => secretProblems(document as Record<string, unknown>);

describe('a document tells', () => {
  test.each<[string, object, string]>([
    ['a setting', configured({ DB_PASSWORD: PLANTED }), `oci_functions_function.F.config.DB_PASSWORD: ${NAMED}`],
    ['an attribute', resource({ admin_password: PLANTED }), `oci_x.Y.admin_password: ${NAMED}`],
    [
      'an attribute of a block',
      resource({ source: [{ auth_token: PLANTED }] }),
      `oci_x.Y.source[0].auth_token: ${NAMED}`,
    ],
    [
      'the content of a secret, and not what kind it has',
      resource({ secret_content: [{ content_type: 'BASE64', stage: 'CURRENT', content: 'aHVudGVyMg==' }] }),
      `oci_x.Y.secret_content[0].content: ${NAMED}`,
    ],
    [
      'a value beside its name',
      resource({ variables: [{ name: 'CLIENT_SECRET', value: PLANTED }] }),
      `oci_x.Y.variables[0].CLIENT_SECRET: ${NAMED}`,
    ],
    [
      'a setting in JSON',
      configured({ SETTINGS: JSON.stringify({ user: 'u', password: PLANTED }) }),
      `oci_functions_function.F.config.SETTINGS.password: ${NAMED}`,
    ],
    [
      'a setting that Terraform makes JSON of',
      configured({ SETTINGS: `\${jsonencode({"user" = "u", "password" = "${PLANTED}"})}` }),
      `oci_functions_function.F.config.SETTINGS: ${holds('password, a secret by its name, as text')}`,
    ],
    [
      'a text that only goes through a function',
      resource({ password: `\${base64encode("${PLANTED}")}` }),
      `oci_x.Y.password: ${NAMED}`,
    ],
    ['what only looks like a reference', resource({ password: '$${var.password}' }), `oci_x.Y.password: ${NAMED}`],
    ['a local', { locals: { secret: PLANTED } }, `locals.secret: ${NAMED}`],
    ['an input of a module', { module: { shop: { api_key: PLANTED } } }, `module.shop.api_key: ${NAMED}`],
    ['a data source', { data: { http: { A: { password: PLANTED } } } }, `data.http.A.password: ${NAMED}`],
    ['a provider', { provider: { other: [{ token: PLANTED }] } }, `provider.other[0].token: ${NAMED}`],
    [
      'a default',
      { variable: { db_password: { type: 'string', default: PLANTED } } },
      `variable.db_password.default: ${NAMED}`,
    ],
    ['an output', { output: { client_secret: { value: PLANTED } } }, `output.client_secret.value: ${NAMED}`],
    ['a private key', { locals: { page: KEY } }, `locals.page: ${holds('a private key')}`],
    [
      'a private key in a command',
      resource({ provisioner: [{ 'local-exec': { command: `sh -c 'echo "${KEY}"'` } }] }),
      `oci_x.Y.provisioner[0].local-exec.command: ${holds('a private key')}`,
    ],
    ['a token', { locals: { header: `Bearer ${TOKEN}` } }, `locals.header: ${holds('a token')}`],
    [
      'a password in a URL',
      configured({ DATABASE: `https://shop:${PLANTED}@db.example.com/shop` }),
      `oci_functions_function.F.config.DATABASE: ${holds('a URL with a password')}`,
    ],
  ])('%s', (_what, document, problem) => {
    expect(problemsOf(document)).toEqual([problem]);
  });

  test('everything at once, and nothing of it is told', () => {
    const problems = problemsOf({
      ...configured({ A_SECRET: PLANTED, URL: `https://u:${PLANTED}@h` }),
      locals: { a: KEY, b: TOKEN, token: PLANTED },
    });
    expect(problems).toHaveLength(5);
    expect(problems.join('\n')).not.toMatch(/hunter2|MIIEvQ|eyJ/);
  });
});

describe('a document tells nothing with', () => {
  test.each<[string, object]>([
    ['a reference', resource({ password: '${var.password}' })],
    ['a reference in a function', resource({ password: '${base64encode(var.password)}' })],
    ['a reference in a text in an expression', resource({ password: '${"a-${var.password}"}' })],
    ["a key of an object's", resource({ client_secret: '${lookup(local.outputs, "client_secret")}' })],
    [
      'an attribute of a resource',
      { output: { client_secret: { value: '${oci_identity_domains_app.A.client_secret}' } } },
    ],
    ['the id of a secret', configured({ DB_SECRET: 'ocid1.vaultsecret.oc1.eu-test-1.amaaaa' })],
    ['what stands beside a secret', configured({ SECRET_NAME: 'shop', TOKEN_URL: 'https://idcs.example.com/token' })],
    ['what an authorizer reads of a request', resource({ parameters: { apiKey: 'request.headers[x-api-key]' } })],
    [
      'what a header is set to of a request',
      resource({ items: [{ name: 'X-Token', values: ['$${request.auth[sub]}'] }] }),
    ],
    ['an empty text', resource({ password: '' })],
    ['numbers and switches', resource({ api_key: true, token: 3600, secret: null })],
    [
      'a resource whose name is that of a secret',
      { resource: { oci_vault_secret: { secret: { display_name: 'shop' } } } },
    ],
    ['what an output is described with', { output: { token: { value: '${a.b.c}', description: 'The token' } } }],
    ['the type of a variable', { variable: { password: { type: 'string', description: 'Of the database' } } }],
    // Refused as such, with its own sentence.
    ['the default of a sensitive variable', { variable: { password: { sensitive: true, default: PLANTED } } }],
    ['a port in a URL', configured({ DATABASE: 'https://db.example.com:8443/users/a@b' })],
    [
      'a password of a URL that is referred to',
      configured({ DATABASE: 'https://shop:${var.password}@db.example.com' }),
    ],
    ['a shell variable', { output: { curl: { value: 'curl --header "Authorization: Bearer $TOKEN"' } } }],
    ['a text that begins like JSON', configured({ TEXT: '[not JSON' })],
  ])('%s', (_what, document) => {
    expect(problemsOf(document)).toEqual([]);
  });

  test.each([
    ['the default stack', synthOracleStack()],
    ['two APIs', synthOracleStack({ apis: searchApis(2) })],
    ['remote keys', synthOracleStack({ keys: 'remote', signingCertificatePublicAccess: true })],
  ])('%s', (_what, document) => {
    // cdktf's own comments name every output; none of them gets into the file.
    expect(secretProblems({ ...document, '//': undefined })).toEqual([]);
  });
});
