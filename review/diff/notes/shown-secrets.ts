import type { DocumentContext } from '../access/document-context';
import { secretReferences } from '../access/secret-references';
import type { Block } from '../blocks';

/** Secrets that an output shows to who reads the log of a deploy. */
export function shownSecrets({ attributes }: Block, { secretSettings }: DocumentContext): readonly string[] {
  if (attributes['sensitive'] === true) return [];
  return secretReferences(attributes['value'], secretSettings).map((name) => `a deploy prints a secret: ${name}`);
}

/** A value that was hidden and is not any more. */
export function unhidden(before: Block | undefined, after: Block): readonly string[] {
  const hidden = before?.attributes['sensitive'] === true && after.attributes['sensitive'] !== true;
  return hidden ? ['it is not sensitive any more: a deploy prints its value'] : [];
}
