#!/usr/bin/env node
import { CommanderError } from 'commander';
import { Interrupted } from './interrupted';
import { program } from './program';
import { explain } from './explain';
import { UsageError } from './usage-error';

/** Exit codes: 0 done, 1 the work failed, 2 the command line is wrong, 130 stopped by Ctrl-C. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Interrupted) return 130;
    process.stderr.write(`${explain(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

void main(process.argv).then((exitCode) => {
  process.exitCode = exitCode;
});
