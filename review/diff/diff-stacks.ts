import { DocumentError } from '../document-error';
import type { Documents, StackDocument } from '../read-documents';
import type { StackDiff } from './diff';
import { diffDocuments } from './diff-documents';

/**
 * Compares two sets of synthesized documents, stack by stack. One document is compared with one document whatever their
 * stacks are called, and with the stack of its name among several.
 *
 * @throws DocumentError when there is no stack of that name
 */
export function diffStacks(before: Documents, after: Documents): readonly StackDiff[] {
  return pairs(before, after).map(({ name, old, next }) => ({
    name,
    blocks: diffDocuments(old?.document ?? {}, next?.document ?? {}),
  }));
}

interface StackPair {
  readonly name: string;
  readonly old?: StackDocument;
  readonly next?: StackDocument;
}

function pairs(before: Documents, after: Documents): readonly StackPair[] {
  if (before.single && after.single) return [pairOf(before.stacks[0], after.stacks[0])];
  if (before.single) return [pairOf(before.stacks[0], namesake(before, after))];
  if (after.single) return [pairOf(namesake(after, before), after.stacks[0])];
  const names = [...new Set([...before.stacks, ...after.stacks].map(({ name }) => name))].sort();
  return names.map((name) => ({ name, old: tryNamed(before, name), next: tryNamed(after, name) }));
}

function pairOf(old: StackDocument | undefined, next: StackDocument | undefined): StackPair {
  return { name: next?.name ?? old?.name ?? '', old, next };
}

function tryNamed({ stacks }: Documents, name: string): StackDocument | undefined {
  return stacks.find((stack) => stack.name === name);
}

function namesake({ stacks: [one] }: Documents, others: Documents): StackDocument {
  const found = tryNamed(others, one?.name ?? '');
  if (found !== undefined) return found;
  const names = others.stacks.map(({ name }) => name).join(', ') || 'none';
  throw new DocumentError(`there is no stack ${one?.name ?? ''} to compare with; expected one of: ${names}.`);
}
