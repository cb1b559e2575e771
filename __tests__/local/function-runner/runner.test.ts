import { createPublicKey } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { decodeJwt, jwtVerify } from 'jose';
import { createFunctionRunner, findBundle } from '../../../local/function-runner';
import type { FunctionRunner, FunctionRunnerOptions } from '../../../local/function-runner';
import type { Hop } from '../../../local';
import { createTokenIssuer } from '../../../local/resource-principal';
import { OBEDIENT, writeBundle } from '../../../testing/local-function';
import type { SeenByFunction } from '../../../testing/local-function';
import { scratch } from '../../../testing/scratch';

const FUNCTION = 'ocid1.fnfunc.oc1..one';
const runners: FunctionRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.close()));
});

interface RunnerScene extends Partial<FunctionRunnerOptions> {
  readonly code?: string;
  readonly timeoutSeconds?: number;
  /** What lies in the user's project, above the bundle. */
  readonly project?: Readonly<Record<string, string>>;
}

function runnerOf(options: RunnerScene = {}) {
  const { code = OBEDIENT, timeoutSeconds = 30, project = {}, ...rest } = options;
  const directory = scratch('runner');
  for (const [name, text] of Object.entries(project)) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), text);
  }
  const { image } = writeBundle(directory, code);
  const hops: Hop[] = [];
  const lines: string[] = [];
  const clock = { now: Date.now() };
  const issuer = createTokenIssuer({ tenancyId: 'ocid1.tenancy.oc1..one', now: () => clock.now });
  const runner = createFunctionRunner({
    functions: [
      {
        address: 'oci_functions_function.One',
        id: FUNCTION,
        applicationId: 'ocid1.fnapp.oc1..one',
        displayName: 'one',
        image,
        memoryMb: 256,
        timeoutSeconds,
        config: { BOTH: 'function', OWN: 'function', FN_FN_ID: 'forged' },
      },
    ],
    applications: [
      {
        address: 'oci_functions_application.App',
        id: 'ocid1.fnapp.oc1..one',
        compartmentId: 'ocid1.compartment.oc1..one',
        displayName: 'app',
        shape: 'GENERIC_X86',
        signedImagesOnly: false,
        config: { BOTH: 'application', SHARED: 'application' },
      },
    ],
    bundles: new Map([[FUNCTION, findBundle(directory, image)]]),
    region: 'eu-frankfurt-1',
    upstreamEndpoint: () => 'http://127.0.0.1:1',
    issueSession: async (holder) => (await issuer).issue(holder),
    onHop: (hop) => hops.push(hop),
    onLog: ({ text }) => lines.push(text),
    now: () => clock.now,
    ...rest,
  });
  runners.push(runner);
  const invoke = async (order: object = {}): Promise<Response> =>
    runner.invoke(FUNCTION, {
      method: 'POST',
      requestUrl: '/prefix/orders?a=1',
      headers: new Headers({ 'content-type': 'application/json', 'x-own': 'yes' }),
      body: Buffer.from(JSON.stringify(order)),
      requestId: 'customer/TRACE',
    });
  const see = async (order: object = {}): Promise<SeenByFunction> =>
    (await (await invoke(order)).json()) as SeenByFunction;
  return { runner, invoke, see, hops, lines, clock, issuer };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the function runner', () => {
  test('starts nothing before the first call', () => {
    expect(runnerOf().runner.counts()).toEqual({ starts: 0, calls: 0 });
  });

  test('calls the function as Fn does', async () => {
    const { method, url, headers, body } = await runnerOf().see({ a: 'ä' });
    expect({ method, url, body }).toEqual({ method: 'POST', url: '/call', body: '{"a":"ä"}' });
    expect(headers).toMatchObject({
      host: 'localhost',
      'content-type': 'application/json',
      'fn-intent': 'httprequest',
      'fn-invoke-type': 'sync',
      'fn-http-method': 'POST',
      'fn-http-request-url': '/prefix/orders?a=1',
      'fn-http-h-x-own': 'yes',
      'opc-request-id': 'customer/TRACE',
    });
    expect(headers['fn-call-id']).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(headers['fn-deadline']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(headers['x-own']).toBeUndefined();
  });

  test('gives the function the environment of OCI Functions, its configuration, and nothing of our own', async () => {
    const { environment, folder } = await runnerOf().see();
    expect(Object.keys(environment).sort()).toEqual([
      'BOTH',
      'FN_APP_ID',
      'FN_APP_NAME',
      'FN_FN_ID',
      'FN_FN_NAME',
      'FN_FORMAT',
      'FN_LISTENER',
      'FN_MEMORY',
      'FN_TYPE',
      'OCI_REGION_METADATA',
      'OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM',
      'OCI_RESOURCE_PRINCIPAL_REGION',
      'OCI_RESOURCE_PRINCIPAL_RPST',
      'OCI_RESOURCE_PRINCIPAL_VERSION',
      'OCI_TRACING_ENABLED',
      'OWN',
      'SHARED',
      'UPSTREAM_ENDPOINT',
    ]);
    expect(environment).toMatchObject({
      BOTH: 'function',
      SHARED: 'application',
      FN_FN_ID: FUNCTION,
      FN_MEMORY: '256',
      FN_LISTENER: `unix:${folder}/lsnr.sock`,
    });
  });

  test('gives the function a session token of its own and the key that the token names', async () => {
    const { see, issuer, clock } = runnerOf();
    const { token, key } = await see();
    const { payload } = await jwtVerify(token, (await issuer).publicKey, { currentDate: new Date(clock.now) });
    expect(payload).toMatchObject({
      res_id: FUNCTION,
      res_type: 'fnfunc',
      res_compartment: 'ocid1.compartment.oc1..one',
      res_tenant: 'ocid1.tenancy.oc1..one',
    });
    expect(JSON.parse(String(payload.jwk))).toEqual(createPublicKey(key).export({ format: 'jwk' }));
  });

  test('renews token and key together before the token expires, in the same container', async () => {
    const { see, clock } = runnerOf();
    const before = await see();
    clock.now += 10 * 60_000;
    const after = await see();
    expect(after.pid).toBe(before.pid);
    expect(decodeJwt(after.token).exp).toBe(Number(decodeJwt(before.token).exp) + 600);
    expect(JSON.parse(String(decodeJwt(after.token).jwk))).toEqual(
      createPublicKey(after.key).export({ format: 'jwk' }),
    );
  });

  test('keeps token and key while the token is good', async () => {
    const { see, clock } = runnerOf();
    const before = await see();
    clock.now += 60_000;
    expect((await see()).token).toBe(before.token);
  });

  test('uses a container again', async () => {
    const { see, runner } = runnerOf();
    const { pid } = await see();
    expect((await see()).pid).toBe(pid);
    expect(runner.counts()).toEqual({ starts: 1, calls: 2 });
  });

  test('gives a container one call at a time', async () => {
    const { see, runner } = runnerOf();
    const pids = (await Promise.all([see({ wait: 300 }), see({ wait: 300 })])).map(({ pid }) => pid);
    expect(new Set(pids).size).toBe(2);
    expect(runner.counts().starts).toBe(2);
  });

  test('lets calls wait when enough containers run', async () => {
    const { see, runner } = runnerOf();
    const seen = await Promise.all(Array.from({ length: 6 }, () => see({ wait: 100 })));
    expect(seen).toHaveLength(6);
    expect(runner.counts()).toEqual({ starts: 4, calls: 6 });
  });

  test("takes the function's status and headers, and no other header", async () => {
    const response = await runnerOf().invoke({
      headers: { 'Fn-Http-Status': '418', 'Fn-Http-H-X-Mine': 'a', 'X-Other': 'b', 'Fn-Fdk-Version': 'c' },
    });
    expect(response.status).toBe(418);
    expect(Object.fromEntries(response.headers)).toEqual({ 'content-type': 'application/json', 'x-mine': 'a' });
  });

  test('hands on what the function prints', async () => {
    const { invoke, lines, runner } = runnerOf();
    await invoke({ print: 'hello' });
    await runner.close();
    expect(lines).toContain('hello');
  });

  test('answers 504 and ends the container when the function takes too long', async () => {
    const { invoke, see, hops } = runnerOf({ timeoutSeconds: 1 });
    const { pid, folder } = await see();
    const response = await invoke({ hang: true });
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ code: 'FunctionInvokeTimeout' });
    expect(hops.at(-1)).toMatchObject({ hop: 'function', ok: false, status: 504, requestId: 'customer/TRACE' });
    expect(isAlive(pid)).toBe(false);
    expect(fs.existsSync(folder)).toBe(false);
  });

  test('answers 502 when the function ends during a call, and serves the next one', async () => {
    const { invoke, see } = runnerOf();
    const { folder, pid } = await see();
    const response = await invoke({ exit: 1 });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code: 'FunctionInvokeExecutionFailed' });
    expect(fs.existsSync(folder)).toBe(false);
    expect((await see()).pid).not.toBe(pid);
  });

  test.each([
    ['its status is none of the three that Fn takes', { status: 500 }, 'FunctionInvokeInvalidResponse'],
    ['the status for the caller is none', { headers: { 'Fn-Http-Status': 'fine' } }, 'FunctionInvokeInvalidResponse'],
    ['it says that it failed', { status: 502 }, 'FunctionInvokeExecutionFailed'],
    ['its answer is over 6 MB', { bytes: 6 * 1024 * 1024 + 1 }, 'FunctionInvokeResponseBodyTooLarge'],
  ])('answers 502 when %s', async (_, order, code) => {
    const response = await runnerOf().invoke(order);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code });
  });

  test('passes an answer of 6 MB', async () => {
    const response = await runnerOf().invoke({ bytes: 6 * 1024 * 1024 });
    expect(response.status).toBe(200);
  });

  test('answers 502 when the function ends before it listens', async () => {
    const response = await runnerOf({ code: 'process.exit(7)' }).invoke();
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code: 'FunctionInvokeContainerInitFail' });
  });

  test.each([
    ['does not listen', 'setInterval(() => {}, 1000)'],
    ['puts its link elsewhere than Fn allows', OBEDIENT.replace("path.basename(link) + '.tmp'", "link + '.tmp'")],
  ])('answers 504 when the function %s in time', async (_, code) => {
    const response = await runnerOf({ code, startTimeoutMs: 400 }).invoke();
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ code: 'FunctionInvokeContainerInitTimeout' });
  });

  test('ends every process and removes every folder when it closes', async () => {
    const { see, runner } = runnerOf();
    const seen = await Promise.all([see({ wait: 200 }), see({ wait: 200 })]);
    await runner.close();
    expect(seen.map(({ pid }) => isAlive(pid))).toEqual([false, false]);
    expect(seen.map(({ folder }) => fs.existsSync(folder))).toEqual([false, false]);
  });

  test('takes no call after it closed', async () => {
    const { invoke, runner } = runnerOf();
    await runner.close();
    expect((await invoke()).status).toBe(503);
    expect(runner.counts()).toEqual({ starts: 0, calls: 0 });
  });
});

describe('a function, as in its image,', () => {
  test('is no module where the project has modules', async () => {
    const { invoke } = runnerOf({ project: { 'package.json': '{ "type": "module" }' } });
    expect((await invoke()).status).toBe(200);
  });

  test('does not find a package of the project', async () => {
    const { invoke, lines } = runnerOf({
      project: { 'node_modules/stray/index.js': '' },
      code: `require('stray');\n${OBEDIENT}`,
    });
    const answer = await invoke();
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ code: 'FunctionInvokeContainerInitFail' });
    expect(lines.join('\n')).toContain("Cannot find module 'stray'");
  });
});
