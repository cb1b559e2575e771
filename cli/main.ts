#!/usr/bin/env node
import fs from 'node:fs';
import { CommanderError } from 'commander';
import { DocumentsDiffer } from './diff/documents-differ';
import { explain } from './explain';
import { Interrupted } from './interrupted';
import { program } from './program';
import { UsageError } from './usage-error';

/** As a shell reports a program that SIGPIPE ended. */
const CLOSED_PIPE = 141;

/**
 * Whoever read the output has enough, as `head` has: there is nobody to tell anything. A disk that is full is another matter.
 * What was started still ends, on exit.
 */
function endUnwritten({ code = 'no reason' }: NodeJS.ErrnoException): never {
  if (code === 'EPIPE') process.exit(CLOSED_PIPE);
  try {
    fs.writeSync(process.stderr.fd, `The output cannot be written (${code}).\n`);
  } catch {
    // It may be standard error itself that cannot.
  }
  process.exit(1);
}

/** What was written goes out first; then nothing is waited for, such as an address that stays silent. */
function end(exitCode: number): void {
  process.stdout.write('', (unwritten) => {
    if (unwritten) endUnwritten(unwritten);
    process.stderr.write('', () => process.exit(exitCode));
  });
}

/**
 * Exit codes: 0 done, 1 the work failed, 2 the command line is wrong, 130 stopped by Ctrl-C. With `diff --exit-code`, 2 says
 * that the documents differ, and a wrong command line is 1.
 */
async function main(argv: readonly string[]): Promise<number> {
  const wrong = argv.includes('diff') && argv.includes('--exit-code') ? 1 : 2;
  try {
    await program().parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrong;
    if (error instanceof DocumentsDiffer) return 2;
    if (error instanceof Interrupted) return 130;
    process.stderr.write(`${explain(error)}\n`);
    return error instanceof UsageError ? wrong : 1;
  }
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', endUnwritten);
void main(process.argv).then(end);
