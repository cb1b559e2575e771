import { exampleDocument, typeProblems } from '../../testing/doc-example';
import { docPages } from '../../testing/doc-page';
import { blockAt } from '../../testing/synth';

const PAGES = docPages();

/** `routes[0].backend.type` of a block. */
function valueAt(block: unknown, attribute: string): unknown {
  return attribute
    .split(/\.|\[(\d+)\]\.?/)
    .filter((key) => key)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], block);
}

test('the examples of all pages compile', () => {
  expect(typeProblems(new Map(PAGES.map(({ name, example }) => [name, example])))).toEqual([]);
});

describe.each(PAGES)('docs/constructs/$name.md', ({ example, defaults }) => {
  const document = exampleDocument(example);

  test('lists default settings', () => {
    expect(defaults.length).toBeGreaterThan(0);
  });

  test.each(defaults)('$construct has $attribute as listed', ({ construct, attribute, value }) => {
    expect(valueAt(blockAt(document, construct), attribute)).toEqual(value);
  });
});
