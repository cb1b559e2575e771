import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { jsonLines, resultOf, runCommand } from '../../../testing/command';
import { scratch } from '../../../testing/scratch';

const TIMEOUT_MS = 120_000;
const ROOT = path.join(__dirname, '..', '..', '..');
const TSX = pathToFileURL(require.resolve('tsx')).href;
const REPOSITORY = 'ocir.eu-test-1.oci.oraclecloud.com/ns/oracleapi/search';
const folder = scratch('resource-manager');
const run = (...args: string[]): ReturnType<typeof runCommand> =>
  runCommand(['resource-manager', ...args], { NO_COLOR: '1' });

describe('signed-api resource-manager', () => {
  test(
    'refuses to push, then writes the file for an image that was pushed',
    async () => {
      const file = path.join(folder, 'a.zip');
      const refused = await run('--out', file);
      expect(refused.exitCode).toBe(1);
      expect(refused.stderr).toMatch(/^search pushes its image while Terraform applies, with Node/);
      expect(fs.existsSync(file)).toBe(false);

      const [, tag = ''] = /:([0-9a-f]{16})$/m.exec(refused.stderr) ?? [];
      const image = ['--image', `search=${REPOSITORY}:${tag}`];
      const { exitCode, stdout, stderr } = await run('--out', file, ...image);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toMatch(/^✓ synth .*\n✓ zip {14}\S+a\.zip {2}\d+\.\d KiB, 3 files\n$/);

      const again = path.join(folder, 'b.zip');
      const json = await run('--out', again, '--stack', 'oracleapi', '--json', ...image);
      expect(jsonLines(json.stdout)).toEqual([
        expect.objectContaining({ step: 'synth', ok: true }),
        expect.objectContaining({
          step: 'zip',
          ok: true,
          bytes: fs.statSync(again).size,
          files: ['cdk.tf.json', 'schema.yaml', 'versions.tf'],
        }),
      ]);
      expect(fs.readFileSync(again).equals(fs.readFileSync(file))).toBe(true);
    },
    TIMEOUT_MS,
  );

  test(
    'says which stacks there are',
    async () => {
      const { exitCode, stderr } = await run('--stack', 'other');
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: '--stack other: the app makes no such stack; it makes: oracleapi\n',
      });
    },
    TIMEOUT_MS,
  );

  test.each([
    ['without a tag', 'search=ocir.eu-test-1.oci.oraclecloud.com/ns/search'],
    ['without a name', 'ocir.eu-test-1.oci.oraclecloud.com/ns/search:1'],
    ['without a repository', 'search=ocir.eu-test-1.oci.oraclecloud.com:1'],
  ])(
    'takes no image %s',
    async (_, image) => {
      const { exitCode, stdout, stderr } = await run('--image', image);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain('expected NAME=<registry host>/<namespace>/<repository>:<tag>.');
    },
    TIMEOUT_MS,
  );

  test(
    'takes no image of another registry',
    async () => {
      const { exitCode, stdout, stderr } = await run('--image', 'search=docker.io/ns/search:1');
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain("docker.io is not Oracle's registry, and Functions takes images of no other.");
    },
    TIMEOUT_MS,
  );

  test.each([
    ['is a folder', folder, `--out ${folder}: is a folder; name the file, for example ${folder}/oracleapi.zip`],
    ['ends as a folder', 'none/', '--out none/: is a folder; name the file, for example none/oracleapi.zip'],
    ['is empty', '', '--out: is empty; name the file, for example dist/resource-manager/oracleapi.zip'],
  ])(
    'writes nothing where the file %s',
    async (_what, out, message) => {
      const before = fs.readdirSync(folder);
      expect(await run('--out', out)).toMatchObject({ exitCode: 2, stderr: `${message}\n` });
      expect(fs.readdirSync(folder)).toEqual(before);
    },
    TIMEOUT_MS,
  );

  test(
    'takes no function that there is not',
    async () => {
      const { exitCode, stderr } = await run('--image', `serach=${REPOSITORY}:1`);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: '--image serach=…: no function of the stack has this name; it has: search.\n',
      });
    },
    TIMEOUT_MS,
  );
});

describe('an app that ends without a synth', () => {
  test.each(['resource-manager', 'diff'])(
    'stops signed-api %s, although the run before left a stack',
    async (verb) => {
      const root = scratch('stale');
      const stack = path.join(root, 'cdktf.out', 'stacks', 'shop');
      fs.mkdirSync(stack, { recursive: true });
      fs.writeFileSync(
        path.join(stack, 'cdk.tf.json'),
        JSON.stringify({ '//': { metadata: { stackName: 'shop' } }, terraform: {} }),
      );
      const stacks = { shop: { name: 'shop', workingDirectory: 'stacks/shop' } };
      fs.writeFileSync(path.join(root, 'cdktf.out', 'manifest.json'), JSON.stringify({ stacks }));
      fs.writeFileSync(path.join(root, 'cdktf.json'), JSON.stringify({ app: 'node app.cjs' }));
      fs.writeFileSync(path.join(root, 'app.cjs'), 'process.exit(0);');
      const args = verb === 'diff' ? [verb, stack] : [verb];
      const child = spawn(process.execPath, ['--import', TSX, path.join(ROOT, 'cli', 'main.ts'), ...args], {
        cwd: root,
      });
      expect(await resultOf(child)).toEqual({
        exitCode: 1,
        stdout: '',
        stderr:
          'node app.cjs: ended without a synth: it wrote no cdktf.out/manifest.json. Call app.synth() at its end.\n',
      });
      expect(fs.readdirSync(root).sort()).toEqual(['app.cjs', 'cdktf.json', 'cdktf.out']);
    },
    TIMEOUT_MS,
  );
});

describe('Ctrl-C during signed-api resource-manager', () => {
  let server: Server;
  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  /** A project whose app connects here and never ends; the connection ends with it. */
  const endlessProject = (): string => {
    const root = scratch('endless');
    const { port } = server.address() as AddressInfo;
    fs.writeFileSync(path.join(root, 'cdktf.json'), JSON.stringify({ app: 'node app.cjs', output: 'cdktf.out' }));
    fs.writeFileSync(path.join(root, 'app.cjs'), `require('node:net').connect(${String(port)}, '127.0.0.1');`);
    return root;
  };

  test.each<[string, Record<string, string>]>([
    ['leaves no file', {}],
    ['leaves the file of the run before as it was', { 'shop.zip': 'of the run before' }],
  ])(
    '%s, ends the app and exits with 130',
    async (_what, before) => {
      const root = endlessProject();
      const app = new Promise<Socket>((resolve) => server.once('connection', resolve));
      const out = path.join(root, 'out');
      fs.mkdirSync(out);
      for (const [name, content] of Object.entries(before)) fs.writeFileSync(path.join(out, name), content);
      const command = ['resource-manager', '--out', path.join(out, 'shop.zip')];
      const child = spawn(process.execPath, ['--import', TSX, path.join(ROOT, 'cli', 'main.ts'), ...command], {
        cwd: root,
      });
      const result = resultOf(child);
      const connection = await app;
      const appEnded = new Promise((resolve) =>
        connection
          .resume()
          .on('error', () => undefined)
          .once('close', resolve),
      );
      child.kill('SIGINT');
      await appEnded;
      expect(await result).toEqual({ exitCode: 130, stdout: '', stderr: '' });
      const after = fs.readdirSync(out).map((name) => [name, fs.readFileSync(path.join(out, name), 'utf8')]);
      expect(Object.fromEntries(after)).toEqual(before);
    },
    TIMEOUT_MS,
  );
});
