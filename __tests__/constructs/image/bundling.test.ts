import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { search } from '../../../apis';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../../constructs';
import type { BundlingOptions, FunctionBundle } from '../../../constructs';
import { scratch } from '../../../testing/scratch';

const bundle = (options?: BundlingOptions, api = search): FunctionBundle =>
  bundleFunction(api, { outDir: scratch('bundle'), bundler: new EsbuildBundler(options), image: DEFAULT_IMAGE });
const read = ({ directory }: FunctionBundle, file = 'func.js'): string =>
  fs.readFileSync(path.join(directory, file), 'utf8');
const filesOf = (made: FunctionBundle): unknown => (JSON.parse(read(made, 'image.json')) as { files: unknown }).files;

/** A declaration below this project, where its imports are found. */
function declared(extra: Readonly<Record<string, string>>, before: string, after = ''): typeof search {
  const folder = fs.mkdtempSync(path.resolve('dist', 'declared-'));
  made.push(folder);
  for (const [name, text] of Object.entries(extra)) fs.writeFileSync(path.join(folder, name), text);
  const text = fs.readFileSync(search.source, 'utf8').replace("'./define-api'", "'../../apis/define-api'");
  fs.writeFileSync(path.join(folder, 'search.ts'), before + text + after);
  return { ...search, source: path.join(folder, 'search.ts') };
}
const made: string[] = [];
beforeAll(() => {
  fs.mkdirSync('dist', { recursive: true });
});
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

  test('a command that fails fails the synth', () => {
    expect(() => bundle({ commandHooks: { beforeBundling: () => ['exit 3'] } })).toThrow('exit 3');
  });

  test('a folder that a command leaves is refused', () => {
    const commandHooks = { afterBundling: (_in: string, out: string) => [`mkdir '${out}/more'`] };
    expect(() => bundle({ commandHooks })).toThrow("more is no file; an image's files lie side by side");
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

  test('goes by content and not by time', () => {
    const api = declared({}, 'console.log("timeless");\n');
    const first = bundle({}, api);
    fs.utimesSync(api.source, new Date(0), new Date(0));
    expect(bundle({}, api).tag).toBe(first.tag);
  });
});

test('two clones in other folders, with files of other times, make the same bundle', () => {
  const clone = (time: Date): string => {
    const folder = scratch('clone');
    for (const part of ['apis', 'function', 'constructs', 'image', 'package.json', 'tsconfig.json']) {
      fs.cpSync(part, path.join(folder, part), { recursive: true });
    }
    for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      fs.utimesSync(path.join(folder, file), time, time);
    }
    fs.symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    const script = [
      "import { search } from './apis';",
      "import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from './constructs';",
      "const { tag } = bundleFunction(search, { outDir: 'out', bundler: new EsbuildBundler(), image: DEFAULT_IMAGE });",
      'process.stdout.write(tag);',
    ];
    fs.writeFileSync(path.join(folder, 'tag.ts'), script.join('\n'));
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'tag.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (!/^[0-9a-f]{16}$/.test(stdout)) throw new Error(stderr);
    return stdout;
  };
  expect(clone(new Date('2001-01-01'))).toBe(clone(new Date('2020-02-02')));
});
