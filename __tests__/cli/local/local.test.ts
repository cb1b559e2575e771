import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { jsonLines, resultOf, runCommand, startCommand } from '../../../testing/command';
import { bundleFolder, DefaultStack, only } from '../../../testing/default-stack';

const stack = new DefaultStack();
afterAll(() => {
  stack.remove();
});

const ONCE = ['local', '--once', '--json', '--stack'];

describe('signed-api local --once', () => {
  test('makes a verified round trip and exits 0', async () => {
    const { exitCode, stdout } = await runCommand([...ONCE, stack.directory]);
    expect(exitCode).toBe(0);
    const lines = jsonLines(stdout);
    expect(lines.every(({ ok }) => ok === true)).toBe(true);
    expect(lines.map(({ step }) => step)).toEqual([
      'function image',
      'stack',
      'not evaluated',
      'identity domain',
      'gateway',
      'function',
      'signature',
      'answer',
      'function',
      'round trip',
    ]);
    expect(lines.at(-1)).toMatchObject({ status: 200, body: { items: [{}, {}, {}] } });
  });

  test('exits 1 and names the hop that failed', async () => {
    const directory = stack.copy();
    fs.rmSync(path.join(bundleFolder(directory), 'func.js'));
    const { exitCode, stderr } = await runCommand([...ONCE, directory]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^function image: .*func\.js/);
  });

  test('exits 1 with the address of a misspelt attribute', async () => {
    const directory = stack.copy({
      document: (document) => {
        only(document, 'oci_apigateway_gateway').endpoint_typ = 'PUBLIC';
      },
    });
    const { exitCode, stdout, stderr } = await runCommand([...ONCE, directory]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^oci_apigateway_gateway\.Gateway_\w+\.endpoint_typ: /);
    expect(stderr).toContain('1 problem in the synthesized stack');
  });

  test('exits 1 when a variable moves the apps to another identity domain', async () => {
    const variable = 'identity_domain_url=https://idcs-1.identity.oraclecloud.com';
    const { exitCode, stderr } = await runCommand([...ONCE, stack.directory, '--var', variable]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/idcs_endpoint: is https:\/\/idcs-1/);
  });

  test('prints no token and no secret', async () => {
    const { stdout, stderr } = await runCommand(['local', '--once', '--stack', stack.directory], { NO_COLOR: '1' });
    expect(stdout).toContain('round trip verified');
    expect(stdout + stderr).not.toMatch(/eyJ|idcscs-|PRIVATE KEY/);
  });

  test('writes no colour when NO_COLOR is set', async () => {
    const { stdout } = await runCommand(['local', '--once', '--stack', stack.directory], {
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
    });
    expect(stdout).not.toContain('\u001b');
  });
});

describe('signed-api local', () => {
  test('stays up, says a line a request, and ends clean on Ctrl-C', async () => {
    const child = startCommand(['local', '--json', '--port', '0', '--stack', stack.directory]);
    const ended = resultOf(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const untilStep = async (wanted: string): Promise<Record<string, unknown>> => {
      for (;;) {
        const { value } = (await lines.next()) as { value: string };
        const line = JSON.parse(value) as Record<string, unknown>;
        if (line.step === wanted) return line;
      }
    };
    const { url } = (await untilStep('route')) as { url: string };
    await untilStep('client');
    const response = await fetch(url, { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    expect(await untilStep('request')).toMatchObject({
      ok: false,
      method: 'POST',
      path: '/oracleapi/search',
      status: 401,
    });

    child.kill('SIGINT');
    expect(await ended).toMatchObject({ exitCode: 0, stderr: '' });
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('the command line', () => {
  test.each([
    [['local', '--port', '99999'], 'expected a whole number from 0 to 65535'],
    [['local', '--var', 'region'], 'expected NAME=VALUE'],
    [['local', '--var', 'key={"kid"'], 'starts like JSON, but is not JSON'],
    [['local', '--once', '--colour'], "unknown option '--colour'"],
    [['deploi'], "unknown command 'deploi'"],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { exitCode, stderr } = await runCommand(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('explains itself', async () => {
    const { exitCode, stdout } = await runCommand(['local', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--once');
  });
});
