import { isObject } from '../document';
import { evaluate } from '../expressions/evaluate';
import type { Lookup } from '../expressions/evaluate';
import { ExpressionError } from '../expressions/expression-error';
import { isTemplate, parseTemplate } from '../expressions/template';
import { at } from '../problem-error';
import { inside } from '../place';
import type { Place } from '../place';
import { convert, textOf } from '../values/convert';
import { elementType } from '../values/type';
import type { Type } from '../values/type';
import { fromPlain, object, tuple, Value } from '../values/value';

/**
 * The value of a piece of the document, of the type that the schema wants.
 *
 * Parts of lists and maps are worked out one by one when they are read, so that one that fails leaves the others whole.
 *
 * @throws ProblemError when it has no value, with the place of the innermost piece
 */
export function jsonValue(json: unknown, type: Type, place: Place, lookup: Lookup): Value {
  const element = elementType(type);
  if (Array.isArray(json) && type[0] === 'list' && element !== undefined && element !== 'dynamic') {
    const parts = (json as unknown[]).map((part, i) => lazily(part, element, inside(place, i), lookup));
    return Value.of(type, parts);
  }
  if (isObject(json) && type[0] === 'map' && element !== undefined && element !== 'dynamic') {
    const parts = Object.entries(json).map(
      ([name, part]) => [key(name, place, lookup), lazily(part, element, inside(place, name), lookup)] as const,
    );
    return Value.of(type, new Map(parts));
  }
  const value = freeValue(json, place, lookup);
  return at(place, () => convert(value, type));
}

/** The value of a piece of the document with the type that it has by itself. */
function freeValue(json: unknown, place: Place, lookup: Lookup): Value {
  if (typeof json === 'string' && isTemplate(json)) {
    return at(place, () => evaluate(parseTemplate(json), lookup));
  }
  if (Array.isArray(json)) {
    return tuple(json.map((part: unknown, i) => freeValue(part, inside(place, i), lookup)));
  }
  if (isObject(json)) {
    return object(
      Object.entries(json).map(([name, part]) => [
        key(name, place, lookup),
        freeValue(part, inside(place, name), lookup),
      ]),
    );
  }
  return at(place, () => fromPlain(json));
}

function lazily(json: unknown, type: Type, place: Place, lookup: Lookup): Value {
  return Value.lazy(type, () => jsonValue(json, type, place, lookup));
}

/** The names of a map are templates as well. */
function key(name: string, place: Place, lookup: Lookup): string {
  if (!isTemplate(name)) {
    return name;
  }
  return at(place, () => {
    const text = textOf(evaluate(parseTemplate(name), lookup));
    if (text === undefined) {
      throw new ExpressionError('the key of a map is null');
    }
    return text;
  });
}
