import { ExpressionError } from '../expressions/expression-error';
import { convert } from '../values/convert';
import type { Type } from '../values/type';
import { holdsSensitive } from '../values/value';
import type { Value } from '../values/value';

/** One argument that a function takes. */
export interface Parameter {
  /** Arguments are converted to it; `dynamic` takes them as they are. */
  readonly type: Type;
  /** Whether the argument may be `null`. */
  readonly nullable?: boolean;
}

/** A function of Terraform's language. */
export interface TerraformFunction {
  readonly parameters: readonly Parameter[];
  /** Takes any number of further arguments. */
  readonly rest?: Parameter;
  /** How many of `parameters` may be left out, from the end. */
  readonly optional?: number;
  /**
   * Whether marks of sensitive parts stay with these parts; otherwise one sensitive part marks the whole result.
   */
  readonly keepsMarks?: boolean;
  readonly call: (args: readonly Value[]) => Value;
}

export const TEXT: Parameter = { type: 'string' };
export const NUMBER: Parameter = { type: 'number' };
export const ANY: Parameter = { type: 'dynamic' };
export const ANY_OR_NULL: Parameter = { type: 'dynamic', nullable: true };

/** Checks and converts the arguments, then calls. */
export function call(
  name: string,
  { parameters, rest, optional = 0, keepsMarks, call }: TerraformFunction,
  args: readonly Value[],
): Value {
  const least = parameters.length - optional;
  if (args.length < least || (rest === undefined && args.length > parameters.length)) {
    throw new ExpressionError(
      `${name}() takes ${least}${rest || optional ? ' or more' : ''} arguments; got ${args.length}`,
    );
  }
  const converted = args.map((arg, i) => argument(name, i, arg, parameters[i] ?? rest ?? ANY));
  const result = within(name, () => call(converted));
  return keepsMarks !== true && args.some(holdsSensitive) ? result.marked(true) : result;
}

/** The text of an argument of type string. */
export function text(value: Value | undefined): string {
  return typeof value?.content === 'string' ? value.content : '';
}

function argument(name: string, i: number, arg: Value, { type, nullable = false }: Parameter): Value {
  const converted = within(`argument ${i + 1} of ${name}`, () => convert(arg, type));
  if (!nullable && converted.content === null) {
    throw new ExpressionError(`argument ${i + 1} of ${name}() is null`);
  }
  return converted;
}

function within<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpressionError) {
      error.message = `${name}${name.includes(' ') ? '' : '()'}: ${error.message}`;
    }
    throw error;
  }
}
