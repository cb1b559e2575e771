import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { invoke } from '../../../cli/call/invoke';
import type { InvokeOptions } from '../../../cli/call/invoke';
import { jsonLines, runCommand } from '../../../testing/command';
import { DefaultStack } from '../../../testing/default-stack';
import { DomainStandIn } from '../../../testing/domain-stand-in';
import { ociUser } from '../../../testing/oci-user';
import { recordedPrinter } from '../../../testing/recorded-printer';
import { scratch } from '../../../testing/scratch';

const folder = scratch('invoke');
const user = ociUser(folder);
const FUNCTION_ID = 'ocid1.fnfunc.oc1.eu-frankfurt-1.aaaa';
const EXAMPLE = '{"type":"FreeText","text":"ledger"}';
const never = new AbortController().signal;

interface Seen {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Service {
  readonly url: URL;
  readonly targets: readonly string[];
  readonly seen: readonly Seen[];
}

/** The Functions service on the loopback: it lets through only what the user signed. */
async function service(
  answer: { status?: number; headers?: Record<string, string>; body?: string } = {},
  keyId = user.keyId,
): Promise<Service> {
  const seen: Seen[] = [];
  const { status = 200, headers = {}, body: answered = '{"items":[]}' } = answer;
  const standIn = await DomainStandIn.start(user.publicKey, keyId, (request, response) => {
    void text(request).then((body) => {
      seen.push({ headers: request.headers, body });
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(answered);
    });
  });
  return { url: standIn.url, targets: standIn.seen, seen };
}

const outputsOf = (url: URL, more: Record<string, unknown> = {}, others: Record<string, unknown> = {}): string => {
  const file = path.join(folder, `outputs-${String(fs.readdirSync(folder).length)}`);
  const search = {
    method: 'POST',
    url: 'https://gateway.test/oracleapi/search',
    example: EXAMPLE,
    function_id: FUNCTION_ID,
    invoke_endpoint: url.origin,
    ...more,
  };
  const values = { endpoint: 'https://gateway.test/oracleapi', apis: { search }, ...others };
  fs.writeFileSync(
    file,
    JSON.stringify(
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, type: 'string' }])),
    ),
  );
  return file;
};

async function run({ url }: Service, options: InvokeOptions = {}, body?: string): Promise<string> {
  const { printer, printed } = recordedPrinter(options.json);
  const outputs = options.outputs ?? outputsOf(url);
  await invoke('search', body, { config: user.configFile, ...options, outputs }, { printer, signal: never });
  return printed();
}

describe('signed-api invoke', () => {
  test("posts to the function's own address, signed as the user", async () => {
    const functions = await service();
    await run(functions);
    expect(functions.targets).toEqual([`POST /20181201/functions/${FUNCTION_ID}/actions/invoke`]);
    expect(functions.seen[0]?.headers.authorization).toContain(`keyId="${user.keyId}"`);
  });

  test('signs the body that it sends', async () => {
    const functions = await service();
    await run(functions, {}, '{"ä": 1}');
    const [request] = functions.seen;
    expect(request?.body).toBe('{"ä": 1}');
    expect(request?.headers['x-content-sha256']).toBe(createHash('sha256').update('{"ä": 1}').digest('base64'));
    expect(request?.headers.authorization).toContain('content-type content-length x-content-sha256');
  });

  test('waits for the answer, and says so', async () => {
    const functions = await service();
    await run(functions);
    expect(functions.seen[0]?.headers).toMatchObject({ 'fn-invoke-type': 'sync', 'content-type': 'application/json' });
    expect(functions.seen[0]?.headers).not.toHaveProperty('fn-intent');
  });

  test('does not wait when detached', async () => {
    const functions = await service({ status: 202, body: '' });
    expect(await run(functions, { detached: true })).toContain('search → 202');
    expect(functions.seen[0]?.headers['fn-invoke-type']).toBe('detached');
  });

  test("sends the API's example unless there is a body", async () => {
    const functions = await service();
    await run(functions);
    await run(functions, { data: '{}' });
    await run(functions, {}, '[]');
    expect(functions.seen.map(({ body }) => body)).toEqual([EXAMPLE, '{}', '[]']);
  });

  test('prints status, request id and body', async () => {
    const functions = await service({ headers: { 'opc-request-id': 'id-1' } });
    expect(await run(functions)).toBe('✓ answer           search → 200  request id id-1\n{\n  "items": []\n}\n');
    expect(jsonLines(await run(functions, { json: true }))).toEqual([
      { step: 'answer', ok: true, status: 200, requestId: 'id-1', body: { items: [] } },
    ]);
  });

  test("prints nothing of the user's key", async () => {
    const functions = await service();
    expect(await run(functions)).not.toContain(user.secret);
  });

  test('takes OCID and endpoint from the command line, without outputs', async () => {
    const functions = await service();
    const { printer } = recordedPrinter();
    const options = { config: user.configFile, functionId: FUNCTION_ID, endpoint: functions.url };
    await invoke('search', '{}', options, { printer, signal: never });
    expect(functions.targets).toHaveLength(1);
  });
});

