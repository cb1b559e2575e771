import { asArray, entriesOf, isObject } from '../document';
import type { JsonObject, TerraformDocument } from '../document';
import { ANYTHING, parseTypeConstraint } from '../expressions/type-constraint';
import type { Lookup } from '../expressions/evaluate';
import { at, ProblemError } from '../problem-error';
import { inside } from '../problems';
import type { Place, Problems } from '../problems';
import { convert } from '../values/convert';
import { fromPlain, toPlain, Value } from '../values/value';
import { jsonValue } from './json-value';

/**
 * The value of a variable: as given, else its default.
 *
 * @throws ProblemError when there is none or it is not of the variable's type
 */
export function variableValue(name: string, body: JsonObject, given: unknown): Value {
  const place: Place = { address: `variable.${name}` };
  const { type, nullable, sensitive } = body;
  return at(place, () => {
    const constraint = typeof type === 'string' ? parseTypeConstraint(type.replace(/^\$\{(.*)\}$/s, '$1')) : ANYTHING;
    const hasDefault = Object.hasOwn(body, 'default');
    const useDefault = given === undefined || (given === null && nullable === false);
    if (useDefault && !hasDefault) {
      const what = given === null ? 'must not be null' : 'has no value and no default';
      throw new ProblemError({ ...place, message: `${what}. Give it one` });
    }
    const value = fromPlain(useDefault ? body['default'] : given);
    const converted =
      value.content === null ? Value.of(constraint.type, null) : convert(constraint.fill(value), constraint.type);
    return sensitive === true ? converted.marked(true) : converted;
  });
}

/** Reports values that are given for variables that the document does not declare. */
export function refuseUndeclared(document: TerraformDocument, given: Readonly<Record<string, unknown>>, problems: Problems): void {
  const declared = entriesOf(document, 'variable').map(([name]) => name);
  for (const name of Object.keys(given).filter((key) => given[key] !== undefined && !declared.includes(key))) {
    problems.add({ address: `variable.${name}` }, `is not declared; declared: ${declared.join(', ') || 'none'}`);
  }
}

/**
 * Evaluates `validation`, `precondition` and `postcondition` blocks.
 *
 * @throws ProblemError with the block's own message when a condition does not hold
 */
export function assertConditions(blocks: unknown, place: Place, lookup: Lookup): void {
  for (const [i, block] of asArray(blocks ?? []).entries()) {
    if (!isObject(block)) {
      continue;
    }
    const condition = jsonValue(block['condition'], 'bool', inside(inside(place, i), 'condition'), lookup);
    if (condition.content !== true) {
      const message = jsonValue(block['error_message'], 'string', inside(inside(place, i), 'error_message'), lookup);
      throw new ProblemError({ address: place.address, message: String(toPlain(message)) });
    }
  }
}
