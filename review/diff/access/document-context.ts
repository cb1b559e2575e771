import { stringsIn } from '../../../terraform';
import type { Block } from '../blocks';
import { isAccessDifference } from './access';
import { secretSettings } from './secret-references';

/** What a block does not tell alone, but the others of its document. */
export interface DocumentContext {
  /** Addresses of variables, locals and data sources that something about access takes its value from. */
  readonly inputs: ReadonlySet<string>;
  /** Variables and locals that hold a secret, as expressions name them: `var.pin`. */
  readonly secretSettings: ReadonlySet<string>;
}

const REFERENCE = /(?<![\w.-])(?:(?:var|local)\.[\w-]+|data\.[\w-]+\.[\w-]+)/g;

export function contextOf(blocks: readonly Block[]): DocumentContext {
  return { inputs: inputsOf(blocks), secretSettings: secretSettings(blocks) };
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
