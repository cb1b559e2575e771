import { ExpressionError } from '../expressions/expression-error';
import { equal } from '../expressions/operators';
import { convert } from '../values/convert';
import { describeType, elementType, isMapping, isSequence, sameType } from '../values/type';
import type { Type } from '../values/type';
import { unify } from '../values/unify';
import { bool, elementsOf, entriesOf, list, NULL, number, object, string, tuple, Value } from '../values/value';
import { ANY, ANY_OR_NULL, NUMBER, TEXT, text } from './function';
import type { TerraformFunction } from './function';
import { graphemes } from './strings';

/** Functions on lists, sets and maps. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  coalesce: { parameters: [], rest: ANY_OR_NULL, keepsMarks: true, call: coalesce },
  concat: { parameters: [ANY], rest: ANY, keepsMarks: true, call: concat },
  contains: {
    parameters: [ANY, ANY],
    call: ([row, wanted]) => bool(rowOf(row).some((element) => equal(element, wanted ?? NULL))),
  },
  element: { parameters: [ANY, NUMBER], keepsMarks: true, call: element },
  flatten: { parameters: [ANY], keepsMarks: true, call: ([row]) => tuple(rowOf(row).flatMap(flat)) },
  keys: { parameters: [ANY], call: keys },
  length: { parameters: [ANY], call: ([whole]) => number(length(whole)) },
  lookup: { parameters: [ANY, TEXT, ANY_OR_NULL], optional: 1, keepsMarks: true, call: lookup },
  merge: { parameters: [], rest: ANY_OR_NULL, keepsMarks: true, call: merge },
  one: { parameters: [ANY], keepsMarks: true, call: one },
  values: { parameters: [ANY], keepsMarks: true, call: values },
};

function coalesce(args: readonly Value[]): Value {
  const type = unify(args.map((arg) => arg.type));
  if (type === undefined) {
    throw new ExpressionError('the arguments have no type in common');
  }
  const found = args.find(({ content }) => content !== null && content !== '');
  if (found === undefined) {
    throw new ExpressionError('every argument is null or empty');
  }
  return convert(found, type);
}

function concat(rows: readonly Value[]): Value {
  if (rows.some(({ type }) => type[0] === 'set')) {
    throw new ExpressionError('a set has no order; tolist() gives it one');
  }
  const common = rows.every(({ type }) => type[0] === 'list') ? unify(rows.map(({ type }) => type)) : undefined;
  const elements = rows.flatMap((row) => rowOf(common ? convert(row, common) : row));
  return common ? Value.of(common, elements) : tuple(elements);
}

function element([row, position]: readonly Value[]): Value {
  if (row?.type[0] === 'set') {
    throw new ExpressionError('a set has no order; tolist() gives it one');
  }
  const elements = rowOf(row);
  const index = Number(position?.content);
  if (!Number.isInteger(index) || index < 0 || elements.length === 0) {
    throw new ExpressionError(`there is no element ${index} in a list of ${elements.length}`);
  }
  return elements[index % elements.length] ?? NULL;
}

function keys([map]: readonly Value[]): Value {
  const names = partsOf(map).map(([name]) => string(name));
  return map?.type[0] === 'map' ? list('string', names) : tuple(names);
}

function values([map]: readonly Value[]): Value {
  const parts = partsOf(map).map(([, part]) => part);
  const inner = map && elementType(map.type);
  return inner ? list(inner, parts) : tuple(parts);
}

function length(whole: Value | undefined): number {
  if (whole?.type === 'string') {
    return graphemes(text(whole)).length;
  }
  return whole !== undefined && isMapping(whole.type) ? entriesOf(whole).length : rowOf(whole).length;
}

function lookup([map, name, fallback]: readonly Value[]): Value {
  const found = partsOf(map).find(([key]) => key === text(name))?.[1];
  const inner = map && elementType(map.type);
  if (found !== undefined) {
    return found;
  }
  if (fallback === undefined) {
    throw new ExpressionError(`there is no ${JSON.stringify(text(name))} in the map`);
  }
  return inner ? convert(fallback, inner) : fallback;
}

function merge(maps: readonly Value[]): Value {
  const given = maps.filter(({ content }) => content !== null);
  const entries = new Map(given.flatMap((map) => partsOf(map)));
  const inner = given.map(({ type }) => (type[0] === 'map' ? elementType(type) : undefined));
  const [first] = inner;
  const alike = first !== undefined && inner.every((type) => type !== undefined && sameType(type, first));
  return alike ? Value.of(['map', first], entries) : object(entries);
}

function one([row]: readonly Value[]): Value {
  const elements = rowOf(row);
  if (elements.length > 1) {
    throw new ExpressionError(`must be a list of none or one; got ${elements.length}`);
  }
  const inner: Type = elementType(row?.type ?? 'dynamic') ?? 'dynamic';
  return elements[0] ?? Value.of(inner, null);
}

function flat(value: Value): readonly Value[] {
  return value.content !== null && isSequence(value.type) ? rowOf(value).flatMap(flat) : [value];
}

function rowOf(row: Value | undefined): readonly Value[] {
  if (row === undefined || !isSequence(row.type)) {
    throw new ExpressionError(`needs a list; got ${describeType(row?.type ?? 'dynamic')}`);
  }
  return elementsOf(row);
}

function partsOf(map: Value | undefined): readonly (readonly [string, Value])[] {
  if (map === undefined || !isMapping(map.type)) {
    throw new ExpressionError(`needs a map; got ${describeType(map?.type ?? 'dynamic')}`);
  }
  return entriesOf(map);
}
