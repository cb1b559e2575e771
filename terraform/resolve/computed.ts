import { ExpressionError } from '../expressions/expression-error';
import { ProblemError, at } from '../problem-error';
import { inside } from '../place';
import type { Place } from '../place';
import { convert, toSet } from '../values/convert';
import { elementType } from '../values/type';
import type { Type } from '../values/type';
import { fromPlain, Value } from '../values/value';

/**
 * What a cloud gives for a computed attribute, as a value of the schema's type.
 *
 * A cloud need not know every attribute of an object: one that it leaves out fails when it is read.
 *
 * @throws ProblemError when the cloud does not know it or gives another type
 */
export function computedValue(given: unknown, type: Type, place: Place): Value {
  if (given === undefined) {
    throw new ProblemError({
      ...place,
      message: 'is known only to the cloud, and no stand-in gave it a value',
    });
  }
  const element = elementType(type);
  if (Array.isArray(given) && element !== undefined && type[0] !== 'map') {
    const parts = (given as unknown[]).map((part, i) => computedValue(part, element, inside(place, i)));
    return type[0] === 'set' ? toSet(element, parts) : Value.of(type, parts);
  }
  if (typeof type === 'object' && type[0] === 'object' && typeof given === 'object' && given !== null) {
    const known = new Map(Object.entries(given) as [string, unknown][]);
    const parts = Object.entries(type[1]).map(([name, inner]) => {
      const part = Value.lazy(inner, () => computedValue(known.get(name), inner, inside(place, name)));
      return [name, part] as const;
    });
    return Value.of(type, new Map(parts));
  }
  return at(place, () => {
    try {
      return convert(fromPlain(given), type);
    } catch (error) {
      throw error instanceof ExpressionError
        ? new ExpressionError(`is given by the cloud with another type: ${error.message}`)
        : error;
    }
  });
}
