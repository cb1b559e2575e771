import { ExpressionError } from '../expressions/expression-error';
import { formatNumber, parseNumber } from './number';
import { describeType, elementType, isMapping, isSequence, sameType } from './type';
import type { PrimitiveType, Type } from './type';
import { unify } from './unify';
import { bool, compareText, elementsOf, entriesOf, number, string, toPlain, Value } from './value';

/**
 * The value as one of another type, by Terraform's rules: numbers and booleans to and from their text, rows among each
 * other, objects to maps and back.
 *
 * @throws ExpressionError when there is no such conversion
 */
export function convert(value: Value, to: Type): Value {
  if (to === 'dynamic' || sameType(value.type, to)) {
    return value;
  }
  if (value.content === null) {
    return Value.of(to, null, value.sensitive);
  }
  const converted = typeof to === 'string' ? toPrimitive(value, to) : toCollection(value, to);
  return value.sensitive ? converted.marked(true) : converted;
}

/** The value as text; undefined for null. */
export function textOf(value: Value): string | undefined {
  const { content } = convert(value, 'string');
  return typeof content === 'string' ? content : undefined;
}

/** A set of these elements: doubles dropped, in Terraform's order where it has one that shows. */
export function toSet(element: Type, elements: readonly Value[]): Value {
  const seen = new Map(elements.map((value) => [JSON.stringify(toPlain(value)), value]));
  const unique = [...seen.values()];
  return Value.of(['set', element], element === 'string' ? unique.sort(byText) : sortNumbers(element, unique));
}

function toPrimitive(value: Value, to: PrimitiveType): Value {
  const { content } = value;
  if (to === 'string' && typeof content === 'number') {
    return string(formatNumber(content));
  }
  if (to === 'string' && typeof content === 'boolean') {
    return string(String(content));
  }
  if (to === 'number' && typeof content === 'string') {
    const amount = parseNumber(content);
    if (amount !== undefined) {
      return number(amount);
    }
  }
  if (to === 'bool' && (content === 'true' || content === '1')) {
    return bool(true);
  }
  if (to === 'bool' && (content === 'false' || content === '0')) {
    return bool(false);
  }
  throw mismatch(value, to);
}

function toCollection(value: Value, to: Exclude<Type, string>): Value {
  switch (to[0]) {
    case 'list':
    case 'set':
      return toRow(value, to[0], to[1]);
    case 'map':
      return toMap(value, to[1]);
    case 'object':
      return toObject(value, to[1]);
    case 'tuple':
      return toTuple(value, to[1]);
  }
}

function toRow(value: Value, kind: 'list' | 'set', element: Type): Value {
  if (!isSequence(value.type)) {
    throw mismatch(value, [kind, element]);
  }
  const elements = elementsOf(value);
  const inner = element === 'dynamic' ? common(elements, value) : element;
  const converted = elements.map((part, i) => within(`[${i}]`, () => convert(part, inner)));
  return kind === 'set' ? toSet(inner, converted) : Value.of(['list', inner], converted);
}

function toMap(value: Value, element: Type): Value {
  if (!isMapping(value.type)) {
    throw mismatch(value, ['map', element]);
  }
  const entries = entriesOf(value);
  const inner =
    element === 'dynamic'
      ? common(
          entries.map(([, part]) => part),
          value,
        )
      : element;
  return Value.of(
    ['map', inner],
    new Map(entries.map(([name, part]) => [name, within(`.${name}`, () => convert(part, inner))])),
  );
}

function toObject(value: Value, attributes: Readonly<Record<string, Type>>): Value {
  if (!isMapping(value.type)) {
    throw mismatch(value, ['object', attributes]);
  }
  const parts = new Map(entriesOf(value));
  return Value.of(
    ['object', attributes],
    new Map(
      Object.entries(attributes).map(([name, type]) => {
        const part = parts.get(name);
        if (part === undefined) {
          throw new ExpressionError(`lacks the attribute ${name}`);
        }
        return [name, within(`.${name}`, () => convert(part, type))];
      }),
    ),
  );
}

function toTuple(value: Value, types: readonly Type[]): Value {
  const elements = isSequence(value.type) ? elementsOf(value) : [];
  if (!Array.isArray(value.type) || value.type[0] !== 'tuple' || elements.length !== types.length) {
    throw mismatch(value, ['tuple', types]);
  }
  return Value.of(
    ['tuple', types],
    elements.map((part, i) => within(`[${i}]`, () => convert(part, types[i] ?? 'dynamic'))),
  );
}

function common(parts: readonly Value[], value: Value): Type {
  const type = elementType(value.type) ?? unify(parts.map((part) => part.type));
  if (type === undefined) {
    throw new ExpressionError('its parts have no type in common');
  }
  return type;
}

function within<T>(step: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    // Only the innermost conversion knows what is wrong, only the outer ones know where.
    throw error instanceof ExpressionError && error.constructor === ExpressionError
      ? new ExpressionError(
          `${step}${error.message.startsWith('[') || error.message.startsWith('.') ? '' : ' '}${error.message}`,
        )
      : error;
  }
}

function mismatch(value: Value, to: Type): ExpressionError {
  const { content } = value;
  const got = value.sensitive || typeof content === 'object' ? describeType(value.type) : JSON.stringify(content);
  return new ExpressionError(`must be ${describeType(to)}; got ${got}`);
}

function byText(left: Value, right: Value): number {
  return compareText(textOf(left) ?? '', textOf(right) ?? '');
}

function sortNumbers(element: Type, values: Value[]): readonly Value[] {
  return element === 'number' || element === 'bool'
    ? values.sort((left, right) => Number(left.content) - Number(right.content))
    : values;
}
