import { blocksOf, entriesOf, isObject } from '../../terraform';
import type { TerraformDocument } from '../../terraform';

/** A piece of a document that has an address. */
export interface Block {
  readonly address: string;
  /** `oci_core_vcn`; `variable`, `output`, `terraform`, … for what is neither resource nor data source. */
  readonly type: string;
  readonly mode: 'managed' | 'data' | 'other';
  readonly construct?: string;
  /** Without cdktf's comments. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

const NAMED: Readonly<Record<string, string>> = {
  variable: 'variable',
  output: 'output',
  module: 'module',
  locals: 'local',
};
/** Moves are told of what they move. */
const READ = new Set(['//', 'resource', 'data', 'moved', ...Object.keys(NAMED)]);

/** Every piece of a document by its address. What stands in sections that are not known is a piece too: nothing goes unseen. */
export function blocksByAddress(document: TerraformDocument): ReadonlyMap<string, Block> {
  const resources = blocksOf(document).map(({ address, mode, type, body }): Block => ({
    address,
    type,
    mode,
    ...constructOf(body),
    attributes: attributesOf(body),
  }));
  const named = Object.entries(NAMED).flatMap(([section, prefix]) =>
    entriesOf(document, section).map(([name, body]) => other(`${prefix}.${name}`, prefix, body)),
  );
  const sections = Object.entries(document).filter(([name]) => !READ.has(name));
  const others = sections.map(([name, body]) => other(name, name, body));
  return new Map([...resources, ...named, ...others].map((block) => [block.address, block]));
}

function other(address: string, type: string, body: unknown): Block {
  const attributes = isObject(body) ? attributesOf(body) : { value: body };
  return { address, type, mode: 'other', attributes };
}

function attributesOf(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== '//'));
}

/** The path that cdktf notes, without the stack's own name. */
function constructOf(body: Readonly<Record<string, unknown>>): { construct?: string } {
  const comment = body['//'];
  const metadata = isObject(comment) ? comment['metadata'] : undefined;
  const path = isObject(metadata) ? metadata['path'] : undefined;
  return typeof path === 'string' && path.includes('/') ? { construct: path.slice(path.indexOf('/') + 1) } : {};
}
