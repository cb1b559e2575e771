import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PushScene, REPOSITORY, status } from '../../testing/push-scene';
import { scratch } from '../../testing/scratch';

const scene = new PushScene();

describe('the pusher as a program', () => {
  const run = (directory: string, shell: string): Promise<{ exitCode: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      execFile(
        'bash',
        ['-c', `${shell} exec "$0" --import tsx image/main.ts "$1"`, process.execPath, directory],
        {
          cwd: path.resolve('.'),
          env: {
            ...process.env,
            IMAGE_REFERENCE: scene.target,
            FORCE_COLOR: undefined,
            SIGNED_API_CACHE: path.join(scratch('program'), 'cache'),
          },
        },
        (error, stdout, stderr) => {
          resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
        },
      );
    });

  test('says what it did in plain lines, and exits 0', async () => {
    const { exitCode, stdout, stderr } = await run(scene.bundled(), '');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(
      stdout.split('\n').map((line) =>
        line
          .replace(/sha256:\w+/, 'sha256:…')
          .split(/ +/)
          .slice(0, 2)
          .join(' '),
      ),
    ).toEqual(['✓ base', ' sha256:…', '✓ layers', '✓ image', '']);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u001B\r]/);
  });

  test('ends on Ctrl-C with 130, and leaves neither a tag nor half a layer', async () => {
    const cache = scratch('cache');
    const directory = scene.bundled();
    const child = spawn(process.execPath, ['--import', 'tsx', 'image/main.ts', directory], {
      cwd: path.resolve('.'),
      env: { ...process.env, IMAGE_REFERENCE: scene.target, SIGNED_API_CACHE: cache },
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    let layers = 0;
    scene.baseRegistry.fault = (request, response) => {
      if (!request.target.includes('/blobs/')) return false;
      layers += 1;
      if (layers === 1) return false;
      response.writeHead(200, { 'content-length': '4096' });
      response.write('half', () => setTimeout(() => child.kill('SIGINT'), 200));
      return true;
    };
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: '✗ interrupted. The next push goes on where this one stopped.\n',
    });
    expect(fs.readdirSync(cache)).toEqual([]);
    expect(scene.registry.tagsOf(REPOSITORY)).toEqual([]);
  });

  test('ends on Ctrl-C at once while a login is asked for', async () => {
    const helpers = scratch('helpers');
    const asked = path.join(helpers, 'asked');
    fs.writeFileSync(path.join(helpers, 'docker-credential-slow'), `#!/bin/sh\ntouch ${asked}\nexec sleep 20\n`, {
      mode: 0o755,
    });
    fs.writeFileSync(path.join(helpers, 'config.json'), '{"credsStore":"slow"}');
    scene.registry.fault = status(401, { 'www-authenticate': 'Basic realm="x"' });
    const child = spawn(process.execPath, ['--import', 'tsx', 'image/main.ts', scene.bundled()], {
      cwd: path.resolve('.'),
      env: {
        ...process.env,
        PATH: `${helpers}${path.delimiter}${process.env.PATH ?? ''}`,
        DOCKER_CONFIG: helpers,
        IMAGE_REFERENCE: scene.target,
        SIGNED_API_CACHE: path.join(helpers, 'cache'),
      },
    });
    const watch = setInterval(() => {
      if (fs.existsSync(asked)) child.kill('SIGINT');
    }, 50);
    const startedAt = performance.now();
    const exitCode = await new Promise((resolve) => child.once('exit', resolve));
    clearInterval(watch);
    expect(exitCode).toBe(130);
    // The helper sleeps for longer.
    expect(performance.now() - startedAt).toBeLessThan(18_000);
  });

  test('says in one line that the disk is full, and exits 1', async () => {
    await scene.replaceBase(4 * 1024 * 1024);
    // A limit on the size of files acts as a disk that is full.
    const { exitCode, stderr } = await run(scene.bundled(), 'ulimit -f 1024;');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^✗ The folder for base layers, \S+, is full \(EFBIG\)\. Make room, or name another in SIGNED_API_CACHE\.\n$/,
    );
    expect(scene.registry.tagsOf(REPOSITORY)).toEqual([]);
  });
});
