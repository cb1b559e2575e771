import { changed, problemsOf, readDocumentStack } from '../../testing/document-fixture';

/** What `${expression}` yields beside a variable `x` that is declared so and given so. */
function withVariable(declaration: object, given: unknown, expression = 'jsonencode(var.x)'): unknown {
  const document = changed('output.o', { value: `\${${expression}}` }, changed('variable.x', declaration));
  return readDocumentStack(document, { variables: { x: given } }).outputs[0]?.value;
}

function problemsWith(declaration: object, variables: Record<string, unknown>): readonly string[] {
  return problemsOf(changed('variable.x', declaration), { variables });
}

describe('types', () => {
  test.each([
    ['string', 5, '"5"'],
    ['number', '5', '5'],
    ['bool', 'true', 'true'],
    ['any', [1, 'a'], '[1,"a"]'],
    ['list(string)', ['a', 1], '["a","1"]'],
    ['set(string)', ['b', 'a', 'b'], '["a","b"]'],
    ['map(number)', { a: '1' }, '{"a":1}'],
    ['tuple([string, number])', [1, '2'], '["1",2]'],
    ['object({ a = string, b = optional(number) })', { a: 1, c: true }, '{"a":"1","b":null}'],
    ['object({ a = optional(string, "d"), b = optional(number, 2) })', { b: null }, '{"a":"d","b":2}'],
    ['list(object({ a = optional(list(string), ["d"]) }))', [{}, { a: [1] }], '[{"a":["d"]},{"a":["1"]}]'],
    ['map(object({ a = object({ b = optional(bool, true) }) }))', { k: { a: {} } }, '{"k":{"a":{"b":true}}}'],
    ['${list(string)}', ['a'], '["a"]'],
  ])('%s converts', (type, given, json) => {
    expect(withVariable({ type }, given)).toBe(json);
  });

  test.each([
    ['number', 'five', 'must be number; got "five"'],
    ['list(string)', 'a', 'must be list(string); got "a"'],
    ['list(string)', [['a']], '[0] must be string; got tuple([string])'],
    ['object({ a = string })', {}, 'lacks the attribute a'],
    ['object({ a = object({ b = number }) })', { a: { b: 'x' } }, '.a.b must be number; got "x"'],
  ])('%s does not take %j', (type, given, problem) => {
    expect(problemsWith({ type }, { x: given })).toEqual([`variable.x: ${problem}`]);
  });

  test.each(['strin', 'list(', 'list(string, string)', 'object([])', 'set'])('%s is no type', (type) => {
    expect(problemsWith({ type, default: 'a' }, {})).toEqual([expect.stringMatching(/^variable\.x\.type: /)]);
  });

  test('a default must be of the type', () => {
    expect(problemsWith({ type: 'number', default: 'a' }, {})).toEqual(['variable.x.default: must be number; got "a"']);
  });

  test('a default is text as it stands, with no expression in it', () => {
    expect(withVariable({ type: 'string', default: '${y}' }, undefined)).toBe('"${y}"');
  });
});

describe('values', () => {
  test('a given value wins over the default', () => {
    expect(withVariable({ type: 'string', default: 'a' }, 'b')).toBe('"b"');
  });

  test('the default stands in for one that is not given', () => {
    expect(withVariable({ type: 'string', default: 'a' }, undefined)).toBe('"a"');
  });

  test('one with neither is named', () => {
    expect(problemsWith({ type: 'string' }, {})).toEqual([
      'variable.x: has no value: none was given and it has no default',
    ]);
  });

  test('one that is not declared is named, with those that are', () => {
    expect(problemsWith({ default: 'a' }, { y: 1 })).toEqual([
      'variable.y: is not declared; declared: region, modulus, x',
    ]);
  });

  test('null is a value where it is allowed', () => {
    expect(withVariable({ type: 'string', default: 'a' }, null)).toBe('null');
  });

  test('null falls back to the default where it is not allowed', () => {
    expect(withVariable({ type: 'string', default: 'a', nullable: false }, null)).toBe('"a"');
    expect(problemsWith({ type: 'string', nullable: false }, { x: null })).toEqual(['variable.x: must not be null']);
  });

  test('an argument that Terraform has and this reader does not is named', () => {
    expect(problemsWith({ default: 'a', ephemeral: true }, {})).toEqual([
      expect.stringContaining('variable.x.ephemeral: is not understood here'),
    ]);
  });
});

describe('validation', () => {
  const validation = [{ condition: '${length(var.x) < 3}', error_message: 'x is long: ${var.x}' }];

  test('a value that passes is taken', () => {
    expect(withVariable({ type: 'string', validation }, 'ab')).toBe('"ab"');
  });

  test('a value that fails is refused in the words of the document', () => {
    expect(problemsWith({ type: 'string', validation }, { x: 'abc' })).toEqual(['variable.x: x is long: abc']);
  });

  test('a condition that cannot be evaluated is a problem', () => {
    const broken = [{ condition: '${tonumber(var.x) > 1}', error_message: 'no' }];
    expect(problemsWith({ type: 'string', validation: broken }, { x: 'abc' })).toEqual([
      'variable.x.validation[0].condition: tonumber(): must be number; got "abc"',
    ]);
  });
});
