import { ExpressionError, NotUnderstoodError } from '../expressions/expression-error';
import { convert, textOf } from '../values/convert';
import { isPrimitive } from '../values/type';
import type { Value } from '../values/value';
import { encodeJson } from './json';

/**
 * Terraform's `format`, with the verbs `%s %d %q %t %v %f %%`, a width, a precision of `%f`, and `-` and `0`.
 *
 * @throws NotUnderstoodError for every other verb and flag
 */
export function format(pattern: string, args: readonly Value[]): string {
  let used = 0;
  const formatted = pattern.replace(
    /%(?:%|([-0]?)(\d*)(?:\.(\d+))?([^]?))/gu,
    (whole, flag, width, precision, verb) => {
      if (whole === '%%') {
        return '%';
      }
      const arg = args[used++];
      if (arg === undefined) {
        throw new ExpressionError(`there is no argument for ${whole}`);
      }
      return pad(one(String(verb), arg, precision as string | undefined, whole), String(flag), Number(width));
    },
  );
  if (used < args.length) {
    throw new ExpressionError(`it is given ${args.length} values and uses ${used}`);
  }
  return formatted;
}

function one(verb: string, arg: Value, precision: string | undefined, whole: string): string {
  if (precision !== undefined && verb !== 'f') {
    throw new NotUnderstoodError(`${whole} is`);
  }
  switch (verb) {
    case 's':
      return plain(arg, 'string', whole);
    case 'q':
      return encodeJson(convert(arg, 'string'));
    case 't':
      return plain(arg, 'bool', whole);
    case 'd':
      return wholeNumber(plain(arg, 'number', whole), whole);
    case 'f':
      return Number(plain(arg, 'number', whole)).toFixed(Number(precision ?? 6));
    case 'v':
      return arg.content === null || isPrimitive(arg.type) ? plain(arg, 'string', whole) : encodeJson(arg);
    default:
      throw new NotUnderstoodError(`${whole} is`);
  }
}

function plain(arg: Value, type: 'string' | 'number' | 'bool', verb: string): string {
  const { content } = convert(arg, type);
  if (content === null) {
    throw new ExpressionError(`the value for ${verb} is null`);
  }
  return textOf(arg) ?? '';
}

function wholeNumber(digits: string, verb: string): string {
  if (digits.includes('.')) {
    throw new NotUnderstoodError(`${verb} of a number that is not whole is`);
  }
  return digits;
}

function pad(formatted: string, flag: string, width: number): string {
  if (flag === '0') {
    const sign = formatted.startsWith('-') ? '-' : '';
    return sign + formatted.slice(sign.length).padStart(width - sign.length, '0');
  }
  return flag === '-' ? formatted.padEnd(width) : formatted.padStart(width);
}
