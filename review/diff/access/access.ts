import type { Block } from '../blocks';
import type { Difference } from '../compare-values';
import type { Kind } from '../diff';
import { leavesOf } from '../shown-value';
import type { Leaf } from '../shown-value';
import { ACCESS_PATHS, CHANGED_PATHS, HARMLESS_PATHS } from './access-paths';
import type { AccessPath } from './access-paths';
import { isAccessType } from './access-types';
import { isAccessSetting } from './settings';

/**
 * Whether a difference decides who may reach, read or change something, or what a deploy runs.
 *
 * @param became what became of the block: of one that is new, only what it has counts, not what it had
 */
export function isAccessDifference(block: Block, became: Kind, difference: Difference): boolean {
  const { type } = block;
  if (isAccessType(block) && (became !== 'changed' || !isHarmless(type, difference.path))) return true;
  // What is only read opens nothing, whatever its attributes are called.
  if (block.mode === 'data') return false;
  if (block.mode === 'other' && isAccessSetting(block, difference)) return true;
  const paths = became === 'changed' ? [...ACCESS_PATHS, ...CHANGED_PATHS] : ACCESS_PATHS;
  const sides = sidesOf(difference, became);
  return paths.some((path) => path.type.test(type) && sides.some((side) => opens(path, side)));
}

function isHarmless(type: string, path: string): boolean {
  return HARMLESS_PATHS.some((harmless) => harmless.type.test(type) && harmless.path.test(plain(path)));
}

/** The single values of one side; those that only the other side has are `undefined`. */
function sidesOf({ path, before, after }: Difference, became: Kind): readonly (readonly Leaf[])[] {
  const old = leavesAt(path, before);
  const next = leavesAt(path, after);
  return [
    ...(became === 'added' ? [] : [[...old, ...missing(next, old)]]),
    ...(became === 'removed' ? [] : [[...next, ...missing(old, next)]]),
  ];
}

function missing(of: readonly Leaf[], from: readonly Leaf[]): readonly Leaf[] {
  const there = new Set(from.map(([path]) => path));
  return of.filter(([path]) => !there.has(path)).map(([path]) => [path, undefined]);
}

function leavesAt(path: string, value: unknown): readonly Leaf[] {
  if (value === undefined) return [];
  return leavesOf(value, path.split('.').at(-1)).map(([part, leaf]) => {
    const whole = part === '' || part.startsWith('[') ? path + part : `${path}.${part}`;
    return [plain(whole), leaf ?? undefined];
  });
}

function opens({ path, closed }: AccessPath, side: readonly Leaf[]): boolean {
  return side.some(([name, value]) => path.test(name) && !closed(value));
}

/** A block that may stand once is written as an object or as a list of one; one that an expression repeats, as its content. */
function plain(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '').replace(/^dynamic\.(\w+)\.(content|for_each)/, '$1');
}
