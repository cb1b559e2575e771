import fs from 'node:fs';
import path from 'node:path';
import { call } from '../../../cli/call/call';
import type { CallOptions } from '../../../cli/call/call';
import { secretCommand } from '../../../cli/call/call-curl';
import { jsonLines, resultOf, runCommand, startCommand } from '../../../testing/command';
import { DefaultStack } from '../../../testing/default-stack';
import { CLIENT, DeployedStandIn, json } from '../../../testing/deployed-stand-in';
import type { Answerer } from '../../../testing/deployed-stand-in';
import { recordedPrinter } from '../../../testing/recorded-printer';
import { scratch } from '../../../testing/scratch';

const folder = scratch('call');

const file = (text: string): string => {
  const name = path.join(folder, `file-${String(fs.readdirSync(folder).length)}`);
  fs.writeFileSync(name, text);
  return name;
};

const EXAMPLE = '{"type":"FreeText","text":"ledger"}';
const never = new AbortController().signal;

/** Calls `search` of a stack with these outputs; what was printed. */
async function run(outputs: string, options: CallOptions = {}, signal = never): Promise<string> {
  const { printer, printed } = recordedPrinter(options.json);
  await call('search', { outputs: file(outputs), ...options }, { printer, signal });
  return printed();
}

const failure = async (outputs: string, options: CallOptions = {}): Promise<string> =>
  run(outputs, options).then(
    () => 'no failure',
    (error: unknown) => (error as Error).message,
  );

describe('signed-api call', () => {
  test("gets a token with the client's id and secret, for the scope", async () => {
    const stack = await DeployedStandIn.start();
    await run(stack.outputs());
    expect(stack.seen[0]).toMatchObject({ method: 'POST', url: '/oauth2/v1/token' });
    expect(Object.fromEntries(new URLSearchParams(stack.seen[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'https://gateway.test/invoke',
    });
  });

  test("calls the route with the token and the API's example", async () => {
    const stack = await DeployedStandIn.start();
    await run(stack.outputs());
    expect(stack.seen[1]).toMatchObject({
      method: 'POST',
      url: '/oracleapi/search',
      headers: { authorization: `Bearer ${CLIENT.token}`, 'content-type': 'application/json' },
      body: EXAMPLE,
    });
  });

  test('prints status, request id and body', async () => {
    const stack = await DeployedStandIn.start({ api: json({ items: [1] }, 200, { 'opc-request-id': 'id-1' }) });
    const printed = await run(stack.outputs());
    expect(printed).toContain(`answer           POST ${stack.url}/oracleapi/search → 200  request id id-1\n`);
    expect(printed).toContain('{\n  "items": [\n    1\n  ]\n}\n');
  });

  test('prints the same as JSON', async () => {
    const stack = await DeployedStandIn.start({ api: json({ items: [1] }, 200, { 'opc-request-id': 'id-1' }) });
    expect(jsonLines(await run(stack.outputs(), { json: true }))).toEqual([
      { step: 'token', ok: true, clientId: CLIENT.id, scope: 'https://gateway.test/invoke', expiresInSeconds: 3600 },
      { step: 'answer', ok: true, status: 200, requestId: 'id-1', body: { items: [1] } },
    ]);
  });

  test('prints neither secret nor token', async () => {
    const stack = await DeployedStandIn.start();
    const printed = (await run(stack.outputs())) + (await run(stack.outputs(), { json: true }));
    expect(printed).not.toMatch(/planted/);
  });

  test('prints nothing that a terminal would act on', async () => {
    const stack = await DeployedStandIn.start({
      api: (_request, response) => response.writeHead(200, { 'opc-request-id': 'a' }).end('\u001b]0;title\u0007 text'),
    });
    // eslint-disable-next-line no-control-regex
    expect(await run(stack.outputs())).not.toMatch(/[\u001b\u0007]/);
  });

  test('adds query parameters, and keeps their values out of what it prints', async () => {
    const stack = await DeployedStandIn.start();
    const query = [
      { name: 'limit', value: '10' },
      { name: 'page', value: 'a b' },
    ];
    expect(await run(stack.outputs(), { query })).not.toContain('limit');
    expect(stack.seen[1]?.url).toBe('/oracleapi/search?limit=10&page=a+b');
  });

  test("takes the secret of the environment before the outputs'", async () => {
    const stack = await DeployedStandIn.start();
    const { stdout, stderr, exitCode } = await runCommand(
      ['call', 'search', '--outputs', file(stack.outputs({ client_secret: 'an-old-one' }))],
      { CLIENT_SECRET: CLIENT.secret },
    );
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).not.toContain('planted');
  });
});

describe('an answer', () => {
  test('that is no text is told, and not shown', async () => {
    const bytes = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe]);
    const stack = await DeployedStandIn.start({
      api: (_request, response) => response.writeHead(200, { 'content-type': 'application/zip' }).end(bytes),
    });
    expect(await run(stack.outputs())).toContain('\n(6 bytes that are no text, application/zip)\n');
  });
});

