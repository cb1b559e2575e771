import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { search } from '../../../apis';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../../constructs';
import type { BundlingOptions, FunctionBundle } from '../../../constructs';
import { pusherFile } from '../../../constructs/image/pusher-file';
import { scratch } from '../../../testing/scratch';

const bundle = (options?: BundlingOptions, api = search): FunctionBundle =>
  bundleFunction(api, { outDir: scratch('bundle'), bundler: new EsbuildBundler(options), image: DEFAULT_IMAGE });
const read = ({ directory }: FunctionBundle, file = 'func.js'): string =>
  fs.readFileSync(path.join(directory, file), 'utf8');
const filesOf = (made: FunctionBundle): unknown => (JSON.parse(read(made, 'image.json')) as { files: unknown }).files;

/** A declaration below this project, where its imports are found. */
function declared(extra: Readonly<Record<string, string>>, before: string, after = ''): typeof search {
  // Here and not before all tests: one of them is declared with its suite.
  fs.mkdirSync('dist', { recursive: true });
  const folder = fs.mkdtempSync(path.resolve('dist', 'declared-'));
  made.push(folder);
  for (const [name, text] of Object.entries(extra)) fs.writeFileSync(path.join(folder, name), text);
  const text = fs.readFileSync(search.source, 'utf8').replace("'./define-api'", "'../../apis/define-api'");
  fs.writeFileSync(path.join(folder, 'search.ts'), before + text + after);
  return { ...search, source: path.join(folder, 'search.ts') };
}
const made: string[] = [];
afterAll(() => {
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});

describe('the options of a bundle', () => {
  test('minify is on, and can be switched off', () => {
    expect(bundle({ minify: false }).bytes).toBeGreaterThan(bundle().bytes * 1.5);
  });

  test('a source map is part of the image, and can be left out with what reads it', () => {
    expect(filesOf(bundle())).toHaveProperty(['func.js.map']);
    const without = bundle({ sourceMap: false });
    expect(Object.keys(filesOf(without) as object)).toEqual(['func.js']);
    expect(fs.existsSync(path.join(without.directory, 'func.js.map'))).toBe(false);
    expect(read(without)).not.toContain('prepareStackTrace');
  });

  test('target is what the syntax is made for', () => {
    expect(read(bundle({ target: 'node12' }))).not.toContain('??=');
    expect(read(bundle())).toContain('??=');
  });

  test('define puts a text in the place of a name', () => {
    const api = declared({}, 'console.log(process.env.STAGE);\n');
    expect(read(bundle({ define: { 'process.env.STAGE': '"planet"' } }, api))).toContain('console.log("planet")');
  });

  test('external leaves a package out', () => {
    const made = bundle({ external: ['@fnproject/fdk'] });
    expect(read(made)).toContain('require("@fnproject/fdk")');
    expect(made.parts.map(({ name }) => name)).not.toContain('@fnproject/fdk');
  });

  test('loader says how a file is taken in', () => {
    const api = declared(
      { 'words.sql': 'select 1 from dual' },
      "import words from './words.sql';\nconsole.log(words);\n",
    );
    expect(read(bundle({ loader: { '.sql': 'text' } }, api))).toContain('select 1 from dual');
  });

  test('command hooks run around the bundling, and what they leave is part of the image', () => {
    const folders: string[] = [];
    const made = bundle({
      commandHooks: {
        beforeBundling: (inputDir, outputDir) => {
          folders.push(inputDir);
          return [`echo before > '${outputDir}/order.txt'`];
        },
        afterBundling: (_inputDir, outputDir) => [`ls '${outputDir}' >> '${outputDir}/order.txt'`],
      },
    });
    expect(folders).toEqual([path.resolve('apis')]);
    expect(read(made, 'order.txt')).toBe('before\nfunc.js\nfunc.js.map\norder.txt\n');
    expect(filesOf(made)).toHaveProperty(['order.txt']);
  });

  test.each<[string, unknown, string]>([
    [
      'a command that fails',
      () => ['true', 'exit 3'],
      'has a command that ended with 3: got "exit 3"; expected commands that end with 0',
    ],
    [
      'a command that is ended',
      () => ['kill -TERM $$'],
      'has a command that was ended by SIGTERM: got "kill -TERM $$"; expected commands that end with 0',
    ],
    [
      'a hook that throws',
      () => {
        throw new TypeError('no such file\n  at all');
      },
      'throws: got "TypeError: no such file"; expected a list of shell commands',
    ],
    [
      'a hook that returns a text',
      () => 'exit 3',
      'returns something else: got "exit 3"; expected a list of shell commands',
    ],
    ['a hook that returns no texts', () => [3], 'returns something else: got [3]; expected a list of shell commands'],
  ])('%s fails the synth in one line', (_case, beforeBundling, message) => {
    const commandHooks = { beforeBundling: beforeBundling as () => string[] };
    expect(() => bundle({ commandHooks })).toThrow(
      expect.objectContaining({
        message: `bundling.commandHooks.beforeBundling ${message}`,
        stack: expect.not.stringMatching(/\n/) as string,
      }) as Error,
    );
  });

  test('a hook may return nothing', () => {
    const commandHooks = { beforeBundling: () => undefined as unknown as string[] };
    expect(bundle({ commandHooks }).tag).toBe(bundle().tag);
  });

  test('a folder that a command leaves is refused', () => {
    const commandHooks = { afterBundling: (_in: string, out: string) => [`mkdir '${out}/more'`] };
    expect(() => bundle({ commandHooks })).toThrow(
      'bundling leaves what can be no part of an image: got "more"; expected',
    );
  });
});

