import { ExpressionError, NotUnderstoodError } from '../expressions/expression-error';
import { formatNumber } from '../values/number';
import { elementsOf, entriesOf, fromPlain } from '../values/value';
import type { Value } from '../values/value';

/** Letters that Terraform escapes so that its JSON can stand inside HTML and JavaScript. */
const ESCAPED = /[<>&\u2028\u2029]/g;

/** Terraform's `jsonencode`: no space, names in order, numbers without an exponent. */
export function encodeJson(value: Value): string {
  const { content } = value;
  switch (typeof content) {
    case 'string':
      return encodeText(content);
    case 'number':
      return formatNumber(content);
    case 'boolean':
      return String(content);
  }
  if (content === null) {
    return 'null';
  }
  return Array.isArray(content)
    ? `[${elementsOf(value).map(encodeJson).join(',')}]`
    : `{${entriesOf(value)
        .map(([name, part]) => `${encodeText(name)}:${encodeJson(part)}`)
        .join(',')}}`;
}

/** Terraform's `jsondecode`. */
export function decodeJson(json: string): Value {
  let plain: unknown;
  try {
    plain = JSON.parse(json);
  } catch {
    throw new ExpressionError('the text is not JSON');
  }
  refuseLongNumbers(plain);
  return fromPlain(plain);
}

function encodeText(text: string): string {
  return JSON.stringify(text).replace(
    ESCAPED,
    (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** JSON.parse rounds what does not fit into 53 bits. */
function refuseLongNumbers(plain: unknown): void {
  if (typeof plain === 'number' && Math.abs(plain) > Number.MAX_SAFE_INTEGER) {
    throw new NotUnderstoodError('a number of more than 53 bits is');
  }
  if (typeof plain === 'object' && plain !== null) {
    Object.values(plain).forEach(refuseLongNumbers);
  }
}