describe('half of where the function is', () => {
  const id = 'ocid1.fnfunc.oc1.eu-frankfurt-1.aaaa';
  test.each<[string, InvokeOptions]>([
    ['--endpoint', { functionId: id }],
    ['--function-id', { endpoint: new URL('https://functions.test') }],
  ])('without outputs wants %s as well', async (other, half) => {
    const outputs = path.join(folder, 'no-outputs.json');
    fs.writeFileSync(outputs, '{}');
    const { printer } = recordedPrinter();
    await expect(
      invoke('search', '{}', { config: user.configFile, outputs, ...half }, { printer, signal: never }),
    ).rejects.toThrow(new RegExp(`Or pass ${other} as well\\.$`));
  });
});

describe('--out', () => {
  test('takes the body as it came', async () => {
    const functions = await service({ body: '{"n":  1.0}' });
    const out = path.join(folder, 'answer.json');
    const printed = await run(functions, { out });
    expect(printed).toContain(`11 bytes written to ${out}\n`);
    expect(printed).not.toContain('1.0');
    expect(fs.readFileSync(out, 'utf8')).toBe('{"n":  1.0}');
  });

  test('takes nothing of a failure, which is printed', async () => {
    const functions = await service({ status: 502, body: '{"code":"x"}' });
    const out = path.join(folder, 'no-answer.json');
    await expect(run(functions, { out })).rejects.toThrow('search answered 502');
    expect(fs.existsSync(out)).toBe(false);
  });

  test('that cannot be written after all has the body printed: the call may have changed something', async () => {
    const out = path.join(folder, 'a-folder');
    fs.mkdirSync(out);
    const { printer, printed } = recordedPrinter();
    const functions = await service({ body: '{"n": 1}' });
    await expect(
      invoke(
        'search',
        undefined,
        { config: user.configFile, out, outputs: outputsOf(functions.url) },
        { printer, signal: never },
      ),
    ).rejects.toThrow(`--out: ${out} cannot be written (EISDIR). Name another file.`);
    expect(printed()).toContain('"n": 1');
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('a-folder'))).toEqual(['a-folder']);
  });
});