describe('a declaration that esbuild cannot read', () => {
  const refusal = (api: typeof search): string => {
    try {
      return bundle({}, api).tag;
    } catch (error) {
      return String(error);
    }
  };

  test('is refused with the file and the line of what is missing', () => {
    const api = declared({}, "import './nowhere';\n");
    const file = path.relative('.', api.source);
    expect(refusal(api)).toBe(
      `BundleError: api cannot be bundled: got "${file}:1:8: Could not resolve \\"./nowhere\\""; ` +
        'expected a declaration that esbuild can read, with all that it imports',
    );
  });

  test('is refused with five problems at most, a line each', () => {
    const imports = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `import './no-${name}';\n`).join('');
    expect(refusal(declared({}, imports)).split('\n')).toHaveLength(5);
  });

  test('makes esbuild print nothing', () => {
    const api = declared({}, "import './nowhere';\n");
    const script = `
      import { search } from './apis';
      import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from './constructs';
      const api = { ...search, source: ${JSON.stringify(api.source)} };
      try {
        bundleFunction(api, { outDir: ${JSON.stringify(scratch('quiet'))}, bundler: new EsbuildBundler(), image: DEFAULT_IMAGE });
      } catch {}
    `;
    const file = path.join(path.dirname(api.source), 'quiet.ts');
    fs.writeFileSync(file, script.replaceAll("'./", "'../../"));
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('a stack trace', () => {
  const api = declared({}, '', '\nfunction lost(): never {\n  throw new Error("planted");\n}\nlost();\n');
  const trace = (options?: BundlingOptions, change: (directory: string) => void = () => undefined): string => {
    const made = bundle(options, api);
    change(made.directory);
    return spawnSync(process.execPath, [path.join(made.directory, 'func.js')], { encoding: 'utf8' }).stderr;
  };
  const line = fs.readFileSync(api.source, 'utf8').split('\n').indexOf('  throw new Error("planted");') + 1;

  test('names file and line of the TypeScript', () => {
    expect(trace()).toMatch(new RegExp(`Error: planted\\n {4}at \\S+/search\\.ts:${String(line)}:9\\n`));
  });

  test('stays as Node makes it without a map', () => {
    expect(trace({ sourceMap: false })).toMatch(/Error: planted\n {4}at \w+ \(\S+func\.js:\d+:\d+\)/);
    const gone = trace({}, (directory) => {
      fs.rmSync(path.join(directory, 'func.js.map'));
    });
    expect(gone).toMatch(/Error: planted\n {4}at \w+ \(\S+func\.js:\d+:\d+\)/);
  });
});

test("a declaration of another project is named by its folder among a bundle's parts", () => {
  const folder = path.join(scratch('another'), 'declarations');
  fs.mkdirSync(folder);
  const text = fs.readFileSync(search.source, 'utf8').replace("'./define-api'", "'cdktf-oci-signed-api'");
  fs.writeFileSync(path.join(folder, 'search.ts'), text);
  fs.symlinkSync(path.resolve('node_modules'), path.join(folder, '..', 'node_modules'));
  const { parts } = bundle({}, { ...search, source: path.join(folder, 'search.ts') });
  expect(parts.map(({ name }) => name)).toContain('declarations');
  expect(parts.map(({ name }) => name)).not.toContain('..');
});

describe('the cache of bundles', () => {
  test('gives the same bundle for the same inputs, and another when one changes', () => {
    const api = declared(
      { 'part.ts': 'export const part = "one";\n' },
      "import { part } from './part';\nconsole.log(part);\n",
    );
    const first = bundle({}, api);
    expect(bundle({}, api)).toMatchObject({ tag: first.tag, parts: first.parts });
    fs.writeFileSync(path.join(path.dirname(api.source), 'part.ts'), 'export const part = "two";\n');
    expect(read(bundle({}, api))).toContain('console.log("two")');
  });

  /** The text that the declaration's own first statement prints. */
  const printed = (api: typeof search): string | undefined =>
    /console\.log\("(one|two)"\)/.exec(read(bundle({}, api)))?.[1];

  test.each<[string, string, string, string]>([
    ['an import of the project', '#part', '{"imports":{"#part":"./one.js"}}', '{"imports":{"#part":"./two.js"}}'],
    ['the main file of a folder', './package', '{"main":"one.js"}', '{"main":"two.js"}'],
    ['a linked package of a workspace', 'linked', '{"main":"one.js"}', '{"main":"two.js"}'],
    ['a package.json that is new', './package', '', '{"main":"two.js"}'],
    ['the lack of a package.json', './package', '{"main":"one.js"}', ''],
  ])('makes another bundle when %s names another file', (_case, specifier, before, after) => {
    const files = { 'one.js': 'export const part = "one";\n', 'two.js': 'export const part = "two";\n' };
    const api = declared(files, `import { part } from '${specifier}';\nconsole.log(part);\n`);
    const folder = path.dirname(api.source);
    const inPackage = path.join(folder, 'package');
    fs.mkdirSync(inPackage);
    for (const [name, text] of Object.entries({
      ...files,
      'index.js': before === '' ? files['one.js'] : files['two.js'],
    })) {
      fs.writeFileSync(path.join(inPackage, name), text);
    }
    fs.mkdirSync(path.join(folder, 'node_modules'));
    fs.symlinkSync(inPackage, path.join(folder, 'node_modules', 'linked'));
    const description = path.join(specifier.startsWith('#') ? folder : inPackage, 'package.json');
    if (before !== '') fs.writeFileSync(description, before);

    expect(printed(api)).toBe('one');
    if (after === '') fs.rmSync(description);
    else fs.writeFileSync(description, after);
    expect(printed(api)).toBe('two');
  });

  test('is none where it cannot be written: the bundle is made all the same', () => {
    const { before, cwd } = { before: process.cwd(), cwd: scratch('unwritable') };
    fs.mkdirSync(path.join(cwd, 'node_modules'));
    fs.writeFileSync(path.join(cwd, 'node_modules', '.cache'), 'no folder');
    process.chdir(cwd);
    try {
      expect(bundle().tag).toMatch(/^[0-9a-f]{16}$/);
      expect(pusherFile()).toMatch(/pusher-\w+/);
    } finally {
      process.chdir(before);
    }
  });

  test('goes by content and not by time', () => {
    const api = declared({}, 'console.log("timeless");\n');
    const first = bundle({}, api);
    fs.utimesSync(api.source, new Date(0), new Date(0));
    expect(bundle({}, api).tag).toBe(first.tag);
  });
});
