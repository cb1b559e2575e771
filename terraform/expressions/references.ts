import { childrenOf } from './syntax';
import type { Expression, Step } from './syntax';

/** One step of a reference behind the name of what it refers to; a splat stands for any element. */
export type ReferenceStep = Step | { readonly kind: 'each' };

/** A reference as written: `oci_core_vcn.Network.cidr_blocks[0]`. */
export interface Reference {
  /** The names that say which thing is meant: `['oci_core_vcn', 'Network']`, `['var', 'region']`. */
  readonly names: readonly string[];
  readonly steps: readonly ReferenceStep[];
}

/** How many names behind the first one say which thing is meant. */
const NAMES_BEHIND: Readonly<Record<string, number>> = { self: 0, data: 2 };

/** Every reference in an expression, also those in branches that will not be taken. */
export function referencesOf(expression: Expression): readonly Reference[] {
  const chain = chainOf(expression);
  if (chain === undefined) {
    return childrenOf(expression).flatMap(referencesOf);
  }
  const inBrackets = chain.steps.flatMap((step) => (step.kind === 'index' ? referencesOf(step.key) : []));
  return [splitReference(chain), ...inBrackets];
}

/** The reference that an expression is, if it is one with only names and no splat before the thing is clear. */
export function asReference(expression: Expression): Reference | undefined {
  const chain = chainOf(expression);
  return chain && splitReference(chain);
}

/** `oci_core_vcn.Network`, `data.oci_core_services.all`, `var.region`: what a reference refers to. */
export function targetOf(reference: Reference): string {
  return reference.names.join('.');
}

/** Whether the reference has all the names that say which thing is meant. */
export function isComplete({ names }: Reference): boolean {
  return names.length === 1 + namesBehind(names[0] ?? '');
}

interface Chain {
  readonly root: string;
  readonly steps: readonly ReferenceStep[];
}

function splitReference({ root, steps }: Chain): Reference {
  const names = [root];
  for (const step of steps.slice(0, namesBehind(root))) {
    if (step.kind !== 'attribute') {
      break;
    }
    names.push(step.name);
  }
  return { names, steps: steps.slice(names.length - 1) };
}

function chainOf(expression: Expression): Chain | undefined {
  switch (expression.kind) {
    case 'root':
      return { root: expression.name, steps: [] };
    case 'access': {
      const chain = chainOf(expression.of);
      return chain && { root: chain.root, steps: [...chain.steps, expression.step] };
    }
    case 'splat': {
      const chain = chainOf(expression.of);
      return chain && { root: chain.root, steps: [...chain.steps, { kind: 'each' }, ...expression.steps] };
    }
    default:
      return undefined;
  }
}

function namesBehind(root: string): number {
  return Object.hasOwn(NAMES_BEHIND, root) ? (NAMES_BEHIND[root] ?? 1) : 1;
}
