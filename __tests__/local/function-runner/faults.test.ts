import fs from 'node:fs';
import path from 'node:path';
import type { FunctionLogLine } from '../../../local/function-runner';
import type { Session } from '../../../local/resource-principal';
import { OBEDIENT } from '../../../testing/local-function';
import type { SeenByFunction } from '../../../testing/local-function';
import { localRunner } from '../../../testing/local-runner';
import type { LocalRunner } from '../../../testing/local-runner';

/** Prints its process and folder, and never listens. */
const SILENT = `
console.log(JSON.stringify({ pid: process.pid, folder: require('node:path').dirname(process.env.FN_LISTENER.slice(5)) }));
setInterval(() => {}, 1000);
`;

interface Place {
  readonly pid: number;
  readonly folder: string;
}

const started: LocalRunner[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ runner }) => runner.close()));
});

function run(...parameters: Parameters<typeof localRunner>): LocalRunner {
  const made = localRunner(...parameters);
  started.push(made);
  return made;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

interface Later<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
}

/** A promise that the test keeps by itself. */
function later<Value>(): Later<Value> {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('closing a runner', () => {
  test('ends a container that has not listened yet, and does not wait for it', async () => {
    const line = later<FunctionLogLine>();
    const { runner, invoke } = run(SILENT, { onLog: line.resolve, startTimeoutMs: 60_000 });
    const answer = invoke();
    const { pid, folder } = JSON.parse((await line.promise).text) as Place;
    await runner.close();
    expect(isAlive(pid)).toBe(false);
    expect(fs.existsSync(folder)).toBe(false);
    expect((await answer).status).toBe(503);
  });

  test('starts no process for a call whose session comes too late', async () => {
    const session = later<Session>();
    const { runner, invoke } = run(OBEDIENT, { issueSession: () => session.promise });
    const answer = invoke();
    const closed = runner.close();
    session.resolve({ token: 'token', privateKeyPem: 'key', expiresAtMs: Infinity });
    await closed;
    expect((await answer).status).toBe(503);
    expect(runner.counts()).toEqual({ starts: 0, calls: 0 });
  });

  test('waits for a container that is being ended after a fault', async () => {
    const stubborn = `process.on('SIGTERM', () => {});${OBEDIENT}`;
    const { runner, invoke } = run(stubborn);
    const { pid, folder } = (await (await invoke()).json()) as SeenByFunction;
    // Any status but Fn's own has the container ended, which this one resists for a second.
    const answer = invoke({ status: 500, wait: 50 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await runner.close();
    expect(isAlive(pid)).toBe(false);
    expect(fs.existsSync(folder)).toBe(false);
    expect((await answer).status).toBe(502);
  });
});

describe('the function runner', () => {
  test('keeps every value of a header that the function sets twice', async () => {
    const cookies = ['a=1; Expires=Tue, 24 Nov 2026 10:00:00 GMT', 'b=2'];
    const response = await run(OBEDIENT).invoke({ headers: { 'Fn-Http-H-Set-Cookie': cookies } });
    expect(response.headers.getSetCookie()).toEqual(cookies);
  });

  test('leaves out a header that has no name behind the prefix', async () => {
    const response = await run(OBEDIENT).invoke({ headers: { 'Fn-Http-H-': 'nameless', 'Fn-Http-H-Named': 'yes' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('named')).toBe('yes');
  });

  test('keeps a container whose session could not be renewed', async () => {
    const session = { token: 'token', privateKeyPem: 'key', expiresAtMs: 0 };
    let broken = false;
    const { runner, invoke } = run(OBEDIENT, {
      // Expired from the start, so that each call asks for a new one.
      issueSession: () => (broken ? Promise.reject(new Error('no session')) : Promise.resolve(session)),
    });
    expect((await invoke()).status).toBe(200);
    broken = true;
    await expect(invoke()).rejects.toThrow('no session');
    broken = false;
    expect((await invoke()).status).toBe(200);
    expect(runner.counts()).toEqual({ starts: 1, calls: 2 });
  });

  test('leaves no key behind when the process cannot be started', async () => {
    const { invoke } = run(OBEDIENT, { region: 'eu\0frankfurt' });
    const making = jest.spyOn(fs, 'mkdtempSync');
    try {
      // No variable may hold a NUL, so that the start fails before there is a process.
      expect((await invoke()).status).toBe(502);
      expect(making).toHaveBeenCalledTimes(1);
      expect(fs.existsSync(String(making.mock.results[0]?.value))).toBe(false);
    } finally {
      making.mockRestore();
    }
  });

  test('keeps the folder, the token and the key from other users', async () => {
    const { folder } = (await (await run(OBEDIENT).invoke()).json()) as SeenByFunction;
    const modes = ['.', 'rpst', 'private.pem'].map((name) => fs.statSync(path.join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });
});
