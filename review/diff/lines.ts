import type { BlockDiff, Change, Counts } from './diff';
import { leavesOf, shown, shownPair, visible } from './shown-value';

/** A line of the diff, before it is coloured or fenced. */
export interface Line {
  /** `+`, `-`, `~` changed, `>` another address, `!` to be noticed. */
  readonly mark: '+' | '-' | '~' | '>' | '!';
  /** 0 for a block, 1 for what is in it, 2 for parts of that. */
  readonly depth: 0 | 1 | 2;
  readonly text: string;
}

const MARKS = { added: '+', removed: '-', changed: '~', moved: '>', renamed: '>' } as const;

/** What two documents differ in, in two parts. */
export interface Parts {
  readonly access: readonly Line[];
  readonly rest: readonly Line[];
}

/** The lines of a stack: a block whose changes are partly about access has lines in both parts. */
export function linesOf(blocks: readonly BlockDiff[]): Parts {
  return {
    access: blocks.filter(({ access }) => access).flatMap((block) => blockLines(block, true)),
    rest: blocks.filter(hasRest).flatMap((block) => blockLines(block, false)),
  };
}

/** Of what is gone, the rest is one line, which stands among access already. */
function hasRest({ access, kind, changes }: BlockDiff): boolean {
  return !access || (kind !== 'removed' && changes.some((change) => !change.access));
}

function blockLines(block: BlockDiff, access: boolean): readonly Line[] {
  const { kind, address, construct, from, changes, notes } = block;
  const construction = construct === undefined ? '' : `  (${visible(construct)})`;
  const origin = from === undefined ? '' : `  was ${visible(from)}`;
  const told = notes.filter((note) => note.access === access || (block.access === access && kind === 'renamed'));
  const own = changes.filter((change) => change.access === access);
  // Of what is gone, only what it allowed is worth a line each.
  const listed = kind === 'removed' && !access ? [] : own;
  return [
    { mark: MARKS[kind], depth: 0, text: `${visible(address)}${construction}${origin}` },
    ...told.map(({ text }): Line => ({ mark: '!', depth: 1, text: visible(text) })),
    ...listed.flatMap(changeLines),
  ];
}

function changeLines({ kind, path, before, after, access }: Change): readonly Line[] {
  const mark = MARKS[kind];
  const name = visible(path);
  if (kind === 'changed') return [{ mark, depth: 1, text: `${name}: ${shownPair(before, after, access)}` }];
  const leaves = leavesOf(kind === 'added' ? after : before, path.split('.').at(-1));
  const [first, ...others] = leaves;
  if (first !== undefined && others.length === 0) {
    return [{ mark, depth: 1, text: `${joined(name, first[0])}: ${shown(first[1], access)}` }];
  }
  const lines = leaves.map(([part, value]): Line => {
    const label = part === '' ? '' : `${visible(part)}: `;
    return { mark, depth: 2, text: label + shown(value, access) };
  });
  return [{ mark, depth: 1, text: name }, ...lines];
}

function joined(path: string, part: string): string {
  return part === '' || part.startsWith('[') ? path + visible(part) : `${path}.${visible(part)}`;
}

const WORDS = { added: 'added', removed: 'removed', changed: 'changed', moved: 'moved', renamed: 'made anew' } as const;

/** `2 added, 1 changed`; `no difference` when there is none. */
export function summary(counts: Counts): string {
  const parts = (Object.keys(WORDS) as (keyof Counts)[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${String(counts[kind])} ${WORDS[kind]}`);
  return parts.length === 0 ? 'no difference' : parts.join(', ');
}