describe('a failure', () => {
  test.each<[string, Parameters<typeof service>[0], string]>([
    [
      'of the function',
      { headers: { 'fn-http-status': '400' }, body: '{"code":"InvalidRequest","message":"No."}' },
      'search answered 400. InvalidRequest: No.',
    ],
    [
      'of the service',
      { status: 502, body: '{"code":"FunctionInvokeImageNotAvailable","message":"Failed to pull function image"}' },
      'search answered 502. FunctionInvokeImageNotAvailable: Failed to pull function image. The image is not in the registry, or the function may not pull it.',
    ],
    [
      'of a permission',
      { status: 404, body: '{"code":"NotAuthorizedOrNotFound","message":"Authorization failed"}' },
      'search answered 404. NotAuthorizedOrNotFound: Authorization failed. The caller of the service lacks a permission, or it does not exist: a new policy or dynamic group takes up to 15 minutes to reach a running function.',
    ],
  ])('%s is said', async (_what, answer, message) => {
    const functions = await service(answer);
    await expect(run(functions)).rejects.toThrow(message);
  });

  test.each([
    [500, 'search answered 500. The log of the function says why.'],
    [404, 'search answered 404.'],
    [403, 'search answered 403.'],
  ])('of %d without a code is not blamed on a gateway', async (status, message) => {
    const functions = await service({ status, body: '' });
    await expect(run(functions)).rejects.toThrow(new RegExp(`^${message.replaceAll('.', '\\.')} ?$`));
  });

  test('of a stack with several clients there is none: no client is needed', async () => {
    const functions = await service();
    const several = { token_url: 'https://domain.test', client_ids: { one: 'a', other: 'b' } };
    await expect(run(functions, { outputs: outputsOf(functions.url, {}, several) })).resolves.toContain('→ 200');
  });

  test('is none after a while: a function may take minutes', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout');
    await run(await service());
    expect(timeout).toHaveBeenCalledWith(310_000);
    timeout.mockRestore();
  });

  test('of the signature is said', async () => {
    const functions = await service({}, 'another/user/key');
    await expect(run(functions)).rejects.toThrow(/^search answered 401\./);
    expect(functions.seen).toEqual([]);
  });
});

describe('the command line', () => {
  test('has the body once', async () => {
    const functions = await service();
    await expect(run(functions, { data: '{}' }, '{}')).rejects.toThrow(
      'The body is given twice: as an argument and with --data.',
    );
    expect(functions.targets).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'no function',
      { function_id: undefined },
      'The outputs do not say where the function of search is. Deploy again, or pass --function-id and --endpoint.',
    ],
    [
      'an endpoint that anyone can listen to',
      { invoke_endpoint: 'http://functions.test' },
      'The outputs have an invoke endpoint of search that is no https address. Deploy again.',
    ],
  ])('is refused with outputs that have %s', async (_what, more, message) => {
    const functions = await service();
    await expect(run(functions, { outputs: outputsOf(functions.url, more) })).rejects.toThrow(message);
    expect(functions.targets).toEqual([]);
  });

  test.each<[string[], string]>([
    [['--endpoint', 'http://functions.test'], 'expected https:// and a host, and nothing after it.'],
    [['--function-id', 'search'], "expected a function's OCID: ocid1.fnfunc.oc1.…."],
    [['--local', '--detached'], "option '--detached' cannot be used with option '--local'"],
    [['--local', '--profile', 'a'], "option '--profile <name>' cannot be used with option '--local'"],
    [['{"a":'], 'body is no JSON; expected JSON, @file, or - for standard input.'],
  ])('is refused with %j and exit code 2', async (args, message) => {
    const { exitCode, stderr } = await runCommand(['invoke', 'search', ...args]);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  test('needs somebody who signs', async () => {
    const { exitCode, stderr } = await runCommand(['invoke', 'search', '--config', path.join(folder, 'none')]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/none, the configuration file, is not there\./);
  });
});

describe('--local', () => {
  const stack = new DefaultStack();
  afterAll(() => {
    stack.remove();
  });
  const local = (...more: string[]): ReturnType<typeof runCommand> =>
    runCommand(['invoke', 'search', '--local', '--stack', stack.directory, '--json', ...more]);

  test('runs the bundle, which signs, and needs no configuration file', async () => {
    const { exitCode, stdout, stderr } = await runCommand(
      ['invoke', 'search', '--local', '--stack', stack.directory, '--json'],
      { HOME: path.join(folder, 'none') },
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(jsonLines(stdout)).toMatchObject([{ step: 'answer', status: 200, body: { items: [{}, {}, {}] } }]);
  });

  test("shows the function's own refusal, and what it printed", async () => {
    const { exitCode, stdout, stderr } = await local('{"type":"Structured"}');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^search answered 400\. InvalidRequest: /);
    expect(jsonLines(stdout)).toMatchObject([
      { step: 'answer', ok: false, status: 400 },
      { step: 'log', text: expect.stringContaining('InvalidRequest') as string },
    ]);
  });
});
