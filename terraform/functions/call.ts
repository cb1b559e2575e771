import { NotUnderstoodError } from '../expressions/expression-error';
import type { Value } from '../values/value';
import { COLLECTION_FUNCTIONS } from './collections';
import { CONVERSION_FUNCTIONS } from './conversions';
import { call } from './function';
import type { TerraformFunction } from './function';
import { STRING_FUNCTIONS } from './strings';

const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  [STRING_FUNCTIONS, COLLECTION_FUNCTIONS, CONVERSION_FUNCTIONS].flatMap((table) => Object.entries(table)),
);

/** Functions that decide by themselves which argument they evaluate. */
const LAZY = ['try', 'can'];

/** Whether expressions may call the function. */
export function isKnownFunction(name: string): boolean {
  return FUNCTIONS.has(name) || LAZY.includes(name);
}

/**
 * Calls a function of Terraform's language by its name.
 *
 * @throws NotUnderstoodError when it is not one of those that are implemented
 */
export function callFunction(name: string, args: readonly Value[]): Value {
  const known = FUNCTIONS.get(name);
  if (known === undefined) {
    throw new NotUnderstoodError(`the function ${name}() is`);
  }
  return call(name, known, args);
}
