import { execFileSync } from 'node:child_process';
import { callCommand, tokenCommand } from '../../../cli/call/call-curl';

/** What a shell hands to curl, line by line; then what the variable TOKEN holds. */
function run(command: string): string[] {
  const script = [
    `curl() { printf '%s\\n' "$@" >&3; printf '%s' '{"access_token":"token-1"}'; }`,
    command,
    `printf 'TOKEN=%s\\n' "$TOKEN"`,
  ].join('\n');
  const printed = execFileSync('sh', ['-c', `{ ${script}\n} 3>&1`], {
    env: { ...process.env, CLIENT_SECRET: "se'cret $1", TOKEN: '' },
    encoding: 'utf8',
  });
  return printed.trimEnd().split('\n');
}

describe('the command for a token', () => {
  test('puts it into TOKEN, with the secret of the environment', () => {
    const client = {
      clientId: 'client-1',
      tokenUrl: new URL('https://domain.test/oauth2/v1/token'),
      scope: 'https://gateway.test/invoke',
    };
    expect(run(tokenCommand(client))).toEqual([
      '--silent',
      '--user',
      "client-1:se'cret $1",
      '--data',
      'grant_type=client_credentials',
      '--data-urlencode',
      'scope=https://gateway.test/invoke',
      'https://domain.test/oauth2/v1/token',
      'TOKEN=token-1',
    ]);
  });
});

describe('the command for a call', () => {
  const sent = (command: string): string[] => run(`TOKEN=token-1; ${command} >/dev/null`).slice(0, -1);

  test('sends body and token', () => {
    const body = `{"a":"it's $HOME"}`;
    expect(sent(callCommand({ method: 'POST', url: new URL('https://gateway.test/x?a=1&b=2'), body }))).toEqual([
      '--request',
      'POST',
      '--header',
      'Authorization: Bearer token-1',
      '--header',
      'Content-Type: application/json',
      '--data',
      body,
      'https://gateway.test/x?a=1&b=2',
    ]);
  });

  test('waits for no body after HEAD', () => {
    expect(sent(callCommand({ method: 'HEAD', url: new URL('https://gateway.test/x') }))).toEqual([
      '--head',
      '--header',
      'Authorization: Bearer token-1',
      'https://gateway.test/x',
    ]);
  });
});
