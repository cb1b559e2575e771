import { entriesOf, isObject } from '../document';
import type { JsonObject, TerraformDocument } from '../document';
import { ANYTHING, parseTypeConstraint } from '../expressions/type-constraint';
import type { Lookup } from '../expressions/evaluate';
import { at, ProblemError } from '../problem-error';
import { inside } from '../place';
import type { Place } from '../place';
import type { Problems } from '../problems';
import { convert } from '../values/convert';
import { fromPlain, Value } from '../values/value';
import { assertConditions } from './conditions';

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
      throw new ProblemError({
        ...place,
        message: given === null ? 'must not be null' : 'has no value: none was given and it has no default',
      });
    }
    const value = fromPlain(useDefault ? body['default'] : given);
    const converted =
      value.content === null ? Value.of(constraint.type, null) : convert(constraint.fill(value), constraint.type);
    return sensitive === true ? converted.marked(true) : converted;
  });
}

/** Reports values that are given for variables that the document does not declare. */
export function refuseUndeclared(
  document: TerraformDocument,
  given: Readonly<Record<string, unknown>>,
  problems: Problems,
): void {
  const declared = entriesOf(document, 'variable').map(([name]) => name);
  for (const name of Object.keys(given).filter((key) => given[key] !== undefined && !declared.includes(key))) {
    problems.add({ address: `variable.${name}` }, `is not declared; declared: ${declared.join(', ') || 'none'}`);
  }
}

/** Works out every variable and reports those that have no value or fail their own `validation`. */
export function settleVariables(document: TerraformDocument, lookup: Lookup, problems: Problems): void {
  for (const [name, body] of entriesOf(document, 'variable')) {
    problems.attempt(() => {
      lookup({ names: ['var', name], steps: [] });
      if (isObject(body)) {
        assertConditions(body['validation'], inside({ address: `variable.${name}` }, 'validation'), lookup);
      }
    });
  }
}