describe('--client', () => {
  const several = {
    client_id: undefined,
    client_secret: undefined,
    client_ids: { partner: 'p', job: CLIENT.id },
    client_secrets: { partner: 'planted-x', job: CLIENT.secret },
    client_scopes: { partner: ['https://gateway.test/read'], job: ['https://gateway.test/invoke'] },
  };

  test('says whose token, with its own secret and scope', async () => {
    const stack = await DeployedStandIn.start();
    expect(await run(stack.outputs(several), { client: 'job' })).toContain('→ 200');
    expect(new URLSearchParams(stack.seen[0]?.body).get('scope')).toBe('https://gateway.test/invoke');
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['of a stack with others', several, "--client night is none of the stack's clients; it has partner, job."],
    [
      'of a stack with one',
      {},
      "--client night is none of the stack's clients; it has one client only, which needs no --client.",
    ],
    [
      'without a scope',
      { ...several, client_ids: { night: 'n' } },
      'The outputs have no scope of the client night. Deploy again.',
    ],
  ])('is refused %s', async (_what, more, message) => {
    const stack = await DeployedStandIn.start();
    expect(await failure(stack.outputs(more), { client: 'night' })).toBe(message);
    expect(stack.seen).toEqual([]);
  });

  test("has its id and secret encoded, as the grant's rules want it", async () => {
    const stack = await DeployedStandIn.start({ token: json({ access_token: CLIENT.token }) });
    const odd = { client_ids: { job: 'a:b' }, client_secrets: { job: 'c%d é' } };
    await run(stack.outputs({ ...several, ...odd }), { client: 'job' });
    const [, encoded = ''] = (stack.seen[0]?.headers.authorization ?? '').split(' ');
    expect(Buffer.from(encoded, 'base64').toString()).toBe('a%3Ab:c%25d%20%C3%A9');
  });
});

describe('TOKEN', () => {
  const withToken = async (token: string, outputs: string): Promise<string> => {
    process.env.TOKEN = token;
    try {
      return await run(outputs).catch((error: unknown) => (error as Error).message);
    } finally {
      delete process.env.TOKEN;
    }
  };

  test.each([
    ['a stack without clients', { token_url: undefined }],
    ['a stack with several', { client_id: undefined, client_ids: { one: 'a', other: 'b' } }],
  ])('is the token for %s', async (_what, more) => {
    const stack = await DeployedStandIn.start();
    expect(await withToken(`${CLIENT.token}\n`, stack.outputs(more))).toContain('→ 200');
    expect(stack.seen).toHaveLength(1);
  });

  test('has to be one', async () => {
    const stack = await DeployedStandIn.start();
    expect(await withToken('two words', stack.outputs({ token_url: undefined }))).toBe(
      'TOKEN is no token: it has blanks or other characters that none has. Get a new one.',
    );
    expect(stack.seen).toEqual([]);
  });
});

