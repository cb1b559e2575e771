import { isObject } from '../../terraform';
import { isDeepStrictEqual } from 'node:util';
import { tryLabel } from './list-entries';

/** Two entries that are the same one, before and after, or one that is only on one side. */
export interface Pair {
  readonly before?: unknown;
  readonly after?: unknown;
  /** What stands in brackets in a path; undefined when nothing identifies the entry. */
  readonly label?: string;
}

/** Matches the entries of a list whose order says nothing: equal ones, then by what identifies them. */
export function matchEntries(list: string, before: readonly unknown[], after: readonly unknown[]): readonly Pair[] {
  const rest = withoutEqual(before, after);
  const identified = take(rest, (entry) => tryLabel(list, entry));
  const byPath = list === 'routes' ? take(identified.rest, pathOf) : { pairs: [], rest: identified.rest };
  const relabelled = byPath.pairs.map((pair) => ({ ...pair, label: tryLabel(list, pair.after) }));
  return [...identified.pairs, ...relabelled, ...single(list, byPath.rest)];
}

interface Sides {
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
}

/** Each entry counts once: a list may hold the same one twice. */
function withoutEqual(before: readonly unknown[], after: readonly unknown[]): Sides {
  const left = [...after];
  const gone = before.filter((entry) => {
    const i = left.findIndex((other) => isDeepStrictEqual(other, entry));
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
  return { before: gone, after: left };
}

/** Pairs what has the same key; the first of each side when several do. */
function take({ before, after }: Sides, keyOf: (entry: unknown) => string | undefined): { pairs: Pair[]; rest: Sides } {
  const left = [...after];
  const pairs: Pair[] = [];
  const gone = before.filter((entry) => {
    const label = keyOf(entry);
    const i = label === undefined ? -1 : left.findIndex((other) => keyOf(other) === label);
    if (i >= 0) pairs.push({ before: entry, after: left.splice(i, 1)[0], label });
    return i < 0;
  });
  return { pairs, rest: { before: gone, after: left } };
}

/** One object instead of another is a change of it, if nothing tells that they are two. */
function single(list: string, { before, after }: Sides): readonly Pair[] {
  const [old, next] = [before[0], after[0]];
  const anonymous = isObject(old) && isObject(next) && [old, next].every((one) => tryLabel(list, one) === undefined);
  if (before.length === 1 && after.length === 1 && anonymous) return [{ before: old, after: next }];
  return [
    ...before.map((entry) => ({ before: entry, label: tryLabel(list, entry) })),
    ...after.map((entry) => ({ after: entry, label: tryLabel(list, entry) })),
  ];
}

function pathOf(entry: unknown): string | undefined {
  return isObject(entry) && typeof entry['path'] === 'string' ? entry['path'] : undefined;
}
