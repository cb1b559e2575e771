import fs from 'node:fs';
import path from 'node:path';
import { bundleFunction, DEFAULT_IMAGE } from '../../../constructs';
import type { Bundler, FunctionBundle } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { StubBundler } from '../../../testing/stub-bundler';
import { testApi } from '../../../testing/synth-api';

const OURS = ['api.json', 'func.js', 'func.js.map', 'image.json'];

const bundle = (outDir: string, bundler: Bundler = new StubBundler()): FunctionBundle =>
  bundleFunction(testApi(), { outDir, bundler, image: DEFAULT_IMAGE });

/** Writes what a command hook would leave, beside the bundle. */
const leaving = (...names: string[]): Bundler => ({
  bundle: (input) => {
    for (const name of names) fs.writeFileSync(path.join(path.dirname(input.outfile), name), 'left');
    return new StubBundler().bundle(input);
  },
});

/** An outDir in which the bundle's folder holds these files. */
function holding(files: Readonly<Record<string, string>>): { outDir: string; folder: string } {
  const outDir = scratch('out');
  const folder = path.join(outDir, 'list-buckets');
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return { outDir, folder };
}

const listed = (folder: string): string[] => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe("a bundle's folder", () => {
  test.each([
    ['is new', () => scratch('out')],
    [
      'is empty',
      () => {
        const outDir = scratch('out');
        fs.mkdirSync(path.join(outDir, 'list-buckets'));
        return outDir;
      },
    ],
  ])('holds four files when it %s', (_case, make) => {
    expect(listed(bundle(make()).directory)).toEqual(OURS);
  });

  test.each<[string, Record<string, string>]>([
    ['sources', { 'src/mine.ts': 'export {};\n', 'README.md': '# Mine\n' }],
    ['a function of the Fn CLI', { 'func.js': 'mine();\n', 'func.yaml': 'name: search\n' }],
    ['a func.js alone', { 'func.js': 'mine();\n' }],
    ['an image.json of something else', { 'image.json': '{"width":640}\n' }],
    ['an image.json that is none', { 'image.json': 'not json', 'func.js': 'mine();\n' }],
    ['an image.json of no bundle', { 'image.json': '{"base":"a","files":{"photo.png":""}}', 'photo.png': 'bytes' }],
  ])('is refused when it holds %s, and nothing of it is touched', (_case, files) => {
    const { outDir, folder } = holding(files);
    const bundler = new StubBundler();
    expect(() => bundle(outDir, bundler)).toThrow(
      `outDir has files of somebody else where the bundle belongs: got ${JSON.stringify(folder)}; ` +
        'expected no such folder, an empty one or what an earlier synth wrote. Name another outDir, or move them away',
    );
    expect(bundler.inputs).toEqual([]);
    expect(listed(outDir)).toEqual(listed(outDir).filter((name) => !name.startsWith('list-buckets-')));
    for (const [name, text] of Object.entries(files)) {
      expect(fs.readFileSync(path.join(folder, name), 'utf8')).toBe(text);
    }
  });

  test('is refused when it is a file', () => {
    const outDir = scratch('out');
    fs.writeFileSync(path.join(outDir, 'list-buckets'), 'mine');
    expect(() => bundle(outDir)).toThrow('outDir has files of somebody else where the bundle belongs: got ');
    expect(fs.readFileSync(path.join(outDir, 'list-buckets'), 'utf8')).toBe('mine');
  });

  test.each(['', ' '])('is refused when its outDir is %j', (outDir) => {
    const bundler = new StubBundler();
    expect(() => bundle(outDir, bundler)).toThrow(
      `outDir names no folder: got ${JSON.stringify(outDir)}; expected dist/functions or the like`,
    );
    expect(bundler.inputs).toEqual([]);
  });

  test('loses what an earlier bundle had and this one has not', () => {
    const outDir = scratch('out');
    expect(listed(bundle(outDir, leaving('more.txt')).directory)).toContain('more.txt');
    expect(listed(bundle(outDir).directory)).toEqual(OURS);
  });

  test('loses the map of an earlier bundle', () => {
    const outDir = scratch('out');
    bundle(outDir);
    const withoutMap: Bundler = {
      bundle: ({ outfile }) => {
        fs.writeFileSync(outfile, 'code');
        return [];
      },
    };
    expect(listed(bundle(outDir, withoutMap).directory)).toEqual(['api.json', 'func.js', 'image.json']);
  });

  test('keeps what somebody else put there', () => {
    const outDir = scratch('out');
    const { directory } = bundle(outDir);
    fs.mkdirSync(path.join(directory, 'notes'));
    fs.writeFileSync(path.join(directory, 'notes', 'mine.txt'), 'mine');
    fs.writeFileSync(path.join(directory, 'mine.txt'), 'mine');
    bundle(outDir, new StubBundler('other'));
    expect(listed(directory)).toEqual([...OURS, 'mine.txt', 'notes', 'notes/mine.txt']);
  });

  test('loses no file outside of it, whatever an earlier image.json names', () => {
    const outDir = scratch('out');
    const { directory } = bundle(outDir);
    fs.writeFileSync(path.join(outDir, 'mine.txt'), 'mine');
    const file = path.join(directory, 'image.json');
    const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { files: Record<string, string> };
    fs.writeFileSync(file, JSON.stringify({ ...manifest, files: { ...manifest.files, '../mine.txt': '' } }));
    bundle(outDir);
    expect(fs.readFileSync(path.join(outDir, 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('what is left beside a bundle', () => {
  const refusal = (name: string): string =>
    `bundling leaves what can be no part of an image: got ${JSON.stringify(name)}; ` +
    "expected files side by side, named with letters, digits, '.', '_' and '-', other than image.json and api.json";

  test.each(['my file.txt', 'käse.txt', 'image.json', 'api.json'])('is refused when it is named %s', (name) => {
    const outDir = scratch('out');
    expect(() => bundle(outDir, leaving(name))).toThrow(refusal(name));
    expect(listed(outDir)).toEqual(['list-buckets']);
  });

  test('is refused with all names at once', () => {
    expect(() => bundle(scratch('out'), leaving('a b', 'c d'))).toThrow(`${refusal('a b')}\n${refusal('c d')}`);
  });

  test('is part of the image when it has a plain name', () => {
    const { directory } = bundle(scratch('out'), leaving('my-file_1.txt', '.hidden'));
    const { files } = JSON.parse(fs.readFileSync(path.join(directory, 'image.json'), 'utf8')) as { files: object };
    expect(Object.keys(files)).toEqual(['.hidden', 'func.js', 'func.js.map', 'my-file_1.txt']);
  });
});
