import { findBundle } from '../../../local/function-runner';
import { writeBundle } from '../../../testing/local-function';
import { scratch } from '../../../testing/scratch';

function entrypointOf(entrypoint: readonly string[]): readonly string[] {
  const directory = scratch('entrypoint');
  return findBundle(directory, writeBundle(directory, 'module.exports = 1;', { entrypoint }).image).entrypoint;
}

describe('the entrypoint of a bundle', () => {
  test.each([
    ['only its file', ['node', '/function/func.js']],
    ['an option without a value', ['node', '--enable-source-maps', '/function/func.js']],
    ['an option with a number', ['node', '--max-old-space-size=128', '/function/func.js']],
  ])('is taken with %s', (_, entrypoint) => {
    expect(entrypointOf(entrypoint)).toEqual(entrypoint);
  });

  test.each([
    ['an option that holds the path of another file', ['node', '--require=/tmp/x.js', '/function/func.js']],
    ['an option that holds code', ['node', '--import=data:text/javascript,0', '/function/func.js']],
    ['a relative file', ['node', '-r', './x.js', '/function/func.js']],
    ['a short option that takes code', ['node', '-e', '0', '/function/func.js']],
  ])('is refused with %s', (_, entrypoint) => {
    expect(() => entrypointOf(entrypoint)).toThrow(/entrypoint/);
  });
});
