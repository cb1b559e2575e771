import { asArray, blocksOf, isObject } from '../document';
import type { JsonObject, TerraformDocument } from '../document';
import { inside } from '../problems';
import type { Place, Problems } from '../problems';

/** Reports what multiplies blocks: Terraform accepts it, and this reader does not resolve it. */
export function refuseMultiplied(document: TerraformDocument, problems: Problems): void {
  for (const { address, body } of blocksOf(document)) {
    for (const name of ['count', 'for_each']) {
      if (Object.hasOwn(body, name) && body[name] !== null) {
        problems.add({ address, attribute: name }, 'is not understood here; write each block out');
      }
    }
    refuseDynamic(body, { address }, problems);
  }
}

function refuseDynamic(body: JsonObject, place: Place, problems: Problems): void {
  for (const [name, value] of Object.entries(body)) {
    if (name === 'dynamic') {
      problems.add(inside(place, name), 'is not understood here; write each block out');
    } else if (Array.isArray(value) || isObject(value)) {
      asArray(value).forEach((item, i) => {
        if (isObject(item)) {
          refuseDynamic(item, inside(inside(place, name), i), problems);
        }
      });
    }
  }
}
