import { countsOf } from './diff';
import type { StackDiff } from './diff';
import { linesOf, summary } from './lines';
import type { Line, Parts } from './lines';
import { visible } from './shown-value';

/** What GitHub takes as one comment; GitLab takes more. */
export const COMMENT_LIMIT = 65_536;

/** By this a pipeline finds its own comment again. */
export const COMMENT_MARK = '<!-- signed-api diff -->';

/** For the marks that a `diff` fence colours, and the others. */
const FENCE_MARKS = { '+': '+', '-': '-', '~': '!', '>': '#', '!': '!' } as const;
/** Left for the line that says how much is missing. */
const RESERVE = 200;
const SHORTEST_FENCE = 3;

/** The diff as a comment: access in the open, the rest behind a fold. What does not fit is counted, never access before the rest. */
export function diffMarkdown(stacks: readonly StackDiff[], limit = COMMENT_LIMIT): string {
  const parts = stacks.map(({ blocks }) => linesOf(blocks));
  const whole = render(stacks, parts);
  if (byteLength(whole) <= limit) return whole;
  const empty = render(
    stacks,
    parts.map(() => ({ access: [], rest: [] })),
    true,
  );
  let left = limit - byteLength(empty) - stacks.length * RESERVE * 2;
  const kept = (['access', 'rest'] as const).map((part) =>
    parts.map((lines) => {
      const fitting: Line[] = [];
      let ticks = SHORTEST_FENCE - 1;
      for (const line of lines[part]) {
        const longest = Math.max(ticks, longestTicks(lineOf(line)));
        // A line with ticks makes the fence longer, at both its ends.
        left -= byteLength(lineOf(line)) + 2 * (longest - ticks);
        if (left < 0) break;
        ticks = longest;
        fitting.push(line);
      }
      return fitting;
    }),
  );
  const cut = parts.map((_, i) => ({ access: kept[0]?.[i] ?? [], rest: kept[1]?.[i] ?? [] }));
  return render(stacks, cut, true, parts);
}

function render(stacks: readonly StackDiff[], parts: readonly Parts[], fold = false, all = parts): string {
  const sections = stacks.map(({ name, blocks }, i) => {
    const { access, rest } = parts[i] ?? { access: [], rest: [] };
    const full = all[i] ?? { access: [], rest: [] };
    const title = `### ${code(name)}: ${summary(countsOf(blocks))}\n`;
    const open = section('**Access**\n\n', access, full.access.length, '');
    const summaryLine = full.access.length === 0 && !fold ? 'Changes' : 'The rest';
    const folded = section(`<details><summary>${summaryLine}</summary>\n\n`, rest, full.rest.length, '\n</details>\n');
    return [title, open, folded].filter((text) => text !== '').join('\n');
  });
  return [`${COMMENT_MARK}\n`, ...sections].join('\n');
}

function section(head: string, lines: readonly Line[], all: number, tail: string): string {
  if (all === 0) return '';
  const missing = all - lines.length;
  const more =
    missing === 0 ? '' : `\n${String(missing)} more lines do not fit in a comment: run \`signed-api diff\`.\n`;
  return head + (lines.length === 0 ? '' : fenced(lines)) + more + tail;
}

/** A fence is longer than any that a value holds, so that no value ends it. */
function fenced(lines: readonly Line[]): string {
  const text = lines.map(lineOf).join('');
  const fence = '`'.repeat(Math.max(SHORTEST_FENCE, longestTicks(text) + 1));
  return `${fence}diff\n${text}${fence}\n`;
}

function longestTicks(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((longest, [ticks]) => Math.max(longest, ticks.length), 0);
}

function lineOf({ mark, depth, text }: Line): string {
  return `${FENCE_MARKS[mark]} ${'  '.repeat(depth)}${mark === '!' ? 'NOTE: ' : ''}${text}\n`;
}

function code(text: string): string {
  return `\`${visible(text).replaceAll('`', "'")}\``;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