describe('the body', () => {
  test.each<[string, () => string]>([
    ['JSON', () => '{"a": 1}'],
    ['a file', () => `@${file('{"a": 1}')}`],
  ])('is taken as it is from %s', async (_what, data) => {
    const stack = await DeployedStandIn.start();
    await run(stack.outputs(), { data: data() });
    expect(stack.seen[1]?.body).toBe('{"a": 1}');
  });

  test('is taken from standard input', async () => {
    const stack = await DeployedStandIn.start();
    const child = startCommand(['call', 'search', '--data', '-', '--outputs', file(stack.outputs())]);
    child.stdin.end('{"a": 1}');
    expect(await resultOf(child)).toMatchObject({ exitCode: 0 });
    expect(stack.seen[1]?.body).toBe('{"a": 1}');
  });

  test('is taken without the mark that some editors put before it', async () => {
    const stack = await DeployedStandIn.start();
    await run(stack.outputs(), { data: `@${file('\uFEFF{"a": "ä"}')}` });
    expect(stack.seen[1]?.body).toBe('{"a": "ä"}');
  });

  test('is refused where it would be sent as other bytes', async () => {
    const stack = await DeployedStandIn.start();
    const latin = path.join(folder, 'latin.json');
    fs.writeFileSync(latin, Buffer.from('{"a": "ä"}', 'latin1'));
    expect(await failure(stack.outputs(), { data: `@${latin}` })).toBe(`${latin} is no UTF-8 text. Save it as UTF-8.`);
    expect(stack.seen).toEqual([]);
  });

  test.each<[string, () => string, string | RegExp]>([
    ['no JSON', () => 'query all', '--data is no JSON; expected JSON, @file, or - for standard input.'],
    ['a file without its @', () => file('{}'), /^--data is no JSON; .* Did you mean @.*\?$/],
    ['a file that is not there', () => '@nowhere.json', '--data: nowhere.json is not there.'],
    [
      'too large',
      () => `@${file(`"${'a'.repeat(6 * 1024 * 1024)}"`)}`,
      /is too large: got 6291458 bytes; expected at most 6291456\.$/,
    ],
  ])('is refused when it is %s, before anything is sent', async (_what, data, message) => {
    const stack = await DeployedStandIn.start();
    const said = await failure(stack.outputs(), { data: data() });
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
    expect(stack.seen).toEqual([]);
  });

  test('is none where the method has none', async () => {
    const stack = await DeployedStandIn.start();
    const apis = { search: { method: 'GET', url: `${stack.url}/oracleapi/search`, example: '{}' } };
    await run(stack.outputs({ apis }));
    expect(stack.seen[1]).toMatchObject({ method: 'GET', body: '' });
    expect(await failure(stack.outputs({ apis }), { data: '{}' })).toBe(
      '--data does not fit: search is called with GET, which has no body. Use --query.',
    );
  });
});

describe('the route', () => {
  const apisAt = (url: string): unknown => ({
    search: { method: 'GET', url: `${url}/oracleapi/{id}/x`, example: '{}' },
  });

  test('gets the values of its parameters', async () => {
    const stack = await DeployedStandIn.start();
    await run(stack.outputs({ apis: apisAt(stack.url) }), { path: [{ name: 'id', value: 'a/b' }] });
    expect(stack.seen[1]?.url).toBe('/oracleapi/a%2Fb/x');
  });

  test('is refused without them', async () => {
    const stack = await DeployedStandIn.start();
    expect(await failure(stack.outputs({ apis: apisAt(stack.url) }))).toBe(
      'The route of search needs --path id=VALUE.',
    );
  });

  test('is refused with one that it does not have', async () => {
    const stack = await DeployedStandIn.start();
    expect(await failure(stack.outputs(), { path: [{ name: 'id', value: '1' }] })).toBe(
      '--path id is none of the route of search; it has no parameters.',
    );
    expect(stack.seen).toEqual([]);
  });
});

