import { fullBlock, slimBlock } from '../../provider/scripts/slim-schema.cjs';

const ATTRIBUTES = {
  name: { type: 'string', required: true },
  tags: { type: ['map', 'string'], optional: true, computed: true },
  ids: { type: ['set', 'string'], optional: true },
  secret: { type: 'string', optional: true, sensitive: true },
  old: { type: 'bool', optional: true, deprecated: true },
  found: { type: ['list', ['object', { name: 'string', values: ['list', 'string'] }]], computed: true },
};

const BLOCK = {
  attributes: ATTRIBUTES,
  block_types: {
    route: { nesting_mode: 'list', min_items: 1, max_items: 50, block: { attributes: { path: ATTRIBUTES.name } } },
    timeouts: { nesting_mode: 'single', block: { attributes: { create: { type: 'string', optional: true } } } },
  },
};

describe('the slim schema', () => {
  test('writes an attribute as its type and its flags', () => {
    expect(slimBlock({ attributes: ATTRIBUTES })).toEqual({
      attributes: {
        found: { type: ATTRIBUTES.found.type, flags: 'computed' },
        ids: 'set(string) optional',
        name: 'string required',
        old: 'bool optional deprecated',
        secret: 'string optional sensitive',
        tags: 'map(string) optional computed',
      },
    });
  });

  test('writes a nested block with its nesting and its limits', () => {
    expect(slimBlock(BLOCK)).toMatchObject({
      blocks: { route: { nesting: 'list', min: 1, max: 50, attributes: { path: 'string required' } } },
    });
  });

  test('loses nothing on the way back', () => {
    expect(fullBlock(slimBlock(BLOCK))).toEqual(BLOCK);
  });

  test('leaves descriptions out', () => {
    const described = { attributes: { name: { ...ATTRIBUTES.name, description: 'a name' } }, description: 'a block' };
    expect(slimBlock(described)).toEqual({ attributes: { name: 'string required' } });
  });

  test('refuses a type that it does not know', () => {
    expect(() => fullBlock({ attributes: { name: 'text required' } })).toThrow('unknown type "text"');
  });

  test('refuses a flag that it does not know', () => {
    expect(() => fullBlock({ attributes: { name: 'string needed' } })).toThrow(
      'unknown flag "needed"; expected one of required, optional, computed, sensitive, deprecated',
    );
  });
});
