import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readBundleFolder } from '../../image/bundle-folder';
import { scratch } from '../../testing/scratch';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function folder(change: Record<string, unknown> = {}): string {
  const directory = scratch('bundle');
  fs.writeFileSync(path.join(directory, 'func.js'), 'code');
  const manifest = {
    base: 'r.test/node:24',
    entrypoint: ['node', '/function/func.js'],
    platform: 'linux/amd64,linux/arm64',
    files: { 'func.js': sha256('code') },
    ...change,
  };
  fs.writeFileSync(path.join(directory, 'image.json'), JSON.stringify(manifest));
  return directory;
}

describe("a bundle's folder", () => {
  test('says what an image is made of', () => {
    const read = readBundleFolder(folder());
    expect(read).toMatchObject({
      base: 'r.test/node:24',
      entrypoint: ['node', '/function/func.js'],
      platforms: ['linux/amd64', 'linux/arm64'],
      labels: {},
    });
    expect(read.files).toEqual(new Map([['func.js', Buffer.from('code')]]));
    expect(read.hash).toMatch(new RegExp(`^${read.tag}`));
  });

  test('is refused when a file was changed', () => {
    const directory = folder();
    fs.appendFileSync(path.join(directory, 'func.js'), ';');
    expect(() => readBundleFolder(directory)).toThrow(
      `${directory}/func.js was changed after it was made: its hash is another. Run a synth.`,
    );
  });

  test('is refused when a file is gone', () => {
    const directory = folder();
    fs.rmSync(path.join(directory, 'func.js'));
    expect(() => readBundleFolder(directory)).toThrow(`${directory}/func.js cannot be read. Run a synth.`);
  });

  test.each([
    ['a file elsewhere', { files: { '../secret': sha256('x') } }],
    ['no entrypoint', { entrypoint: [] }],
    ['a platform that is none', { platform: 'windows' }],
    ['no base', { base: undefined }],
  ])('is refused with %s', (_what, change) => {
    const directory = folder(change);
    expect(() => readBundleFolder(directory)).toThrow(`${directory}/image.json is not what a synth writes.`);
  });
});
