import { DocumentError, diffStacks } from '../../../review';
import type { Documents } from '../../../review';

const documents = (single: boolean, ...names: readonly string[]): Documents => ({
  single,
  stacks: names.map((name) => ({ name, document: { locals: { name } } })),
});
const seen = (before: Documents, after: Documents): string[] =>
  diffStacks(before, after).map(({ name, blocks }) => `${name}: ${blocks.map(({ kind }) => kind).join()}`);

describe('the stacks that are compared', () => {
  test('are those of one name', () => {
    expect(seen(documents(false, 'b', 'a'), documents(false, 'c', 'b'))).toEqual(['a: removed', 'b: ', 'c: added']);
  });

  test('are the two that were named, whatever they are called', () => {
    expect(seen(documents(true, 'a'), documents(true, 'b'))).toEqual(['b: changed']);
  });

  test('are the one that was named and its namesake among several', () => {
    expect(seen(documents(true, 'b'), documents(false, 'a', 'b'))).toEqual(['b: ']);
    expect(seen(documents(false, 'a', 'b'), documents(true, 'a'))).toEqual(['a: ']);
  });

  test('have to be there', () => {
    expect(() => diffStacks(documents(true, 'x'), documents(false, 'a', 'b'))).toThrow(
      new DocumentError('there is no stack x to compare with; expected one of: a, b.'),
    );
  });
});
