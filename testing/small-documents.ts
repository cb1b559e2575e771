import { diffDocuments } from '../review';
import type { BlockDiff, Change } from '../review';
import type { TerraformDocument } from '../terraform';

type Attributes = Readonly<Record<string, unknown>>;

/** A document with resources alone, by address. */
export function documentOf(resources: Readonly<Record<string, Attributes>>): TerraformDocument {
  const resource: Record<string, Record<string, Attributes>> = {};
  for (const [address, body] of Object.entries(resources)) {
    const [type = '', name = ''] = address.split('.');
    resource[type] = { ...resource[type], [name]: body };
  }
  return { resource };
}

/** What differs between two states of one resource. */
export function changesOf(type: string, before: Attributes, after: Attributes): readonly Change[] {
  return blockOf(type, before, after)?.changes ?? [];
}

/** The difference of one resource; undefined when there is none. */
export function blockOf(type: string, before: Attributes, after: Attributes): BlockDiff | undefined {
  const address = `${type}.One`;
  return diffDocuments(documentOf({ [address]: before }), documentOf({ [address]: after }))[0];
}
