import { createColors } from 'picocolors';
import { countsOf } from './diff';
import type { StackDiff } from './diff';
import { linesOf, summary } from './lines';
import type { Line } from './lines';
import { visible } from './shown-value';

/** How the diff is written for a terminal. */
export interface TextOptions {
  readonly color: boolean;
}

/** The diff as text for a terminal: a heading for each stack, access first. */
export function diffText(stacks: readonly StackDiff[], { color }: TextOptions): string {
  const { bold, green, red, yellow, cyan } = createColors(color);
  const paint = { '+': green, '-': red, '~': yellow, '>': cyan, '!': (text: string) => bold(red(text)) };
  const line = ({ mark, depth, text }: Line): string => {
    const marked = paint[mark](`${mark} ${depth === 0 ? bold(text) : text}`);
    return `${'  '.repeat(depth + 1)}${marked}\n`;
  };
  const part = (title: string, lines: readonly Line[]): string =>
    lines.length === 0 ? '' : `\n${bold(title)}\n${lines.map(line).join('')}`;
  return stacks
    .map(({ name, blocks }) => {
      const { access, rest } = linesOf(blocks);
      const heading = `${bold(visible(name))}: ${summary(countsOf(blocks))}\n`;
      return heading + part('Access', access) + part(access.length === 0 ? 'Changes' : 'The rest', rest);
    })
    .join('\n');
}
