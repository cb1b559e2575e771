import fs from 'node:fs';
import path from 'node:path';
import { deployCheck } from '../../../cli/deploy-check/deploy-check';
import type { DeployCheckOptions, DeployCheckSetup } from '../../../cli/deploy-check/deploy-check';
import { startLocalCloud } from '../../../local';
import { jsonLines, runCommand } from '../../../testing/command';
import { DefaultStack } from '../../../testing/default-stack';
import { CLIENT, DeployedStandIn, json } from '../../../testing/deployed-stand-in';
import type { Answerer } from '../../../testing/deployed-stand-in';
import { DomainStandIn } from '../../../testing/domain-stand-in';
import type { DomainAnswer } from '../../../testing/domain-stand-in';
import { ociUser } from '../../../testing/oci-user';
import { recordedPrinter } from '../../../testing/recorded-printer';
import { scratch } from '../../../testing/scratch';

const folder = scratch('deploy-check');
const user = ociUser(folder);
const never = new AbortController().signal;
const PLACE = { region: 'eu-frankfurt-1', log_group_id: 'ocid1.loggroup.oc1.eu-frankfurt-1.aaaa' };
const LOG = { displayName: 'access', isEnabled: true, lifecycleState: 'ACTIVE' };

const logging = (answer: DomainAnswer): Promise<DomainStandIn> =>
  DomainStandIn.start(user.publicKey, user.keyId, answer);

const listing =
  (body: unknown, status = 200): DomainAnswer =>
  (_request, response) =>
    response.writeHead(status).end(JSON.stringify(body));

interface Checked {
  readonly lines: readonly Record<string, unknown>[];
  readonly failure?: string;
}

/** Checks a stack with these outputs; the lines of every check, and how it ended. */
async function check(
  outputs: string,
  options: DeployCheckOptions = {},
  setup: DeployCheckSetup = {},
): Promise<Checked> {
  const { printer, printed } = recordedPrinter(true);
  const file = path.join(folder, `outputs-${String(fs.readdirSync(folder).length)}`);
  fs.writeFileSync(file, outputs);
  const failure = await deployCheck(
    { outputs: file, config: user.configFile, ...options },
    { printer, signal: never, environment: {}, pauseMs: 1, ...setup },
  ).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  return { lines: jsonLines(printed()), failure };
}

const of = (step: string, { lines }: Checked): Record<string, unknown>[] => lines.filter((line) => line.step === step);

