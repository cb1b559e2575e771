import fs from 'node:fs';
import path from 'node:path';
import { search } from '../../../apis';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../../constructs';
import type { FunctionBundle } from '../../../constructs';
import { scratch } from '../../../testing/scratch';

const bundle = (): FunctionBundle =>
  bundleFunction(search, { outDir: scratch('bundle'), bundler: new EsbuildBundler(), image: DEFAULT_IMAGE });
const read = ({ directory }: FunctionBundle, file: string): string =>
  fs.readFileSync(path.join(directory, file), 'utf8');

describe('EsbuildBundler', () => {
  const first = bundle();
  const code = read(first, 'func.js');

  test('makes the same bytes in every folder', () => {
    const second = bundle();
    expect(second.tag).toBe(first.tag);
    const files = fs.readdirSync(first.directory);
    expect(files.filter((file) => read(second, file) !== read(first, file))).toEqual([]);
  });

  test('leaves no path of this machine in what it makes', () => {
    const root = path.resolve('.');
    expect(fs.readdirSync(first.directory).filter((file) => read(first, file).includes(root))).toEqual([]);
  });

  test('needs nothing but what Node has', () => {
    const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name = '']) => name);
    const modules = new Set(process.getBuiltinModule('node:module').builtinModules);
    expect(required.length).toBeGreaterThan(0);
    expect(required.filter((name) => !modules.has(name.replace(/^node:/, '')))).toEqual([]);
  });

  test('says what the bundle is made of, the largest part first', () => {
    const { bytes, parts } = first;
    expect(parts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['zod', '@fnproject/fdk', 'function', 'apis']),
    );
    expect(parts.map((part) => part.bytes)).toEqual(parts.map((part) => part.bytes).sort((a, b) => b - a));
    const total = parts.reduce((sum, part) => sum + part.bytes, 0);
    expect(total).toBeGreaterThan(bytes * 0.9);
    expect(total).toBeLessThanOrEqual(bytes);
  });

  test('holds the declaration of the API', () => {
    expect(code.includes(search.upstream.path)).toBe(true);
  });
});
