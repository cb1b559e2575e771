import { asArray, isObject } from '../document';
import type { Lookup } from '../expressions/evaluate';
import { inside } from '../place';
import type { Place } from '../place';
import { ProblemError } from '../problem-error';
import { toPlain } from '../values/value';
import { jsonValue } from './json-value';

/**
 * Evaluates `validation`, `precondition` and `postcondition` blocks.
 *
 * @throws ProblemError with the block's own message when a condition does not hold
 */
export function assertConditions(blocks: unknown, place: Place, lookup: Lookup): void {
  for (const [i, block] of asArray(blocks ?? []).entries()) {
    if (isObject(block)) {
      assertCondition(block['condition'], block['error_message'], inside(place, i), lookup);
    }
  }
}

function assertCondition(condition: unknown, message: unknown, place: Place, lookup: Lookup): void {
  const holds = jsonValue(condition, 'bool', inside(place, 'condition'), lookup).content;
  if (holds !== true) {
    const text = toPlain(jsonValue(message, 'string', inside(place, 'error_message'), lookup));
    throw new ProblemError({ address: place.address, message: String(text) });
  }
}
