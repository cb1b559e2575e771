import type { Type } from '../values/type';
import { fromPlain, object, Value } from '../values/value';
import { evaluate } from './evaluate';
import { ExpressionError } from './expression-error';
import type { Expression } from './syntax';
import { parseBareExpression } from './template';

/** The `type` of a variable. */
export interface TypeConstraint {
  readonly type: Type;
  /** Puts the defaults of optional attributes into a value, before it is converted to the type. */
  readonly fill: (value: Value) => Value;
}

/** The constraint of a variable that has no `type`. */
export const ANYTHING: TypeConstraint = { type: 'dynamic', fill: (value) => value };

/**
 * Reads `string`, `list(string)`, `object({name = string, size = optional(number, 1)})` and the like.
 *
 * @throws ExpressionError when it is not a type
 */
export function parseTypeConstraint(text: string): TypeConstraint {
  return toConstraint(parseBareExpression(text));
}

function toConstraint(expression: Expression): TypeConstraint {
  if (expression.kind === 'root') {
    return wordConstraint(expression.name);
  }
  const [arg] = expression.kind === 'call' && expression.args.length === 1 ? expression.args : [];
  if (expression.kind === 'call' && arg !== undefined) {
    switch (expression.name) {
      case 'list':
      case 'set':
      case 'map':
        return collectionConstraint(expression.name, toConstraint(arg));
      case 'object':
        return objectConstraint(arg);
      case 'tuple':
        return tupleConstraint(arg);
    }
  }
  throw notAType();
}

function wordConstraint(word: string): TypeConstraint {
  switch (word) {
    case 'string':
    case 'number':
    case 'bool':
      return { ...ANYTHING, type: word };
    case 'any':
      return ANYTHING;
    case 'list':
    case 'map':
      return collectionConstraint(word, ANYTHING);
    default:
      throw notAType();
  }
}

function collectionConstraint(kind: 'list' | 'set' | 'map', inner: TypeConstraint): TypeConstraint {
  return { type: [kind, inner.type], fill: (value) => rebuild(value, (part) => inner.fill(part)) };
}

interface ObjectAttribute {
  readonly name: string;
  readonly constraint: TypeConstraint;
  readonly optional: boolean;
  readonly fallback: Value;
}

function objectConstraint(expression: Expression): TypeConstraint {
  if (expression.kind !== 'object') {
    throw notAType();
  }
  const attributes = expression.entries.map(({ key, value }) => objectAttribute(key, value));
  return {
    type: ['object', Object.fromEntries(attributes.map(({ name, constraint }) => [name, constraint.type]))],
    fill: (value) => fillObject(value, attributes),
  };
}

function objectAttribute(key: Expression, value: Expression): ObjectAttribute {
  if (key.kind !== 'literal') {
    throw notAType();
  }
  const name = String(key.value);
  if (value.kind !== 'call' || value.name !== 'optional') {
    return { name, constraint: toConstraint(value), optional: false, fallback: fromPlain(null) };
  }
  const [inner, fallback] = value.args;
  if (inner === undefined || value.args.length > 2) {
    throw notAType();
  }
  return {
    name,
    constraint: toConstraint(inner),
    optional: true,
    fallback: fallback === undefined ? fromPlain(null) : evaluate(fallback, refuseReference),
  };
}

function fillObject(value: Value, attributes: readonly ObjectAttribute[]): Value {
  if (!(value.content instanceof Map)) {
    return value;
  }
  const parts = new Map(value.content as ReadonlyMap<string, Value>);
  for (const { name, constraint, optional, fallback } of attributes) {
    const given = parts.get(name);
    if (optional && (given === undefined || given.content === null)) {
      parts.set(name, constraint.fill(fallback));
    } else if (given !== undefined) {
      parts.set(name, constraint.fill(given));
    }
  }
  return object(parts);
}

function tupleConstraint(expression: Expression): TypeConstraint {
  if (expression.kind !== 'list') {
    throw notAType();
  }
  const items = expression.items.map(toConstraint);
  return {
    type: ['tuple', items.map(({ type }) => type)],
    fill: (value) => rebuild(value, (part, i) => items[i]?.fill(part) ?? part),
  };
}

function rebuild(value: Value, change: (part: Value, i: number) => Value): Value {
  const { content } = value;
  if (Array.isArray(content)) {
    const parts = (content as readonly Value[]).map(change);
    return Value.of(['tuple', parts.map(({ type }) => type)], parts);
  }
  return content instanceof Map
    ? object([...(content as ReadonlyMap<string, Value>)].map(([name, part], i) => [name, change(part, i)]))
    : value;
}

function refuseReference(): never {
  throw new ExpressionError('the default of an optional attribute cannot refer to anything');
}

function notAType(): ExpressionError {
  return new ExpressionError(
    'is not a type; expected string, number, bool, any, list(…), set(…), map(…), object({…}) or tuple([…])',
  );
}
