import { isObject } from '../../terraform';
import { tryLabel } from './list-entries';

/** Long enough for a policy statement: what decides about access is not cut. */
const ACCESS_LENGTH = 2000;
const LENGTH = 120;
/** How much of what is the same is left before the first difference of two long texts. */
const LEAD = 30;

/** One value on the way to a line: the path below what it is part of, and the value. */
export type Leaf = readonly [path: string, value: unknown];

/** The parts of a nested value, one for each line. A value without parts is its own part, with an empty path. */
export function leavesOf(value: unknown, list = ''): readonly Leaf[] {
  if (Array.isArray(value) && (list === 'statements' || value.some(isObject))) {
    return value.flatMap((item, i) =>
      isObject(item) ? below(`[${tryLabel(list, item) ?? String(i)}]`, leavesOf(item)) : [['', item] as const],
    );
  }
  if (!isObject(value) || Object.keys(value).length === 0) return [['', value]];
  return Object.entries(value).flatMap(([name, item]) => below(name, leavesOf(item, name)));
}

function below(name: string, leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.map(([path, value]) => [path === '' || path.startsWith('[') ? name + path : `${name}.${path}`, value]);
}

/** A value as one line. */
export function shown(value: unknown, access: boolean): string {
  const text = plain(value);
  const length = access ? ACCESS_LENGTH : LENGTH;
  return text.length > length ? `${text.slice(0, length)}… (${String(text.length)} characters)` : text;
}

/** Two values as one line, cut so that what differs is seen. */
export function shownPair(before: unknown, after: unknown, access: boolean): string {
  const [old, next] = [plain(before), plain(after)];
  if (old === next) return `${old} -> another one`;
  const length = access ? ACCESS_LENGTH : LENGTH;
  if (Math.max(old.length, next.length) <= length) return `${old} -> ${next}`;
  let same = 0;
  while (old[same] === next[same]) same += 1;
  const start = Math.max(0, same - LEAD);
  const cut = (text: string): string => {
    const end = start + length;
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${text.length > end ? '…' : ''}`;
  };
  return `${cut(old)} -> ${cut(next)}`;
}

/** JSON, and nothing in it that a terminal or a page would act on: a document may be a stranger's. */
function plain(value: unknown): string {
  return visible(JSON.stringify(value));
}

/** Control characters, and those that turn the direction of text around, as escapes. */
export function visible(text: string): string {
  return text.replaceAll(
    /\p{Cc}|\p{Cf}|[\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
