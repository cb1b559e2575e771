import type { Cursor } from './cursor';
import type { Expression, Step } from './syntax';

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** No attribute of the provider lies this deep. */
const MAX_STEPS = 100;

type Parse = (cursor: Cursor) => Expression;

/**
 * Reads the steps behind a term: `.name`, `.0`, `[key]`, and the splats `[*]` and `.*`.
 *
 * @param parseKey reads what stands in the brackets; handed in because it contains this parser
 */
export function parsePostfix(cursor: Cursor, term: Expression, parseKey: Parse): Expression {
  let expression = term;
  for (let length = 0; ; length++) {
    if (length > MAX_STEPS) {
      throw cursor.unexpected(`expected no more than ${MAX_STEPS} steps`);
    }
    const of = expression;
    const next = parseSplat(cursor, of, parseKey) ?? access(of, parseStep(cursor, parseKey));
    if (next === undefined) {
      return expression;
    }
    expression = next;
  }
}

function access(of: Expression, step: Step | undefined): Expression | undefined {
  return step && { kind: 'access', of, step };
}

function parseSplat(cursor: Cursor, of: Expression, parseKey: Parse): Expression | undefined {
  if (cursor.match(/\[\s*\*\s*\]/y) !== '') {
    return { kind: 'splat', of, steps: parseSteps(() => parseStep(cursor, parseKey)) };
  }
  if (cursor.takes('.*')) {
    // The older splat takes names only; an index behind it is one into its result.
    return { kind: 'splat', of, steps: parseSteps(() => parseName(cursor)) };
  }
  return undefined;
}

function parseSteps(next: () => Step | undefined): readonly Step[] {
  const steps: Step[] = [];
  for (let step = next(); step !== undefined; step = next()) {
    steps.push(step);
  }
  return steps;
}

function parseStep(cursor: Cursor, parseKey: Parse): Step | undefined {
  if (cursor.sees('[') && cursor.match(/\[(?!\s*\*\s*\])/y) !== '') {
    const key = cursor.nested(() => parseKey(cursor));
    cursor.expect(']');
    return { kind: 'index', key };
  }
  const index = cursor.match(/\.\d+/y);
  if (index !== '') {
    return { kind: 'index', key: { kind: 'literal', value: Number(index.slice(1)) } };
  }
  return parseName(cursor);
}

function parseName(cursor: Cursor): Step | undefined {
  // `...` expands a call's last argument, `.*` is a splat, `.0` an index.
  if (!cursor.sees('.') || cursor.sees('...') || cursor.match(/\.(?![*\d])/y) === '') {
    return undefined;
  }
  const name = cursor.match(IDENTIFIER);
  if (name === '') {
    throw cursor.unexpected('expected a name behind the dot');
  }
  return { kind: 'attribute', name };
}
