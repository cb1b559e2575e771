import { entriesOf, isObject } from '../document';
import type { JsonObject, TerraformDocument } from '../document';
import type { Lookup } from '../expressions/evaluate';
import type { StackOutput } from '../model/stack';
import { inside } from '../place';
import type { Place } from '../place';
import type { Problems } from '../problems';
import { holdsSensitive } from '../values/value';
import { assertConditions } from './conditions';
import { jsonValue } from './json-value';
import { settleValue } from './settle';

/** The outputs of a document with their values. */
export function readOutputs(document: TerraformDocument, lookup: Lookup, problems: Problems): readonly StackOutput[] {
  return entriesOf(document, 'output').flatMap(([name, body]) =>
    isObject(body) ? [readOutput(name, body, lookup, problems)] : [],
  );
}

function readOutput(name: string, body: JsonObject, lookup: Lookup, problems: Problems): StackOutput {
  const place: Place = { address: `output.${name}` };
  const sensitive = body['sensitive'] === true;
  const value = problems.attempt(() => {
    assertConditions(body['precondition'], inside(place, 'precondition'), lookup);
    const result = jsonValue(body['value'], 'dynamic', inside(place, 'value'), lookup);
    if (holdsSensitive(result) && !sensitive) {
      problems.add(inside(place, 'sensitive'), 'must be true, since the value refers to a sensitive one');
    }
    return result;
  });
  const { description } = body;
  return {
    name,
    value: value && settleValue(value, inside(place, 'value'), problems),
    sensitive,
    ...(typeof description === 'string' && { description }),
  };
}
