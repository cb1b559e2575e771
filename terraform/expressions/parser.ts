import { parseNumber } from '../values/number';
import type { Cursor } from './cursor';
import { ExpressionError, NotUnderstoodError } from './expression-error';
import { parsePostfix } from './postfix';
import type { BinaryOperator, Expression } from './syntax';
import { parseText } from './text';

/** From the loosest binding to the tightest; those of one row bind alike, from the left. */
const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** A row of operands nests as deep as it is long. */
const MAX_OPERANDS = 200;

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/**
 * Reads one expression and the white space around it; what follows is the caller's.
 *
 * @throws ExpressionError and nothing else
 */
export function parseExpression(cursor: Cursor): Expression {
  const condition = parseBinary(cursor, 0);
  if (!cursor.takes('?')) {
    return condition;
  }
  const yes = cursor.nested(() => parseExpression(cursor));
  cursor.expect(':');
  const no = cursor.nested(() => parseExpression(cursor));
  return { kind: 'conditional', condition, yes, no };
}

function parseBinary(cursor: Cursor, level: number): Expression {
  const operators = PRECEDENCE[level];
  if (operators === undefined) {
    return parseUnary(cursor);
  }
  let left = parseBinary(cursor, level + 1);
  for (let length = 1; ; length++) {
    const operator = operators.find((candidate) => cursor.takes(candidate));
    if (operator === undefined) {
      return left;
    }
    if (length > MAX_OPERANDS) {
      throw cursor.unexpected(`expected no more than ${MAX_OPERANDS} operands`);
    }
    left = { kind: 'binary', operator, left, right: parseBinary(cursor, level + 1) };
  }
}

function parseUnary(cursor: Cursor): Expression {
  cursor.skipSpace();
  const operator = cursor.takes('-') ? '-' : cursor.takes('!') ? '!' : undefined;
  if (operator !== undefined) {
    return { kind: 'unary', operator, of: cursor.nested(() => parseUnary(cursor)) };
  }
  const expression = parsePostfix(cursor, parseTerm(cursor), parseExpression);
  cursor.skipSpace();
  return expression;
}

function parseTerm(cursor: Cursor): Expression {
  const digits = cursor.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (digits !== '') {
    const value = parseNumber(digits);
    if (value === undefined) {
      throw new NotUnderstoodError(`the number ${digits} is`);
    }
    return { kind: 'literal', value };
  }
  if (cursor.takes('"')) {
    return cursor.nested(() => parseText(cursor, { quoted: true, parseExpression }));
  }
  if (cursor.takes('(')) {
    const inner = cursor.nested(() => parseExpression(cursor));
    cursor.expect(')');
    return inner;
  }
  if (cursor.takes('[')) {
    return cursor.nested(() => parseList(cursor));
  }
  if (cursor.takes('{')) {
    return cursor.nested(() => parseObject(cursor));
  }
  if (cursor.sees('<<')) {
    throw new NotUnderstoodError('a heredoc is');
  }
  return parseWord(cursor);
}

function parseWord(cursor: Cursor): Expression {
  const name = cursor.match(IDENTIFIER);
  if (name === '') {
    throw cursor.unexpected('expected a value');
  }
  if (cursor.sees('::')) {
    throw new NotUnderstoodError(`the function ${name}::… is`);
  }
  if (cursor.takes('(')) {
    return cursor.nested(() => parseCall(cursor, name));
  }
  switch (name) {
    case 'true':
    case 'false':
      return { kind: 'literal', value: name === 'true' };
    case 'null':
      return { kind: 'literal', value: null };
    default:
      return { kind: 'root', name };
  }
}

function parseCall(cursor: Cursor, name: string): Expression {
  const args: Expression[] = [];
  cursor.skipSpace();
  while (!cursor.takes(')')) {
    args.push(parseExpression(cursor));
    if (cursor.takes('...')) {
      cursor.skipSpace();
      cursor.expect(')');
      return { kind: 'call', name, args, expand: true };
    }
    if (!cursor.sees(')')) {
      cursor.expect(',');
    }
    cursor.skipSpace();
  }
  return { kind: 'call', name, args, expand: false };
}

function parseList(cursor: Cursor): Expression {
  refuseFor(cursor);
  const items: Expression[] = [];
  while (!cursor.takes(']')) {
    items.push(parseExpression(cursor));
    if (!cursor.sees(']')) {
      cursor.expect(',');
    }
    cursor.skipSpace();
  }
  return { kind: 'list', items };
}

function parseObject(cursor: Cursor): Expression {
  refuseFor(cursor);
  const entries: { key: Expression; value: Expression }[] = [];
  while (!cursor.takes('}')) {
    const key = parseKey(cursor);
    if (!cursor.takes(':')) {
      cursor.expect('=');
    }
    entries.push({ key, value: parseExpression(cursor) });
    if (!cursor.takes(',') && !cursor.sees('}') && !cursor.lineEnded) {
      throw cursor.unexpected('expected "," or "}"');
    }
    cursor.skipSpace();
  }
  return { kind: 'object', entries };
}

function parseKey(cursor: Cursor): Expression {
  const bare = !cursor.sees('(');
  const key = parseExpression(cursor);
  if (bare && key.kind === 'access') {
    throw new ExpressionError('cannot be read: a reference that is the key of an object needs parentheses');
  }
  // A bare word is a name here, not a reference.
  return bare && key.kind === 'root' ? { kind: 'literal', value: key.name } : key;
}

function refuseFor(cursor: Cursor): void {
  cursor.skipSpace();
  if (cursor.match(/for\b(?!-)/y) !== '') {
    throw new NotUnderstoodError('a for expression is');
  }
}