describe('what went wrong', () => {
  test.each<[string, Answerer, string]>([
    [
      'the gateway does not take the token',
      json({ code: 401, message: 'Unauthorized' }, 401),
      'search answered 401. The gateway does not accept the token: check that identity_domain_signing_key is the key that the domain signs with now, and that the token is for this deployment.',
    ],
    [
      'the token has no scope of the route',
      json({ code: 403, message: 'Forbidden' }, 403),
      'search answered 403. The token has no scope that the route takes.',
    ],
    [
      'the gateway may not invoke the function',
      json({ code: 500, message: 'Internal Server Error' }, 500),
      'search answered 500. The gateway may not invoke the function: its policy takes some minutes after a deploy to hold.',
    ],
    [
      'the function lacks a permission',
      json({ code: 'NotAuthorizedOrNotFound', message: 'Authorization failed.' }, 404),
      'search answered 404. NotAuthorizedOrNotFound: Authorization failed. The caller of the service lacks a permission, or it does not exist: a new policy or dynamic group takes up to 15 minutes to reach a running function.',
    ],
    [
      'the function refuses the body',
      json({ code: 'InvalidRequest', message: 'The body is not what the API expects.' }, 400),
      'search answered 400. InvalidRequest: The body is not what the API expects.',
    ],
    [
      'a redirect comes',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'search answered 302. The gateway refused the request.',
    ],
  ])('is said when %s', async (_what, api, message) => {
    const stack = await DeployedStandIn.start({ api });
    expect(await failure(stack.outputs())).toBe(message);
  });

  test.each<[string, Answerer, RegExp]>([
    [
      'does not know the secret',
      json({ error: 'invalid_client', error_description: 'Client authentication failed.' }, 401),
      /^127\.0\.0\.1:\d+ gives no token \(401\): invalid_client Client authentication failed\. The client or its secret/,
    ],
    [
      'repeats what it was sent',
      ({ headers }, response) => {
        const pair = `${CLIENT.id}:${CLIENT.secret}`;
        const error_description = `No ${String(headers.authorization)}, no ${pair}, no ${CLIENT.secret}`;
        response.writeHead(401).end(JSON.stringify({ error: 'invalid_client', error_description }));
      },
      /gives no token \(401\): invalid_client No Basic \(secret\), no (client-1:)?\(secret\), no \(secret\)\. The client/,
    ],
    [
      'gives a token that no header can hold',
      json({ access_token: 'planted\nplanted' }),
      /^127\.0\.0\.1:\d+ answered 200 instead of a token\. Check the variable identity_domain_url\.$/,
    ],
    ['answers a page', (_request, response) => response.end('<html>'), /answered 200 instead of a token/],
    ['breaks off', (_request, response) => response.destroy(), /^127\.0\.0\.1:\d+ cannot be reached: /],
  ])('is said when the domain %s, and the route is not called', async (_what, token, message) => {
    const stack = await DeployedStandIn.start({ token });
    expect(await failure(stack.outputs())).toMatch(message);
    expect(stack.seen).toHaveLength(1);
  });

  test('is said of an API that the stack does not have', async () => {
    const { printer } = recordedPrinter();
    const stack = await DeployedStandIn.start();
    const outputs = file(stack.outputs());
    await expect(call('serch', { outputs }, { printer, signal: never })).rejects.toThrow(
      'The stack has no API of that name: got serch; expected one of search.',
    );
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'without an endpoint',
      { endpoint: undefined },
      'The stack has no output endpoint; expected those of an OracleApiStack. Deploy again.',
    ],
    [
      'without a client secret',
      { client_secret: undefined },
      'There is no client secret: the outputs have no client_secret. Set CLIENT_SECRET in the environment.',
    ],
    [
      'with a domain that anyone can listen to',
      { token_url: 'http://domain.test/oauth2/v1/token' },
      'The output token_url is no https address. Check the variable identity_domain_url.',
    ],
    [
      'with a gateway that anyone can listen to',
      { apis: { search: { method: 'POST', url: 'http://gateway.test/x', example: '{}' } } },
      'The address of search is not https: got http://gateway.test. Deploy again.',
    ],
    [
      'without a client',
      { token_url: undefined },
      'The stack has no client of its own to get a token with. Set TOKEN in the environment.',
    ],
    [
      'of several clients',
      { client_id: undefined, client_ids: { partner: 'p', 'night-job': 'n' } },
      'The stack has several clients and none is called client. Choose one with --client: partner, night-job; or set TOKEN.',
    ],
    [
      'with APIs of another form',
      { apis: { search: 1 } },
      'The output apis is not what this version writes. Deploy again.',
    ],
    [
      'with an address that is none',
      { apis: { search: { method: 'POST', url: '/search', example: '{}' } } },
      'The output apis is not what this version writes. Deploy again.',
    ],
    [
      'with a method that is none',
      { apis: { search: { method: 'PO ST', url: 'https://gateway.test/search', example: '{}' } } },
      'The output apis is not what this version writes. Deploy again.',
    ],
  ])('is said of outputs %s, before anything is sent', async (_what, more, message) => {
    const stack = await DeployedStandIn.start();
    expect(await failure(stack.outputs(more))).toBe(message);
    expect(stack.seen).toEqual([]);
  });

  test('is said with exit code 1, and with 2 when the command line is wrong', async () => {
    const stack = await DeployedStandIn.start({ api: json({}, 503) });
    const outputs = file(stack.outputs());
    expect(await runCommand(['call', 'search', '--outputs', outputs])).toMatchObject({ exitCode: 1 });
    expect(await runCommand(['call', 'search', '--outputs', outputs, '--data', 'x'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: '--data is no JSON; expected JSON, @file, or - for standard input.\n',
    });
  });

  test.each<[string, string[]]>([
    ['an API that there is not', ['serch']],
    ['a client that there is not', ['search', '--client', 'nobody']],
    ['outputs that are not there', ['search', '--outputs', '/nowhere/outputs']],
    ['a stack that is not there', ['search', '--stack', '/nowhere']],
    ['a file in no folder', ['search', '--out', '/nowhere/answer']],
    ['a file without a name', ['search', '--out', '']],
    ['a folder', ['search', '--out', '.']],
    ['a body of no file', ['search', '--data', '@']],
  ])('is said with exit code 2 of %s, and nothing is sent', async (_what, args) => {
    const stack = await DeployedStandIn.start();
    const outputs = file(stack.outputs());
    const { exitCode, stdout } = await runCommand(['call', '--outputs', outputs, ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stack.seen).toEqual([]);
  });
});

describe('--curl', () => {
  test('prints the commands, sends nothing, and keeps the secret', async () => {
    const stack = await DeployedStandIn.start();
    const printed = await run(stack.outputs(), { curl: true, data: `{"a":"it's"}` });
    expect(printed).toMatch(/^# CLIENT_SECRET holds the output client_secret\.\n\nTOKEN=/);
    expect(printed).toContain(`--user 'client-1'":$CLIENT_SECRET"`);
    expect(printed).toContain(`--data '{"a":"it'\\''s"}'`);
    expect(printed).not.toContain('planted');
    expect(stack.seen).toEqual([]);
  });

  test('says how the secret is had from Terraform, where the stack is', () => {
    const before = process.env.TERRAFORM_BINARY_NAME;
    delete process.env.TERRAFORM_BINARY_NAME;
    try {
      expect(secretCommand("it's/stacks/one")).toBe(
        `export CLIENT_SECRET=$(terraform -chdir='it'\\''s/stacks/one' output -raw client_secret)`,
      );
      process.env.TERRAFORM_BINARY_NAME = 'tofu';
      expect(secretCommand('')).toBe("export CLIENT_SECRET=$(tofu -chdir='.' output -raw client_secret)");
    } finally {
      if (before === undefined) delete process.env.TERRAFORM_BINARY_NAME;
      else process.env.TERRAFORM_BINARY_NAME = before;
    }
  });

  test('prints them as JSON', async () => {
    const stack = await DeployedStandIn.start();
    const [line, ...others] = jsonLines(await run(stack.outputs(), { curl: true, json: true }));
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      step: 'curl',
      commands: [expect.stringContaining('curl'), expect.stringContaining('curl')],
    });
  });
});

