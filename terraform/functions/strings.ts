import { ExpressionError } from '../expressions/expression-error';
import { convert } from '../values/convert';
import { bool, elementsOf, list, string, toPlain } from '../values/value';
import type { Value } from '../values/value';
import { format } from './format';
import { ANY_OR_NULL, NUMBER, TEXT, text } from './function';
import type { TerraformFunction } from './function';
import { findFirst, replaceAll } from './regular-expression';

/** Functions that make texts of texts. */
export const STRING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  endswith: { parameters: [TEXT, TEXT], call: ([whole, end]) => bool(text(whole).endsWith(text(end))) },
  format: { parameters: [TEXT], rest: ANY_OR_NULL, call: ([pattern, ...args]) => string(format(text(pattern), args)) },
  join: { parameters: [TEXT, { type: ['list', 'string'] }], rest: { type: ['list', 'string'] }, call: join },
  lower: { parameters: [TEXT], call: ([whole]) => string(toLower(text(whole))) },
  regex: { parameters: [TEXT, TEXT], call: ([pattern, whole]) => findFirst(text(pattern), text(whole)) },
  replace: { parameters: [TEXT, TEXT, TEXT], call: replace },
  split: { parameters: [TEXT, TEXT], call: split },
  startswith: { parameters: [TEXT, TEXT], call: ([whole, start]) => bool(text(whole).startsWith(text(start))) },
  substr: { parameters: [TEXT, NUMBER, NUMBER], call: substr },
  trimprefix: {
    parameters: [TEXT, TEXT],
    call: ([whole, start]) =>
      string(text(whole).startsWith(text(start)) ? text(whole).slice(text(start).length) : text(whole)),
  },
  trimspace: { parameters: [TEXT], call: ([whole]) => string(trimSpace(text(whole))) },
  trimsuffix: {
    parameters: [TEXT, TEXT],
    call: ([whole, end]) =>
      string(
        text(whole).endsWith(text(end)) ? text(whole).slice(0, text(whole).length - text(end).length) : text(whole),
      ),
  },
  upper: { parameters: [TEXT], call: ([whole]) => string(toUpper(text(whole))) },
};

/** What a reader would call the letters of a text; Terraform counts these. */
export function graphemes(whole: string): readonly string[] {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(whole)].map(({ segment }) => segment);
}

function join([separator, ...lists]: readonly Value[]): Value {
  const elements = lists.flatMap((row) => elementsOf(row));
  if (elements.some(({ content }) => content === null)) {
    throw new ExpressionError('an element is null');
  }
  return string(elements.map(text).join(text(separator)));
}

function split([separator, whole]: readonly Value[]): Value {
  const parts = text(separator) === '' ? Array.from(text(whole)) : text(whole).split(text(separator));
  return list('string', parts.map(string));
}

function replace([whole, search, replacement]: readonly Value[]): Value {
  const [pattern, by] = [text(search), text(replacement)];
  if (pattern.length > 1 && pattern.startsWith('/') && pattern.endsWith('/')) {
    return string(replaceAll(pattern.slice(1, -1), text(whole), by));
  }
  // Nothing is found before each letter and at the end, never between the halves of one.
  return string(
    pattern === ''
      ? by + Array.from(text(whole), (letter) => letter + by).join('')
      : text(whole).split(pattern).join(by),
  );
}

function substr([whole, offset, length]: readonly Value[]): Value {
  const letters = graphemes(text(whole));
  const [from, count] = [integer(offset), integer(length)];
  const start = from < 0 ? Math.max(0, from + letters.length) : from;
  return string(letters.slice(start, count < 0 ? undefined : start + count).join(''));
}

function integer(value: Value | undefined): number {
  const plain = value && toPlain(convert(value, 'number'));
  if (typeof plain !== 'number' || !Number.isSafeInteger(plain)) {
    throw new ExpressionError('needs a whole number');
  }
  return plain;
}

/** One letter never becomes two here, as it may in JavaScript. */
function toUpper(whole: string): string {
  return Array.from(whole, (letter) => {
    const changed = letter.toUpperCase();
    return Array.from(changed).length === 1 ? changed : letter;
  }).join('');
}

/** Letter by letter, since JavaScript lets a neighbour decide; the dotted capital I is the only one that it makes two of. */
function toLower(whole: string): string {
  return Array.from(whole, (letter) => (letter === '\u0130' ? 'i' : letter.toLowerCase())).join('');
}

/** The space of Unicode, which is not quite what a regular expression of JavaScript takes for it. */
function trimSpace(whole: string): string {
  return whole.replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, '');
}
