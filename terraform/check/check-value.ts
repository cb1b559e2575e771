import { isObject } from '../document';
import { ExpressionError } from '../expressions/expression-error';
import type { Expression } from '../expressions/syntax';
import { isTemplate } from '../expressions/template';
import { inside } from '../place';
import type { Place } from '../place';
import { convert } from '../values/convert';
import { describeType, isPrimitive } from '../values/type';
import type { Type } from '../values/type';
import { fromPlain } from '../values/value';
import type { CheckContext } from './context';

/**
 * Checks a value of the document against the type that the schema wants.
 *
 * Text with `${…}` in it is read and its references are checked, but what it will be is not guessed.
 *
 * @param self what `self` stands for, where it may be used
 */
export function checkValue(value: unknown, type: Type, place: Place, context: CheckContext, self?: Type): void {
  if (value === null || value === undefined) {
    return;
  }
  if (typeof value === 'string' && isTemplate(value)) {
    checkTemplate(value, type, place, context, self);
  } else if (typeof value !== 'object') {
    checkLiteral(value, type, place, context);
  } else if (typeof type !== 'string' && !fits(value, type)) {
    context.problems.add(
      place,
      `must be ${describeType(type)}; got ${Array.isArray(value) ? 'an array' : 'an object'}`,
    );
  } else if (isPrimitive(type)) {
    context.problems.add(place, `must be ${type}; got ${Array.isArray(value) ? 'an array' : 'an object'}`);
  } else if (Array.isArray(value)) {
    value.forEach((part: unknown, i) => {
      checkValue(part, partOf(type, i), inside(place, i), context, self);
    });
  } else {
    checkParts(value, type, place, context, self);
  }
}

/** Checks what is said to be true or false, or a text, with no expression in it. */
export function checkPlain(value: unknown, type: 'string' | 'bool', place: Place, context: CheckContext): void {
  if (value !== undefined && value !== null && typeof value !== (type === 'bool' ? 'boolean' : 'string')) {
    context.problems.add(place, `must be ${type}; got ${JSON.stringify(value)}`);
  }
}

function checkTemplate(text: string, type: Type, place: Place, context: CheckContext, self?: Type): void {
  const expression = context.template(text, place, self);
  if (expression?.kind === 'literal') {
    checkLiteral(expression.value, type, place, context);
  } else if (expression !== undefined && isSurelyText(expression) && !isPrimitive(type) && type !== 'dynamic') {
    context.problems.add(place, `must be ${describeType(type)}; got text`);
  }
}

/** A text with more than one part is text whatever the parts are. */
function isSurelyText(expression: Expression): boolean {
  return expression.kind === 'template';
}

function checkLiteral(value: unknown, type: Type, place: Place, context: CheckContext): void {
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    context.problems.add(place, 'is a number of more than 53 bits, which is not understood here');
    return;
  }
  try {
    convert(fromPlain(value), type);
  } catch (error) {
    if (!(error instanceof ExpressionError)) {
      throw error;
    }
    context.problems.add(place, error.message);
  }
}

function checkParts(value: object, type: Type, place: Place, context: CheckContext, self?: Type): void {
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    if (isTemplate(name)) {
      context.template(name, place, self);
    }
    if (typeof type === 'object' && type[0] === 'object' && !Object.hasOwn(type[1], name)) {
      context.problems.add(inside(place, name), 'is not known');
    } else {
      checkValue(part, partOf(type, name), inside(place, name), context, self);
    }
  }
}

function fits(value: object, type: Exclude<Type, string>): boolean {
  return type[0] === 'map' || type[0] === 'object' ? isObject(value) : Array.isArray(value);
}

function partOf(type: Type, step: string | number): Type {
  if (typeof type === 'string') {
    return 'dynamic';
  }
  switch (type[0]) {
    case 'object':
      return type[1][step] ?? 'dynamic';
    case 'tuple':
      return type[1][Number(step)] ?? 'dynamic';
    default:
      return type[1];
  }
}
