import { NotUnderstoodError } from '../expressions/expression-error';

/** A number as whole digits and how many of them stand behind the point. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * The number's text as Terraform prints it: no exponent, no trailing zeros.
 */
export function formatNumber(amount: number): string {
  const { digits, scale } = toDecimal(amount);
  return formatDecimal(digits, scale);
}

/**
 * Reads a decimal number.
 *
 * Terraform calculates with 512 bits and a JavaScript number has 53, so a number that would lose digits is refused.
 *
 * @returns undefined when the text is not a number
 * @throws NotUnderstoodError when it has more digits than can be kept
 */
export function parseNumber(text: string): number | undefined {
  const match = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return exact(digits, fraction.length - Number(exponent));
}

/**
 * Adds, subtracts, multiplies or divides without rounding.
 *
 * @throws NotUnderstoodError when the result has more digits than can be kept, as 1/3 has
 */
export function calculate(operator: '+' | '-' | '*' | '/' | '%', left: number, right: number): number {
  const a = toDecimal(left);
  const b = toDecimal(right);
  const scale = Math.max(a.scale, b.scale);
  const x = a.digits * 10n ** BigInt(scale - a.scale);
  const y = b.digits * 10n ** BigInt(scale - b.scale);
  switch (operator) {
    case '+':
      return exact(x + y, scale);
    case '-':
      return exact(x - y, scale);
    case '*':
      return exact(a.digits * b.digits, a.scale + b.scale);
    case '%':
      return exact(x % y, scale);
    case '/': {
      const places = 20;
      const shifted = x * 10n ** BigInt(places);
      if (shifted % y !== 0n) {
        throw new NotUnderstoodError(`the endless fraction ${left} / ${right} is`);
      }
      return exact(shifted / y, places);
    }
  }
}

function toDecimal(amount: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(amount).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function exact(digits: bigint, scale: number): number {
  const text = scale < 0 ? formatDecimal(digits * 10n ** BigInt(-scale), 0) : formatDecimal(digits, scale);
  const amount = Number(text);
  if (!Number.isFinite(amount) || formatNumber(amount) !== text) {
    throw new NotUnderstoodError(`a number with as many digits as ${text} is`);
  }
  return amount;
}

function formatDecimal(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = padded.slice(0, padded.length - scale);
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  return sign + whole + (fraction && `.${fraction}`);
}
