import { execFileSync } from 'node:child_process';
import { testApi } from '../../testing/synth-api';
import { curlApi, curlToken } from '../../stacks/curl';

const target = {
  clientId: 'client-1',
  tokenUrl: 'https://domain.test/oauth2/v1/token',
  scope: 'https://gw.test/invoke',
};

/** What a shell hands to curl. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${command}`], {
    env: { CLIENT_SECRET: 'secret-1', TOKEN: 'token-1' },
    encoding: 'utf8',
  })
    .trimEnd()
    .split('\n');

describe('curlToken', () => {
  test('asks for a token with the id, the secret and the scope of the client', () => {
    expect(words(curlToken(target))).toEqual([
      '--request',
      'POST',
      '--user',
      'client-1:secret-1',
      '--data',
      'grant_type=client_credentials',
      '--data-urlencode',
      'scope=https://gw.test/invoke',
      'https://domain.test/oauth2/v1/token',
    ]);
  });
});

const ENDPOINT = 'https://gw.test/oracleapi';

describe('curlApi', () => {
  test('sends the example of the API with the token', () => {
    expect(words(curlApi(testApi(), ENDPOINT))).toEqual([
      '--request',
      'POST',
      '--header',
      'Authorization: Bearer token-1',
      '--header',
      'Content-Type: application/json',
      '--data',
      '{"namespace":"acme"}',
      'https://gw.test/oracleapi/buckets',
    ]);
  });

  test('sends no body where the method has none', () => {
    expect(words(curlApi(testApi({ route: { method: 'GET', path: '/buckets' } }), ENDPOINT))).toEqual([
      '--request',
      'GET',
      '--header',
      'Authorization: Bearer token-1',
      'https://gw.test/oracleapi/buckets',
    ]);
  });

  test('waits for no body after HEAD', () => {
    expect(words(curlApi(testApi({ route: { method: 'HEAD', path: '/buckets' } }), ENDPOINT))[0]).toBe('--head');
  });

  test("hands on an example that holds the shell's own signs", () => {
    const example = { namespace: `it's "$HOME" \`id\`` };
    expect(words(curlApi(testApi({ example }), ENDPOINT))).toContain(JSON.stringify(example));
  });

  test("hides an example's signs from Terraform", () => {
    const command = curlApi(testApi({ example: { namespace: '${x} %{y}' } }), ENDPOINT);
    expect(command).toContain('{"namespace":"$${x} %%{y}"}');
  });
});
