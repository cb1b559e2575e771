import { asArray, isObject } from '../../../terraform';

export type Attributes = Readonly<Record<string, unknown>>;

/** A block that may stand once is written as an object or as a list of one. */
export function items(value: unknown): readonly Attributes[] {
  return asArray(value).filter(isObject);
}
