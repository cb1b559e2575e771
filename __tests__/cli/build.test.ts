import fs from 'node:fs';
import path from 'node:path';
import { search } from '../../apis';
import { writeFnFolder } from '../../cli/fn-folder';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../constructs';
import type { FunctionBundle } from '../../constructs';
import { jsonLines, runCommand } from '../../testing/command';
import { scratch } from '../../testing/scratch';

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

describe('signed-api build', () => {
  test('says where bundle and folder are', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['build', '--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(jsonLines(stdout)).toMatchObject([
      { step: 'bundle', ok: true, api: 'search', file: 'dist/functions/search/func.js' },
      { step: 'fn', ok: true, api: 'search', folder: 'dist/fn/search' },
    ]);
  });
});
