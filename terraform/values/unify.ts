import { elementType, isPrimitive, isSequence, sameType } from './type';
import type { Type } from './type';

/**
 * The one type that values of all these types convert to without a loss.
 *
 * It decides what `cond ? a : b`, `tolist`, `coalesce` and the like yield.
 *
 * @returns undefined when there is none
 */
export function unify(types: readonly Type[]): Type | undefined {
  const known = types.filter((type) => type !== 'dynamic');
  const [first] = known;
  if (first === undefined) {
    return 'dynamic';
  }
  if (known.every((type) => sameType(type, first))) {
    return first;
  }
  if (known.every(isPrimitive)) {
    // A number and a boolean meet only where there is a string among them.
    return known.includes('string') ? 'string' : undefined;
  }
  if (known.every((type) => kind(type) === 'object')) {
    return unifyObjects(known) ?? collection('map', known);
  }
  if (known.every((type) => kind(type) === 'tuple')) {
    return unifyTuples(known) ?? collection('list', known);
  }
  if (known.every((type) => kind(type) === 'map' || kind(type) === 'object')) {
    return collection('map', known);
  }
  if (known.every(isSequence)) {
    const kinds = known.map(kind);
    return collection(kinds.includes('set') && !kinds.includes('list') ? 'set' : 'list', known);
  }
  return undefined;
}

/** The types of a value's parts, in order. */
function partTypes(type: Type): readonly Type[] {
  const element = elementType(type);
  if (element !== undefined) {
    return [element];
  }
  if (Array.isArray(type) && type[0] === 'tuple') {
    return type[1] as readonly Type[];
  }
  return Array.isArray(type) ? Object.values(type[1] as Readonly<Record<string, Type>>) : [];
}

function collection(into: 'list' | 'set' | 'map', types: readonly Type[]): Type | undefined {
  const element = unify(types.flatMap(partTypes));
  return element && [into, element];
}

function unifyObjects(types: readonly Type[]): Type | undefined {
  const shapes = types.map((type) => type[1] as Readonly<Record<string, Type>>);
  const names = Object.keys(shapes[0] ?? {});
  const alike = shapes.every(
    (shape) => Object.keys(shape).length === names.length && names.every((name) => Object.hasOwn(shape, name)),
  );
  const parts = names.map((name) => unify(shapes.map((shape) => shape[name] ?? 'dynamic')));
  return alike && parts.every((part) => part !== undefined)
    ? ['object', Object.fromEntries(names.map((name, i) => [name, parts[i] ?? 'dynamic']))]
    : undefined;
}

function unifyTuples(types: readonly Type[]): Type | undefined {
  const rows = types.map((type) => type[1] as readonly Type[]);
  const width = rows[0]?.length ?? 0;
  const parts = Array.from({ length: width }, (_, i) => unify(rows.map((row) => row[i] ?? 'dynamic')));
  return rows.every((row) => row.length === width) && parts.every((part) => part !== undefined)
    ? ['tuple', parts]
    : undefined;
}

function kind(type: Type): string {
  return typeof type === 'string' ? type : type[0];
}
