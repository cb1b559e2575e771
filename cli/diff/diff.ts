import path from 'node:path';
import { Command, Option } from 'commander';
import { countsOf, diffMarkdown, diffStacks, diffText, readDocuments } from '../../review';
import type { Documents, StackDiff } from '../../review';
import { hasColor } from '../../terminal/color';
import { onInterrupt } from '../interrupted';
import { Printer } from '../printer';
import { synthesize } from '../stack/synth';
import { DocumentsDiffer } from './documents-differ';

/** What the verb `diff` takes; see `--help`. */
export interface DiffOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly exitCode?: boolean;
}

/** The verb, for the command line. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('compare two synthesized documents, or folders of them: what changes, access first')
    .argument('<before>', "a cdk.tf.json, a stack's folder, or a cdktf.out")
    .argument('[after]', 'what it is compared with (default: the app as it is now, synthesized)')
    .addOption(new Option('--markdown', 'print a comment for a pull request, no longer than one may be'))
    .addOption(new Option('--json', 'print one JSON object a line').conflicts('markdown'))
    .addOption(new Option('--exit-code', 'exit with 0 when nothing differs, 2 when something does, 1 on any error'))
    .action(async (before: string, after: string | undefined, options: DiffOptions) => {
      await diff(before, after, options);
    });
}

/** `signed-api diff`: reads only documents; asks nobody. */
export async function diff(
  before: string,
  after: string | undefined,
  options: DiffOptions,
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<void> {
  // Read first: a synth writes to the folder that the old documents may be in.
  const old = readDocuments(before);
  const next = after === undefined ? await synthesized() : readDocuments(after);
  const stacks = diffStacks(old, next);
  if (options.json === true) printJson(stacks, new Printer({ json: true, write }));
  else write(options.markdown === true ? diffMarkdown(stacks) : diffText(stacks, { color: hasColor() }));
  if (options.exitCode === true && stacks.some(({ blocks }) => blocks.length > 0)) throw new DocumentsDiffer();
}

async function synthesized(): Promise<Documents> {
  const stacks = await synthesize(process.cwd(), onInterrupt());
  return {
    single: false,
    stacks: stacks.flatMap(({ directory }) => readDocuments(path.relative(process.cwd(), directory)).stacks),
  };
}

function printJson(stacks: readonly StackDiff[], printer: Printer): void {
  for (const { name, blocks } of stacks) {
    for (const block of blocks) printer.data('block', { stack: name, ...block });
    printer.data('stack', { stack: name, same: blocks.length === 0, ...countsOf(blocks) });
  }
}
