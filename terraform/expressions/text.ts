import type { Cursor } from './cursor';
import { ExpressionError, NotUnderstoodError } from './expression-error';
import type { Expression } from './syntax';

interface TextSyntax {
  /** Whether a quote ends the text and backslashes escape, as inside an expression. */
  readonly quoted: boolean;
  /** The parser of what stands in `${…}`, handed in because it contains this one. */
  readonly parseExpression: (cursor: Cursor) => Expression;
}

/**
 * Reads text with `${…}` in it, up to the end or to the closing quote.
 *
 * @throws ExpressionError and nothing else
 */
export function parseText(cursor: Cursor, syntax: TextSyntax): Expression {
  const parts = parseParts(cursor, syntax);
  if (syntax.quoted) {
    cursor.expect('"');
  }
  return unwrap(parts);
}

function unwrap(parts: readonly Expression[]): Expression {
  const [first] = parts;
  if (first === undefined) {
    return { kind: 'literal', value: '' };
  }
  return parts.length === 1 ? first : { kind: 'template', parts };
}

function parseParts(cursor: Cursor, { quoted, parseExpression }: TextSyntax): readonly Expression[] {
  const parts: Expression[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') {
      parts.push({ kind: 'literal', value: text.normalize('NFC') });
    }
    text = '';
  };
  while (!cursor.atEnd && !(quoted && cursor.sees('"'))) {
    if (cursor.takes('$${')) {
      text += '${';
    } else if (cursor.takes('%%{')) {
      text += '%{';
    } else if (cursor.takes('${')) {
      flush();
      parts.push(parseInterpolation(cursor, parseExpression));
    } else if (cursor.sees('%{')) {
      throw new NotUnderstoodError('the template directive %{ … } is');
    } else if (quoted && cursor.takes('\\')) {
      text += parseEscape(cursor);
    } else if (quoted && cursor.sees('\n')) {
      throw cursor.unexpected('expected the closing quote on the same line');
    } else {
      text += cursor.match(/[^$%"\\\n]+|[^]/uy);
    }
  }
  flush();
  return parts;
}

function parseInterpolation(cursor: Cursor, parseExpression: TextSyntax['parseExpression']): Expression {
  if (cursor.sees('~')) {
    throw new NotUnderstoodError('the strip marker ~ is');
  }
  const expression = cursor.nested(() => parseExpression(cursor));
  if (cursor.sees('~')) {
    throw new NotUnderstoodError('the strip marker ~ is');
  }
  cursor.expect('}');
  return expression;
}

function parseEscape(cursor: Cursor): string {
  const simple = cursor.match(/[nrt"\\]/y);
  if (simple !== '') {
    return { n: '\n', r: '\r', t: '\t' }[simple] ?? simple;
  }
  const code = Number.parseInt(cursor.match(/u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}/y).slice(1), 16);
  if (Number.isNaN(code) || code > 0x10ffff) {
    throw new ExpressionError('cannot be read: it holds a backslash that begins no known escape');
  }
  return String.fromCodePoint(code);
}
