import fs from 'node:fs';
import path from 'node:path';
import { findBundle, FunctionImageError } from '../../../local/function-runner';
import { writeBundle } from '../../../testing/local-function';
import { scratch } from '../../../testing/scratch';

const CODE = 'module.exports = 1;';

describe('the bundle of an image', () => {
  test('is found by the tag of the image reference', () => {
    const directory = scratch('bundle');
    const { image, folder } = writeBundle(directory, CODE);
    expect(findBundle(directory, image)).toMatchObject({
      directory: folder,
      entrypoint: ['node', '/function/func.js'],
      api: { name: 'obedient' },
    });
  });

  test.each<[string, (folder: string) => void]>([
    [
      'is gone',
      (folder) => {
        fs.rmSync(folder, { recursive: true });
      },
    ],
    [
      'lacks its code',
      (folder) => {
        fs.rmSync(path.join(folder, 'func.js'));
      },
    ],
    [
      'lacks its description',
      (folder) => {
        fs.rmSync(path.join(folder, 'api.json'));
      },
    ],
    [
      'has other code than its tag says',
      (folder) => {
        fs.appendFileSync(path.join(folder, 'func.js'), ' ');
      },
    ],
    [
      'has another manifest than its tag says',
      (folder) => {
        fs.appendFileSync(path.join(folder, 'image.json'), ' ');
      },
    ],
  ])('is refused when it %s', (_, damage) => {
    const directory = scratch('bundle');
    const { image, folder } = writeBundle(directory, CODE);
    damage(folder);
    expect(() => findBundle(directory, image)).toThrow(FunctionImageError);
  });

  test.each<[string, Record<string, unknown>]>([
    ['another program than node', { entrypoint: ['/bin/sh', '/function/func.js'] }],
    ['a file that the tag does not vouch for', { files: {} }],
    ['a file outside of the bundle', { entrypoint: ['node', '/function/../func.js'] }],
    ['an option that loads another file', { entrypoint: ['node', '--require', '/tmp/x.js', '/function/func.js'] }],
  ])('is refused when its entrypoint runs %s', (_, manifest) => {
    const directory = scratch('bundle');
    const { image } = writeBundle(directory, CODE, manifest);
    expect(() => findBundle(directory, image)).toThrow(/entrypoint/);
  });
});
