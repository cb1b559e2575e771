import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { search } from '../../../apis';
import { writeFnFolder } from '../../../cli/build/fn-folder';
import { placeOf } from '../../../cli/build/own-project';
import { sizeTable } from '../../../cli/build/size-table';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../../constructs';
import type { FunctionBundle } from '../../../constructs';
import { jsonLines, runCommand } from '../../../testing/command';
import { projectCopy } from '../../../testing/project-copy';
import { scratch } from '../../../testing/scratch';

const folder = scratch('build');
const bundled = (): FunctionBundle =>
  bundleFunction(search, {
    outDir: path.join(folder, 'functions'),
    bundler: new EsbuildBundler(),
    image: DEFAULT_IMAGE,
  });
const bundle = bundled();
const read = (directory: string, file: string): string => fs.readFileSync(path.join(directory, file), 'utf8');
let count = 0;
const newOutDir = (): string => path.join(folder, `fn-${String((count += 1))}`);

describe('the folder for the Fn CLI', () => {
  test('has a func.yaml of the form that fn init writes', () => {
    expect(read(writeFnFolder('search', bundle, newOutDir()), 'func.yaml')).toBe(
      'schema_version: 20180708\nname: search\nversion: 0.0.1\nruntime: docker\nmemory: 256\ntimeout: 30\n',
    );
  });

  test('has a Dockerfile of the same base and entrypoint as image.json', () => {
    expect(read(writeFnFolder('search', bundle, newOutDir()), 'Dockerfile')).toBe(
      [
        'FROM docker.io/fnproject/node:24',
        'WORKDIR /function',
        'COPY --chown=1000:1000 --chmod=0444 func.js func.js.map /function/',
        'USER 1000:1000',
        'ENTRYPOINT ["node","--max-semi-space-size=1","/function/func.js"]',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(read(bundle.directory, 'image.json'))).toMatchObject({
      base: 'docker.io/fnproject/node:24',
      entrypoint: ['node', '--max-semi-space-size=1', '/function/func.js'],
    });
  });

  test('has the labels of the image', () => {
    const directory = path.join(folder, 'labelled');
    fs.cpSync(bundle.directory, directory, { recursive: true });
    const file = path.join(directory, 'image.json');
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    fs.writeFileSync(file, JSON.stringify({ ...manifest, labels: { 'org.test.source': 'a "$HOME"' } }));
    const made = writeFnFolder('search', { ...bundle, directory }, newOutDir());
    expect(read(made, 'Dockerfile')).toContain(String.raw`LABEL "org.test.source"="a \"\$HOME\""`);
  });

  test('has the files of the image, and nothing besides', () => {
    const made = writeFnFolder('search', bundle, newOutDir());
    expect(fs.readdirSync(made).sort()).toEqual(['Dockerfile', 'func.js', 'func.js.map', 'func.yaml']);
    expect(read(made, 'func.js')).toBe(read(bundle.directory, 'func.js'));
  });

  test('can be read by everyone, whatever the umask', () => {
    const before = process.umask(0o077);
    try {
      const made = writeFnFolder('search', bundle, newOutDir());
      const modes = ['.', 'func.js', 'func.yaml', 'Dockerfile'].map(
        (file) => fs.statSync(path.join(made, file)).mode & 0o777,
      );
      expect(modes).toEqual([0o755, 0o644, 0o644, 0o644]);
    } finally {
      process.umask(before);
    }
  });

  test('keeps the version that fn deploy has counted up', () => {
    const outDir = newOutDir();
    const file = path.join(writeFnFolder('search', bundle, outDir), 'func.yaml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('0.0.1', '0.0.7'));
    writeFnFolder('search', bundle, outDir);
    expect(fs.readFileSync(file, 'utf8')).toContain('version: 0.0.7\n');
  });

  test('is no part of what a synth carries, and is not touched by one', () => {
    const made = writeFnFolder('search', bundle, newOutDir());
    const again = bundled();
    expect(fs.readdirSync(again.directory).sort()).toEqual(['api.json', 'func.js', 'func.js.map', 'image.json']);
    expect(again.tag).toBe(bundle.tag);
    expect(fs.readdirSync(made)).toHaveLength(4);
  });
});

describe('the table of sizes', () => {
  const parts = [31_232, 9_319, 8_192, 900, 100, 90].map((bytes, index) => ({ name: 'n'.repeat(index + 1), bytes }));

  test('has the five largest parts and the rest, in columns', () => {
    expect(sizeTable({ bytes: 51_200, parts })).toEqual([
      'n         30.5 KiB',
      'nn         9.1 KiB',
      'nnn        8.0 KiB',
      'nnnn       0.9 KiB',
      'nnnnn      0.1 KiB',
      'the rest   1.4 KiB',
    ]);
  });

  test('has no rest where there is none', () => {
    expect(sizeTable({ bytes: 31_232, parts: parts.slice(0, 1) })).toEqual(['n  30.5 KiB']);
  });

  test('is empty when the bundler cannot tell', () => {
    expect(sizeTable({ bytes: 51_200, parts: [] })).toEqual([]);
  });
});

describe('the project that the command runs in', () => {
  const project = scratch('project');
  const command = path.join(project, 'node_modules', 'cdktf-oci-signed-api', 'lib', 'cli');
  fs.mkdirSync(command, { recursive: true });
  fs.writeFileSync(path.join(project, 'package.json'), '{}');
  fs.writeFileSync(path.join(project, 'node_modules', 'cdktf-oci-signed-api', 'package.json'), '{}');
  const linked = path.join(scratch('linked'), 'cli');
  fs.mkdirSync(linked);
  fs.writeFileSync(path.join(linked, '..', 'package.json'), '{}');

  test.each([
    ['is the one of the compiled command', path.join(command, '..', '..'), command, 'the project'],
    ["is the one of the command's sources", path.join(linked, '..'), linked, 'the project'],
    ['has folders below', linked, linked, 'a folder below'],
    ['is another one where the package is installed', project, command, 'another project'],
    ['is another one where the package is linked', project, linked, 'another project'],
    ['is another one whatever its name starts with', `${path.join(linked, '..')}-2`, linked, 'another project'],
  ])('%s', (_case, folder, program, place) => {
    expect(placeOf(folder, program)).toBe(place);
  });
});

describe('signed-api build', () => {
  /** Where the package is a link, or installed: another project. */
  const inProject = (cwd: string, command: string, ...args: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, ['--import', pathToFileURL(require.resolve('tsx')).href, command, 'build', ...args], {
      cwd,
      encoding: 'utf8',
    });

  test('says where bundle and folder are', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['build', '--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(jsonLines(stdout)).toMatchObject([
      { step: 'bundle', ok: true, api: 'search', file: 'dist/functions/search/func.js' },
      { step: 'fn', ok: true, api: 'search', folder: 'dist/fn/search' },
    ]);
  });

  test('says what each bundle is made of', async () => {
    const { exitCode, stdout } = await runCommand(['build'], { NO_COLOR: '1' });
    expect(exitCode).toBe(0);
    const [first = '', ...others] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/^✓ bundle {11}dist\/functions\/search\/func\.js {2}\d+\.\d KiB {2}tag [0-9a-f]{16}$/);
    expect(others.slice(0, -1).map((line) => /^ {19}(\S.*?) +\d+\.\d KiB$/.exec(line)?.[1])).toEqual(
      expect.arrayContaining(['function', 'zod', 'the rest']),
    );
    expect(others.at(-1)).toMatch(/^✓ fn /);
  });

  test.each([[[]], [['--json']]])('is refused in another project, with %j', (args) => {
    const cwd = scratch('project');
    const { status, stdout, stderr } = inProject(cwd, path.resolve('cli', 'main.ts'), ...args);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr:
        "build is for a clone of the package: here it would bundle the package's own search and no API of your project. " +
        'A synth of it (npx cdktf synth, or npx tsx main.ts) writes each bundle into dist/functions/<name>/, or where image.outDir says.\n',
    });
    expect(fs.readdirSync(cwd)).toEqual([]);
  });

  test('is refused in a folder below the project, where it would write', () => {
    const folder = projectCopy();
    const below = path.join(folder, 'cli');
    const { status, stdout, stderr } = inProject(below, path.join(folder, 'cli', 'main.ts'));
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'build writes below the folder it runs in. Run it in the project folder.\n',
    });
    expect(fs.existsSync(path.join(below, 'dist'))).toBe(false);
  });

  test('says when the last synth has another image, which is the one to push', () => {
    const folder = projectCopy('cdktf.json', 'tsconfig.json', 'index.ts');
    const main = (image: string): string =>
      [
        "import { App } from 'cdktf';",
        // The name of the package is that of its own sources here.
        "import { OracleApiStack, search } from 'cdktf-oci-signed-api';",
        `const app = new App(); new OracleApiStack(app, 'oracleapi', { apis: [search], image: ${image} }); app.synth();`,
      ].join('\n');
    const advice = (image: string): unknown => {
      fs.writeFileSync(path.join(folder, 'main.ts'), main(image));
      const synth = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: folder, encoding: 'utf8' });
      expect(synth.stderr).toBe('');
      const { stdout } = inProject(folder, path.join(folder, 'cli', 'main.ts'), '--json');
      return jsonLines(String(stdout)).find(({ step }) => step === 'image')?.advice;
    };
    expect(advice("{ baseImage: 'registry.test/node:24' }")).toMatch(
      /^the functions of the last synth run another image of search, with the options of the app: push cdktf\.out\/stacks\/oracleapi\/assets\/\w+\/[0-9a-f]{16}\.$/,
    );
    expect(advice('{}')).toBeUndefined();
  });

  test('says in one line that the folder of a bundle is taken', () => {
    const folder = projectCopy();
    const own = path.join(folder, 'dist', 'functions', 'search');
    fs.mkdirSync(own, { recursive: true });
    fs.writeFileSync(path.join(own, 'mine.ts'), 'mine');
    const { status, stdout, stderr } = inProject(folder, path.join(folder, 'cli', 'main.ts'));
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'outDir has files of somebody else where the bundle belongs: got "dist/functions/search"; ' +
        'expected no such folder, an empty one or what an earlier synth wrote. Name another outDir, or move them away\n',
    });
    expect(fs.readdirSync(own)).toEqual(['mine.ts']);
  });
});
