import { stringsIn } from '../../../terraform';
import type { Block } from '../blocks';
import type { Difference } from '../compare-values';
import type { Kind } from '../diff';
import { isAccessDifference } from './access';
import { secretSettings } from './secret-references';

/** What a block does not tell alone, but the others of its document. */
export interface DocumentContext {
  /** Addresses of variables, locals and data sources that something about access takes its value from. */
  readonly inputs: ReadonlySet<string>;
  /** Whether a dynamic group or a policy goes by tags, so that a tag lets its bearer in. */
  readonly grantsByTag: boolean;
  /** Variables and locals that hold a secret, as expressions name them: `var.pin`. */
  readonly secretSettings: ReadonlySet<string>;
}

const REFERENCE = /(?<![\w.-])(?:(?:var|local)\.[\w-]+|data\.[\w-]+\.[\w-]+)/g;

export function contextOf(blocks: readonly Block[]): DocumentContext {
  const inputs = inputsOf(blocks);
  return { inputs, grantsByTag: goesByTag(blocks, inputs), secretSettings: secretSettings(blocks) };
}

/** Whether a difference decides about access because of what else stands in the document. */
export function isAccessInContext(
  { inputs, grantsByTag }: DocumentContext,
  { address, type, mode }: Block,
  became: Kind,
  { path }: Difference,
): boolean {
  if (mode === 'managed') return grantsByTag && /^defined_tags(\.|$)/.test(path);
  // What takes its value from a new block is new or changed itself, and tells of it.
  if (became !== 'changed' || !inputs.has(address)) return false;
  return type !== 'variable' || /^default(\.|\[|$)/.test(path);
}

/** As in `tag.roles.signer.value = 'yes'`, which a local may hold. */
function goesByTag(blocks: readonly Block[], inputs: ReadonlySet<string>): boolean {
  return blocks
    .filter(
      ({ type, mode, address }) => (mode === 'managed' && type.startsWith('oci_identity_')) || inputs.has(address),
    )
    .some(({ attributes }) => stringsIn(attributes).some((text) => /\btag\.[\w-]+\./.test(text)));
}

/** A policy that names a local names what the local names too. */
function inputsOf(blocks: readonly Block[]): ReadonlySet<string> {
  const inputs = new Set(blocks.filter(isUser).flatMap(accessStrings).flatMap(referencesIn));
  for (let size = 0; size < inputs.size;) {
    size = inputs.size;
    const named = blocks.filter(({ address }) => inputs.has(address));
    for (const address of named.flatMap(({ attributes }) => stringsIn(attributes).flatMap(referencesIn))) {
      inputs.add(address);
    }
  }
  return inputs;
}

function isUser({ type }: Block): boolean {
  return type !== 'variable' && type !== 'local' && type !== 'output';
}

function accessStrings(block: Block): readonly string[] {
  return Object.entries(block.attributes)
    .filter(([path, after]) => isAccessDifference(block, 'changed', { path, kind: 'added', after }))
    .flatMap(([, value]) => stringsIn(value));
}

function referencesIn(text: string): readonly string[] {
  return [...text.matchAll(REFERENCE)].map(([name]) => name.replace(/^var\./, 'variable.'));
}
