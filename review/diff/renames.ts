import { asArray, isObject, mapStrings } from '../../terraform';
import { isDeepStrictEqual } from 'node:util';
import type { TerraformDocument } from '../../terraform';
import type { Block } from './blocks';

/** New addresses by old ones. */
export type Renames = ReadonlyMap<string, string>;

/** Moves that the document itself declares, as `moveTo` of a construct does. */
export function declaredMoves(document: TerraformDocument): Renames {
  return new Map(
    asArray(document['moved']).flatMap((entry) => {
      const { from, to } = isObject(entry) ? entry : {};
      return typeof from === 'string' && typeof to === 'string' ? [[from, to] as const] : [];
    }),
  );
}

/**
 * Finds what is gone under one address and there with the same content under another. What refers to something that was
 * renamed counts as the same: a construct that is renamed takes all that it holds along.
 */
export function findRenames(removed: readonly Block[], added: readonly Block[], known: Renames): Renames {
  const renames = new Map<string, string>();
  for (let found = true; found;) {
    found = false;
    const all = new Map([...known, ...renames]);
    const taken = new Set(renames.values());
    for (const old of removed.filter(({ address }) => !renames.has(address))) {
      const attributes = withReferences(old.attributes, all);
      const next = added.find(
        (block) =>
          block.type === old.type &&
          block.mode === old.mode &&
          !taken.has(block.address) &&
          isDeepStrictEqual(block.attributes, attributes),
      );
      if (next === undefined) continue;
      renames.set(old.address, next.address);
      taken.add(next.address);
      found = true;
    }
  }
  return renames;
}

/** Names that Terraform would read as one are replaced as one, in expressions and in `depends_on`. */
function withReferences(value: unknown, renames: Renames): unknown {
  return mapStrings(value, (text) =>
    text.replaceAll(/(?<![\w.-])(data\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*/g, (name) => renames.get(name) ?? name),
  );
}