describe('Ctrl-C', () => {
  test('ends a call that waits, with 130', async () => {
    let reached = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const stack = await DeployedStandIn.start({
      api: () => {
        reached();
      },
    });
    const child = startCommand(['call', 'search', '--outputs', file(stack.outputs())]);
    const ended = resultOf(child);
    await waiting;
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ exitCode: 130, stderr: '' });
  });

  test('ends one that waits for standard input', async () => {
    const stack = await DeployedStandIn.start();
    const interrupt = new AbortController();
    interrupt.abort(new Error('interrupted'));
    await expect(run(stack.outputs(), { data: '-' }, interrupt.signal)).rejects.toThrow('interrupted');
  });
});

describe('--local', () => {
  const stack = new DefaultStack();
  afterAll(() => {
    stack.remove();
  });

  test('runs the stack on a local cloud and calls it as if it were deployed', async () => {
    const { exitCode, stdout, stderr } = await runCommand(
      ['call', 'search', '--local', '--stack', stack.directory, '--json'],
      { CLIENT_SECRET: 'of-another-stack' },
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const lines = jsonLines(stdout);
    expect(lines.map(({ step }) => step)).toEqual(['token', 'answer']);
    expect(lines.at(-1)).toMatchObject({ status: 200, body: { items: [{}, {}, {}] } });
  });

  test('says why the gateway refuses, which it does not tell a client', async () => {
    const directory = stack.copy({
      document: (document) => {
        const deployments = document.resource.oci_apigateway_deployment ?? {};
        const text = JSON.stringify(deployments).replace(/"allowed_scope":\["invoke"\]/, '"allowed_scope":["other"]');
        document.resource.oci_apigateway_deployment = JSON.parse(text) as typeof deployments;
      },
    });
    const { exitCode, stdout } = await runCommand(['call', 'search', '--local', '--stack', directory, '--json']);
    expect(exitCode).toBe(1);
    expect(jsonLines(stdout).filter(({ ok }) => ok === false)).toMatchObject([
      { step: 'gateway', detail: expect.stringContaining('scope') as string },
      { step: 'answer', status: 403 },
    ]);
  });
});
