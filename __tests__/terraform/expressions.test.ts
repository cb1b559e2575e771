import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { evaluate } from '../../terraform/expressions/evaluate';
import { ExpressionError, NotUnderstoodError } from '../../terraform/expressions/expression-error';
import { parseTemplate } from '../../terraform/expressions/template';
import { encodeJson } from '../../terraform/functions/json';
import { EXPRESSIONS, FAILS, NOT_UNDERSTOOD } from '../../testing/document-expressions';

/** The value of `${expression}` in the notation of JSON. */
function valueOf(expression: string): string {
  return encodeJson(
    evaluate(parseTemplate(`\${${expression}}`), () => {
      throw new ExpressionError('there is nothing to refer to');
    }),
  );
}

/** JSON with every escape that is not needed taken out. */
function normalised(json: string): string {
  return JSON.stringify(JSON.parse(json));
}

describe.each(Object.entries(EXPRESSIONS))('%s', (_, examples) => {
  const yielding = examples.filter((example): example is readonly [string, string] => example[1] !== FAILS);
  const failing = examples.filter(([, yields]) => yields === FAILS);

  test.each(yielding)('%s yields %s', (expression, yields) => {
    expect(normalised(valueOf(expression))).toBe(normalised(yields));
  });

  if (failing.length > 0) {
    test.each(failing)('%s fails', (expression) => {
      expect(() => valueOf(expression)).toThrow(ExpressionError);
    });
  }
});

describe('what is not understood', () => {
  test.each(NOT_UNDERSTOOD)('%s is refused by name: %s', (expression, name) => {
    expect(() => valueOf(expression)).toThrow(NotUnderstoodError);
    expect(() => valueOf(expression)).toThrow(name);
  });

  test('try does not fall back from what is not understood', () => {
    expect(() => valueOf('try(title("a"), "fallback")')).toThrow('title()');
  });

  test('try falls back from what has no value', () => {
    expect(valueOf('try(tonumber("a"), "fallback")')).toBe('"fallback"');
  });
});

describe('the parser', () => {
  const fragments = [
    '${',
    '}',
    '"',
    '\\',
    '[',
    ']',
    '(',
    ')',
    '{',
    '.',
    ',',
    '=',
    '?',
    ':',
    '*',
    '-',
    '...',
    '%{',
    '$${',
    '!',
    '&&',
    ' ',
    '\n',
    'a',
    'oci_core_vcn',
    'var.x',
    '1',
    '1e9',
    'for',
    'null',
    '"x"',
    'join',
    '<<EOT',
    'é',
    '😀',
    '\u0000',
  ];

  test('throws nothing but its own error', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => `\${${parts.join('')}}`),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          parseTemplate(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ['parentheses', '('.repeat(100_000)],
    ['lists', '['.repeat(100_000)],
    ['negations', '!'.repeat(100_000)],
    ['conditions', 'a?'.repeat(100_000)],
    ['texts', '"${'.repeat(100_000)],
    ['operands', '1+'.repeat(100_000)],
    ['steps', `a${'.a'.repeat(100_000)}`],
    ['indices', `a${'[0]'.repeat(100_000)}`],
    ['splats', `a${'[*]'.repeat(100_000)}`],
  ])('refuses %s that nest too deep', (_, inner) => {
    expect(() => parseTemplate(`\${${inner}`)).toThrow(ExpressionError);
  });
});

const { status } = spawnSync('terraform', ['version']);
const withTerraform = status === 0 ? describe : describe.skip;

withTerraform('terraform itself agrees (skipped where terraform is not installed)', () => {
  let directory = '';

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'terraform-console-'));
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  /** What `terraform console` prints for one expression, decoded. Piped, it prints the last result only. */
  function ask(expression: string): unknown {
    const env = { PATH: process.env['PATH'], HOME: directory, CHECKPOINT_DISABLE: '1' };
    const { stdout, stderr } = spawnSync('terraform', ['console'], {
      cwd: directory,
      input: `jsonencode(${expression.replaceAll('\n', ' ')})\n`,
      encoding: 'utf8',
      env,
    });
    if (!stdout.startsWith('"')) {
      throw new Error(stdout + stderr);
    }
    return JSON.parse(JSON.parse(stdout) as string);
  }

  const examples = Object.values(EXPRESSIONS).flat();

  test('on every value', () => {
    const yielding = examples.filter((example): example is readonly [string, string] => example[1] !== FAILS);
    const values = ask(`[${yielding.map(([expression]) => expression).join(', ')}]`) as unknown[];
    expect(yielding.map(([expression], i) => [expression, JSON.stringify(values[i])])).toEqual(
      yielding.map(([expression, yields]) => [expression, normalised(yields)]),
    );
  });

  test('on every failure', () => {
    const failing = examples.filter(([, yields]) => yields === FAILS).map(([expression]) => expression);
    const can = ask(`[${failing.map((expression) => `can(jsonencode(${expression}))`).join(', ')}]`) as unknown[];
    expect(failing.filter((_, i) => can[i] !== false)).toEqual([]);
  });
});
