/**
 * A Terraform type, in the notation of `terraform providers schema -json`.
 *
 * `dynamic` is the type of a bare `null`, and the constraint `any`.
 */
export type Type =
  | PrimitiveType
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['object', Readonly<Record<string, Type>>]
  | readonly ['tuple', readonly Type[]];

/** The types that convert to and from each other by their text. */
export type PrimitiveType = 'string' | 'number' | 'bool';

/** Whether a value of the type has no parts. */
export function isPrimitive(type: Type): type is PrimitiveType {
  return type === 'string' || type === 'number' || type === 'bool';
}

/** The type of what a list, set or map holds; undefined for every other type. */
export function elementType(type: Type): Type | undefined {
  return Array.isArray(type) && (type[0] === 'list' || type[0] === 'set' || type[0] === 'map')
    ? (type[1] as Type)
    : undefined;
}

/** Whether a value of the type is a row of elements: a list, a set or a tuple. */
export function isSequence(type: Type): boolean {
  return Array.isArray(type) && (type[0] === 'list' || type[0] === 'set' || type[0] === 'tuple');
}

/** Whether a value of the type has named parts: a map or an object. */
export function isMapping(type: Type): boolean {
  return Array.isArray(type) && (type[0] === 'map' || type[0] === 'object');
}

/** Whether two types are one and the same, down to the last attribute. */
export function sameType(left: Type, right: Type): boolean {
  return left === right || describeType(left) === describeType(right);
}

/** The type as a user writes it in a variable's `type`. */
export function describeType(type: Type): string {
  if (typeof type === 'string') {
    return type === 'dynamic' ? 'any' : type;
  }
  switch (type[0]) {
    case 'object': {
      const attributes = Object.entries(type[1]).sort(([left], [right]) => (left < right ? -1 : 1));
      return `object({${attributes.map(([name, inner]) => `${name}=${describeType(inner)}`).join(', ')}})`;
    }
    case 'tuple':
      return `tuple([${type[1].map(describeType).join(', ')}])`;
    default:
      return `${type[0]}(${describeType(type[1])})`;
  }
}
