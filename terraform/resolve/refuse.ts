import { nestedItems, nestedPlace } from '../check/check-body';
import { blocksOf, isObject } from '../document';
import type { JsonObject, TerraformDocument } from '../document';
import { inside } from '../place';
import type { Place } from '../place';
import type { Problems } from '../problems';
import { blockSchema } from '../schema/provider-schema';
import type { BlockSchema } from '../schema/block-schema';

/** Reports what multiplies blocks: Terraform accepts it, and this reader does not resolve it. */
export function refuseMultiplied(document: TerraformDocument, problems: Problems): void {
  for (const { address, mode, type, body } of blocksOf(document)) {
    for (const name of ['count', 'for_each']) {
      if (Object.hasOwn(body, name) && body[name] !== null) {
        problems.add({ address, attribute: name }, 'is not understood here; write each block out');
      }
    }
    refuseDynamic(body, blockSchema(mode, type) ?? {}, { address }, problems);
  }
}

function refuseDynamic(body: JsonObject, schema: BlockSchema, place: Place, problems: Problems): void {
  if (Object.hasOwn(body, 'dynamic')) {
    problems.add(inside(place, 'dynamic'), 'is not understood here; write each block out');
  }
  for (const [name, nested] of Object.entries(schema.block_types ?? {})) {
    nestedItems(body, name).forEach((item, i) => {
      if (isObject(item)) {
        refuseDynamic(item, nested.block, nestedPlace(place, name, nested, i), problems);
      }
    });
  }
}
