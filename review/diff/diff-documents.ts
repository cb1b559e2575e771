import type { TerraformDocument } from '../../terraform';
import { blockSchema, stringsIn } from '../../terraform';
import { isAccessDifference } from './access/access';
import { accessRank, isAccessType } from './access/access-types';
import { contextOf, isAccessInContext } from './access/document-context';
import { blocksByAddress } from './blocks';
import type { Block } from './blocks';
import { compareValues } from './compare-values';
import type { BlockDiff, Change, Note } from './diff';
import { notesOf } from './notes/notes';
import type { Side } from './notes/notes';
import { declaredMoves, findRenames } from './renames';
import type { Renames } from './renames';
import { isSecretName } from './secrets';

const RENAMED: Note = {
  text: 'has the same content under another address: it is destroyed and made anew. moveTo and addMoveTarget keep it',
  access: false,
};

/** What differs between two documents of a stack, in the order in which it should be read. An absent document is an empty one. */
export function diffDocuments(before: TerraformDocument, after: TerraformDocument): readonly BlockDiff[] {
  const old = blocksByAddress(before);
  const next = blocksByAddress(after);
  const moves = new Map(
    [...declaredMoves(after)].filter(([from, to]) => isOnlyIn(old, next, from) && isOnlyIn(next, old, to)),
  );
  const moved = new Set([...moves.keys(), ...moves.values()]);
  const gone = [...old.values()].filter(({ address }) => !next.has(address) && !moved.has(address));
  const made = [...next.values()].filter(({ address }) => !old.has(address) && !moved.has(address));
  const renames = findRenames(gone.filter(isNamed), made.filter(isNamed), moves);
  const targets = new Set(renames.values());
  const contexts = [contextOf([...old.values()]), contextOf([...next.values()])] as const;
  const diff = (from: Block | undefined, to: Block | undefined): BlockDiff =>
    diffBlock({ block: from, context: contexts[0] }, { block: to, context: contexts[1] });
  const blocks = [
    ...gone.filter(({ address }) => !renames.has(address)).map((block) => diff(block, undefined)),
    ...made.filter(({ address }) => !targets.has(address)).map((block) => diff(undefined, block)),
    ...[...old.values()]
      .filter(({ address }) => next.has(address))
      .map((block) => diff(block, next.get(block.address))),
    ...readdressed(renames, old, next).map(([from, block]) => renamed(from, block)),
    ...readdressed(moves, old, next).map(([from, block]) => ({
      ...diff(from, block),
      kind: 'moved' as const,
      from: from.address,
    })),
  ];
  return blocks.filter(differs).sort(inReadingOrder);
}

function isOnlyIn(one: ReadonlyMap<string, Block>, other: ReadonlyMap<string, Block>, address: string): boolean {
  return one.has(address) && !other.has(address);
}

function isNamed({ mode }: Block): boolean {
  return mode !== 'other';
}

function readdressed(
  addresses: Renames,
  old: ReadonlyMap<string, Block>,
  next: ReadonlyMap<string, Block>,
): readonly (readonly [Block, Block])[] {
  return [...addresses].flatMap(([from, to]) => {
    const [before, after] = [old.get(from), next.get(to)];
    return before === undefined || after === undefined ? [] : [[before, after] as const];
  });
}

/** A data source is only read, so nothing happens to it. */
function renamed(before: Block, after: Block): BlockDiff {
  const { address, construct, mode } = after;
  const notes = mode === 'managed' ? [RENAMED] : [];
  return { address, construct, kind: 'renamed', from: before.address, changes: [], notes, access: isAccessType(after) };
}

function diffBlock(before: Side, after: Side): BlockDiff {
  const [old, next] = [before.block, after.block];
  const block = (next ?? old) as Block;
  const { address, construct, type, mode } = block;
  const kind = old === undefined ? 'added' : next === undefined ? 'removed' : 'changed';
  const differences = compareValues(old?.attributes ?? {}, next?.attributes ?? {}, {
    path: '',
    name: '',
    schema: mode === 'other' ? undefined : blockSchema(mode, type),
    secret: type === 'local' && [old, next].some(isNamedSecret),
    secretNames: [old, next].some((one) => isSensitive(one) || isNamedSecret(one)) ? ['default', 'value'] : [],
  });
  const contexts = [before.context, after.context];
  const changes = differences.map((difference): Change => {
    const access =
      isAccessDifference(block, kind, difference) ||
      contexts.some((context) => isAccessInContext(context, block, kind, difference));
    return { ...difference, access };
  });
  const notes = notesOf(before, after);
  const comesOrGoes = kind !== 'changed' && isAccessType(block);
  const access = comesOrGoes || [...changes, ...notes].some((one) => one.access);
  return { address, construct, kind, changes, notes, access };
}

/** A variable or output that says that its value is a secret. */
function isSensitive(block: Block | undefined): boolean {
  return block?.mode === 'other' && block.attributes['sensitive'] === true;
}

/** A variable, output or local that is called like a secret and stands there as text; `curl_token` tells where one comes from. */
function isNamedSecret(block: Block | undefined): boolean {
  if (block?.mode !== 'other' || !isSecretName(block.address.slice(block.address.indexOf('.') + 1))) return false;
  return !stringsIn(block.attributes).some((text) => text.includes('${'));
}

/** A block without attributes differs too, by being there. */
function differs({ kind, changes }: BlockDiff): boolean {
  return kind !== 'changed' || changes.length > 0;
}

function inReadingOrder(one: BlockDiff, other: BlockDiff): number {
  return (
    Number(other.access) - Number(one.access) ||
    Number(other.notes.some(({ access }) => access)) - Number(one.notes.some(({ access }) => access)) ||
    (one.access ? accessRank(typeOf(one)) - accessRank(typeOf(other)) : 0) ||
    (one.address < other.address ? -1 : 1)
  );
}

function typeOf({ address }: BlockDiff): string {
  return address.replace(/^data\./, '').split('.')[0] ?? '';
}
