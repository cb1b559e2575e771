import { asArray, isObject } from '../../terraform';
import type { JsonObject } from '../../terraform';

/** A section's or block's part by its name; empty when it is not there. */
export function recordAt(value: unknown, ...names: readonly string[]): JsonObject {
  const found = names.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), value);
  return isObject(found) ? found : {};
}

/** What may be there once or several times, as blocks may. */
export function listAt(value: JsonObject, name: string): readonly JsonObject[] {
  return asArray(value[name]).filter(isObject);
}
