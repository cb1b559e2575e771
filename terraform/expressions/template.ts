import { Cursor } from './cursor';
import { parseExpression } from './parser';
import type { Expression } from './syntax';
import { parseText } from './text';

/**
 * Reads a string of a Terraform JSON document: text with `${…}` in it.
 *
 * A string that is one `${…}` and nothing else is that expression and keeps its type.
 *
 * @throws ExpressionError and nothing else
 */
export function parseTemplate(text: string): Expression {
  return parseText(new Cursor(text), { quoted: false, parseExpression });
}

/**
 * Reads an expression that stands without `${…}`, as the items of `depends_on` and a variable's `type` do.
 *
 * @throws ExpressionError and nothing else
 */
export function parseBareExpression(text: string): Expression {
  const cursor = new Cursor(text);
  const expression = parseExpression(cursor);
  if (!cursor.atEnd) {
    throw cursor.unexpected('expected the end');
  }
  return expression;
}

/** Whether a string of a document holds anything but plain text. */
export function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}