describe('signed-api deploy-check', () => {
  test('says a line for each thing that a deploy has to have made', async () => {
    const stack = await DeployedStandIn.start();
    const service = await logging(listing([LOG]));
    const checked = await check(stack.outputs(PLACE), {}, { serviceUrl: () => service.url });
    expect(checked.failure).toBeUndefined();
    expect(checked.lines).toMatchObject([
      { step: 'without a token', ok: true, text: `POST ${stack.url}/oracleapi/search → 401` },
      { step: 'token', ok: true, text: 'for https://gateway.test/invoke' },
      { step: 'with a token', ok: true, text: `POST ${stack.url}/oracleapi/search → 200` },
      { step: 'logs', ok: true, text: 'access: enabled' },
    ]);
  });

  test('asks for the logs of the log group, signed as the user', async () => {
    const stack = await DeployedStandIn.start();
    const service = await logging(listing([LOG]));
    const asked: string[] = [];
    const serviceUrl = (...args: string[]): URL => {
      asked.push(...args);
      return service.url;
    };
    await check(stack.outputs(PLACE), {}, { serviceUrl });
    expect(asked).toEqual(['logging', 'eu-frankfurt-1']);
    expect(service.seen).toEqual([`GET /20200531/logGroups/${PLACE.log_group_id}/logs?limit=1000`]);
  });

  test('sends nothing that a function could act on without a token', async () => {
    const stack = await DeployedStandIn.start();
    await check(stack.outputs());
    expect(stack.seen[0]).toMatchObject({ url: '/oracleapi/search', body: '' });
    expect(stack.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  test('prints neither secret nor token', async () => {
    const stack = await DeployedStandIn.start();
    expect(JSON.stringify(await check(stack.outputs()))).not.toContain('planted');
  });
});

describe('logs', () => {
  const logs = async (list: unknown[], expected: string[]): Promise<unknown> => {
    const [stack, service] = [await DeployedStandIn.start(), await logging(listing(list))];
    const outputs = stack.outputs({ ...PLACE, logs: expected });
    return of('logs', await check(outputs, {}, { serviceUrl: () => service.url }))[0];
  };

  test('have all to be there', async () => {
    expect(await logs([LOG], ['access', 'execution', 'invoke'])).toMatchObject({
      ok: false,
      problem: 'the log group has no execution, no invoke. Deploy again.',
    });
    expect(await logs([LOG, { ...LOG, displayName: 'more' }], ['access'])).toMatchObject({ ok: true });
  });

  test.each([
    ['enabled', { isEnabled: false }],
    ['active', { lifecycleState: 'CREATING' }],
  ])('have to be %s', async (_what, state) => {
    expect(await logs([{ ...LOG, ...state }], ['access'])).toMatchObject({
      ok: false,
      problem: 'not enabled or not active: access. Enable them, or deploy again.',
    });
  });

  test('are waited for while they are made', async () => {
    let asked = 0;
    const service = await logging((request, response) => {
      asked += 1;
      listing([{ ...LOG, lifecycleState: asked < 3 ? 'CREATING' : 'ACTIVE' }])(request, response);
    });
    const setup = { serviceUrl: () => service.url };
    expect(of('logs', await check((await DeployedStandIn.start()).outputs(PLACE), { wait: 60 }, setup))).toMatchObject([
      { ok: true },
    ]);
    expect(asked).toBe(3);
  });

  test('are not waited for when they are switched off', async () => {
    const service = await logging(listing([{ ...LOG, isEnabled: false }]));
    await check((await DeployedStandIn.start()).outputs(PLACE), { wait: 60 }, { serviceUrl: () => service.url });
    expect(service.seen).toHaveLength(1);
  });

  test('are not looked at by a profile that is of no use, before anything is waited for', async () => {
    const stack = await DeployedStandIn.start();
    const checked = await check(stack.outputs(PLACE), { config: path.join(folder, 'none'), wait: 600 });
    expect(checked.failure).toMatch(/none, the configuration file, is not there/);
    expect(stack.seen).toEqual([]);
  });
});

describe('a token', () => {
  test('is not waited for without a secret', async () => {
    const stack = await DeployedStandIn.start();
    const checked = await check(stack.outputs({ client_secret: undefined }), { wait: 600 }, { pauseMs: 60_000 });
    expect(of('token', checked)).toMatchObject([
      { problem: expect.stringMatching(/^There is no client secret/) as string },
    ]);
  });
});

describe('a failure', () => {
  test('is a route that lets anyone in', async () => {
    // The one path of the stand-in that asks for no token.
    const stack = await DeployedStandIn.start({ token: json({}) });
    const search = { method: 'POST', url: `${stack.url}/oauth2/v1/token`, example: '{}' };
    const checked = await check(stack.outputs({ apis: { search } }));
    expect(of('without a token', checked)).toMatchObject([
      {
        ok: false,
        problem: `POST ${stack.url}/oauth2/v1/token → 200; expected 401. The route is open: what is behind it answered a stranger. Look into main.ts.`,
      },
    ]);
    expect(checked.failure).toMatch(/checks? failed\.$/);
  });

  test.each([
    [302, 'The route is open: what is behind it answered a stranger. Look into main.ts.'],
    // A function that finds no body in what it was sent.
    [400, 'The route is open: what is behind it answered a stranger. Look into main.ts.'],
    [403, 'The route is open: what is behind it answered a stranger. Look into main.ts.'],
    [404, 'The route leads nowhere: deploy again.'],
    [405, 'The route leads nowhere: deploy again.'],
    [429, 'Too many requests: wait, and try again.'],
    [502, 'The gateway is not ready, or the route is open and leads to something that fails: look into main.ts.'],
  ])('is a route that answers a stranger with %d', async (status, why) => {
    const stack = await DeployedStandIn.start({ token: json({}, status) });
    const search = { method: 'POST', url: `${stack.url}/oauth2/v1/token`, example: '{}' };
    const checked = await check(stack.outputs({ apis: { search } }));
    expect(of('without a token', checked)).toMatchObject([
      { ok: false, problem: `POST ${stack.url}/oauth2/v1/token → ${String(status)}; expected 401. ${why}` },
    ]);
  });

  test('is a token that is not given, and then no route is called with one', async () => {
    const stack = await DeployedStandIn.start({ token: json({ error: 'invalid_client' }, 401) });
    const checked = await check(stack.outputs());
    expect(of('token', checked)).toMatchObject([
      { ok: false, problem: expect.stringContaining('invalid_client') as string },
    ]);
    expect(of('with a token', checked)).toMatchObject([
      { skipped: true, reason: 'there is no token to call search with.' },
    ]);
    expect(checked.failure).toBe('1 check failed.');
  });

  test('is an answer other than a success, with what to do', async () => {
    const stack = await DeployedStandIn.start({ api: json({ code: 403, message: 'Forbidden' }, 403) });
    const checked = await check(stack.outputs());
    expect(of('with a token', checked)).toMatchObject([
      {
        ok: false,
        problem: `POST ${stack.url}/oracleapi/search → 403; expected a success. The token has no scope that the route takes.`,
      },
    ]);
  });

  test.each<[string, DomainAnswer, string | RegExp]>([
    ['none', listing([]), 'the log group has no logs. Deploy again.'],
    [
      'switched off',
      listing([LOG, { ...LOG, displayName: 'execution', isEnabled: false }]),
      'not enabled or not active: execution. Enable them, or deploy again.',
    ],
    [
      'not to be seen',
      listing({ code: 'NotAuthorizedOrNotFound', message: 'Authorization failed' }, 404),
      /^the log group cannot be read \(404\)\. NotAuthorizedOrNotFound: Authorization failed\./,
    ],
  ])('is logs that are %s', async (_what, answer, problem) => {
    const stack = await DeployedStandIn.start();
    const service = await logging(answer);
    const checked = await check(stack.outputs(PLACE), {}, { serviceUrl: () => service.url });
    const [line] = of('logs', checked);
    expect(line).toMatchObject({
      ok: false,
      problem: typeof problem === 'string' ? problem : (expect.stringMatching(problem) as string),
    });
    expect(checked.failure).toBe('1 check failed.');
  });

  test('is exit code 1', async () => {
    const stack = await DeployedStandIn.start({ api: json({}, 503) });
    const file = path.join(folder, 'failing');
    fs.writeFileSync(file, stack.outputs());
    expect(await runCommand(['deploy-check', '--outputs', file])).toMatchObject({
      exitCode: 1,
      stderr: '1 check failed.\n',
    });
  });
});

describe('--expect', () => {
  const writing = (url: string): Record<string, unknown> => ({
    apis: { search: { method: 'POST', url: `${url}/oracleapi/search`, example: '{}', reads_only: false } },
  });

  test('is needed to call an API that may change something', async () => {
    const stack = await DeployedStandIn.start();
    const checked = await check(stack.outputs(writing(stack.url)));
    expect(of('with a token', checked)).toMatchObject([
      { skipped: true, reason: 'search may change something. Call it with --expect search=200.' },
    ]);
    expect(stack.seen.filter(({ headers }) => headers.authorization?.startsWith('Bearer'))).toEqual([]);
    expect(checked.failure).toBeUndefined();
  });

  test('calls it, and compares the status', async () => {
    const stack = await DeployedStandIn.start({ api: json({}, 409) });
    const right = await check(stack.outputs(writing(stack.url)), { expect: [{ name: 'search', value: '409' }] });
    expect(of('with a token', right)).toMatchObject([{ ok: true, status: 409 }]);
    const wrong = await check(stack.outputs(writing(stack.url)), { expect: [{ name: 'search', value: '200' }] });
    expect(of('with a token', wrong)).toMatchObject([
      { ok: false, problem: expect.stringContaining('→ 409; expected 200.') as string },
    ]);
  });

  test('names an API of the stack', async () => {
    const stack = await DeployedStandIn.start();
    const { failure } = await check(stack.outputs(), { expect: [{ name: 'serch', value: '200' }] });
    expect(failure).toBe('The stack has no API of that name: got serch; expected one of search.');
    expect(stack.seen).toEqual([]);
  });

  test.each([
    ['search', 'expected API=STATUS, for example search=200.'],
    ['search=ok', 'expected API=STATUS, for example search=200.'],
  ])('is refused when it is %s', async (value, message) => {
    const { exitCode, stderr } = await runCommand(['deploy-check', '--expect', value]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('--wait', () => {
  const failingFirst = (times: number): Answerer => {
    let count = 0;
    return (request, response) => {
      count += 1;
      json({ code: 500 }, count <= times ? 500 : 200)(request, response);
    };
  };

  test('tries again what may take a while', async () => {
    const stack = await DeployedStandIn.start({ api: failingFirst(2) });
    const checked = await check(stack.outputs(), { wait: 10 });
    expect(of('with a token', checked)).toMatchObject([{ ok: true, status: 200 }]);
  });

  test('tries again to get a token', async () => {
    let count = 0;
    const stack = await DeployedStandIn.start({
      token: (request, response) => {
        count += 1;
        if (count < 3) json({}, 503)(request, response);
        else json({ access_token: CLIENT.token })(request, response);
      },
    });
    const checked = await check(stack.outputs(), { wait: 10 });
    expect(of('token', checked)).toMatchObject([{ ok: true }]);
    expect(checked.failure).toBeUndefined();
  });

  test('is not the default', async () => {
    const stack = await DeployedStandIn.start({ api: failingFirst(1) });
    expect((await check(stack.outputs())).failure).toBe('1 check failed.');
  });

  test('does not wait for what will not mend itself', async () => {
    const stack = await DeployedStandIn.start({ api: json({ code: 'InvalidRequest', message: 'No.' }, 400) });
    const before = stack.seen.length;
    await check(stack.outputs(), { wait: 10 });
    expect(stack.seen.length - before).toBe(3);
  });

  test('ends with Ctrl-C', async () => {
    const stack = await DeployedStandIn.start({ api: json({}, 500) });
    const interrupt = new AbortController();
    const checked = check(stack.outputs(), { wait: 3600 }, { signal: interrupt.signal, pauseMs: 60_000 });
    while (stack.seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    interrupt.abort(new Error('interrupted'));
    expect((await checked).failure).toBe('interrupted');
  });
});

describe('a route with parameters', () => {
  const apis = (url: string): unknown => ({
    one: { method: 'DELETE', url: `${url}/oracleapi/{id}/{rest*}`, reads_only: true },
  });

  test('is tried without a token, with values that name nothing', async () => {
    const stack = await DeployedStandIn.start();
    const checked = await check(stack.outputs({ apis: apis(stack.url) }));
    expect(of('without a token', checked)).toMatchObject([{ ok: true, status: 401 }]);
    expect(stack.seen[0]).toMatchObject({ method: 'DELETE', url: '/oracleapi/deploy-check/deploy-check', body: '' });
  });
});

describe('an API that is open to everybody', () => {
  test('is so as the stack says, and is not called to find out', async () => {
    const stack = await DeployedStandIn.start();
    const url = `${stack.url}/oracleapi/one`;
    const checked = await check(stack.outputs({ apis: { one: { method: 'GET', url, reads_only: true, open: true } } }));
    expect(checked.failure).toBeUndefined();
    expect(of('without a token', checked)).toMatchObject([
      { ok: true, advice: 'one is open to everybody, as the stack says (allowAnonymousCallers)' },
    ]);
    expect(stack.seen.filter(({ headers }) => headers.authorization === undefined)).toEqual([]);
  });
});

describe('what cannot be looked at', () => {
  test('is skipped with its reason', async () => {
    const stack = await DeployedStandIn.start();
    const checked = await check(stack.outputs());
    expect(of('logs', checked)).toMatchObject([
      { skipped: true, reason: expect.stringContaining('the outputs have no region and log_group_id') as string },
    ]);
    expect(checked.failure).toBeUndefined();
  });

  test('is logs, for who has no configuration file', async () => {
    const stack = await DeployedStandIn.start();
    const file = path.join(folder, 'no-home');
    fs.writeFileSync(file, stack.outputs(PLACE));
    const { exitCode, stdout } = await runCommand(['deploy-check', '--outputs', file, '--json'], { HOME: folder });
    expect(exitCode).toBe(0);
    expect(jsonLines(stdout).at(-1)).toMatchObject({ step: 'logs', skipped: true });
  });

  test('is a route with parameters', async () => {
    const stack = await DeployedStandIn.start();
    const apis = { one: { method: 'GET', url: `${stack.url}/oracleapi/{id}`, reads_only: true } };
    const checked = await check(stack.outputs({ apis }));
    expect(of('with a token', checked)).toMatchObject([
      {
        reason: 'the route of one has parameters (id). Call it with npm run -s signed-api -- call one --path id=VALUE.',
      },
    ]);
  });
});

test('a token of another issuer comes from TOKEN', async () => {
  const stack = await DeployedStandIn.start();
  const outputs = stack.outputs({ token_url: undefined });
  const checked = await check(outputs, {}, { environment: { TOKEN: CLIENT.token } });
  expect(of('token', checked)).toMatchObject([{ ok: true, text: 'the one in TOKEN' }]);
  expect(of('with a token', checked)).toMatchObject([{ ok: true }]);
  expect(of('token', await check(outputs))).toMatchObject([{ skipped: true }]);
});

describe('a stack on the local cloud', () => {
  const synthesized = new DefaultStack();
  afterAll(() => {
    synthesized.remove();
  });

  /** Checks it as if it were deployed; what the outputs do not list, the synthesized stack does. */
  async function checkLocally(directory: string): Promise<Checked> {
    const cloud = await startLocalCloud({ stackDirectory: directory, port: 0 });
    // The local cloud has no service of logs.
    const service = await logging(
      listing(['invoke', 'gw-access', 'gw-execution'].map((name) => ({ ...LOG, displayName: `oracleapi-${name}` }))),
    );
    try {
      const outputs = cloud.stack.outputs.map(({ name, value }) => [name, { type: 'string', value }] as const);
      const setup = { serviceUrl: () => service.url };
      return await check(JSON.stringify(Object.fromEntries(outputs)), { stack: directory }, setup);
    } finally {
      await cloud.close();
    }
  }

  test('is in order', async () => {
    const checked = await checkLocally(synthesized.directory);
    expect(checked.failure).toBeUndefined();
    expect(checked.lines).toMatchObject([
      { step: 'without a token', ok: true },
      { step: 'token', ok: true },
      { step: 'with a token', ok: true, status: 200 },
      { step: 'logs' },
    ]);
  });

  test('is not, when a route takes no scope that a client can have', async () => {
    const directory = synthesized.copy({
      document: ({ resource }) => {
        const text = JSON.stringify(resource.oci_apigateway_deployment);
        resource.oci_apigateway_deployment = JSON.parse(
          text.replace('"allowed_scope":["invoke"]', '"allowed_scope":["other"]'),
        ) as (typeof resource)[string];
      },
    });
    const checked = await checkLocally(directory);
    expect(of('without a token', checked)).toMatchObject([{ ok: true }]);
    expect(of('with a token', checked)).toMatchObject([
      { ok: false, problem: expect.stringMatching(/→ 403; expected a success\. The token has no scope/) as string },
    ]);
  });
});
