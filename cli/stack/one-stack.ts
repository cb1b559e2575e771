import path from 'node:path';
import type { Printer } from '../printer';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';
import { synthesize, synthesizedStacks } from './synth';
import type { SynthesizedStack } from './synth';

/**
 * Synthesizes the project's app and says how long it took.
 *
 * @returns the folder of its one stack
 * @throws UserError when the app makes none; UsageError when it makes several
 */
export async function synthesizeOne(printer: Printer, signal: AbortSignal): Promise<string> {
  const startedAt = performance.now();
  const directory = oneOf(await synthesize(process.cwd(), signal));
  const ms = performance.now() - startedAt;
  const relative = path.relative(process.cwd(), path.join(directory, 'cdk.tf.json'));
  printer.step('synth', `${relative}  ${(ms / 1000).toFixed(1)} s`, { file: relative, ms });
  return directory;
}

/**
 * The folder of the one stack of the last synth.
 *
 * @throws UserError when there was no synth, or it made none; UsageError when it made several
 */
export function synthesizedStack(): string {
  return oneOf(synthesizedStacks(process.cwd()));
}

function oneOf([stack, ...others]: readonly SynthesizedStack[]): string {
  if (stack === undefined) throw new UserError('main.ts: makes no stack. Add one, for example new OracleApiStack(…).');
  if (others.length > 0) {
    const names = [stack, ...others].map(({ directory }) => path.relative(process.cwd(), directory));
    throw new UsageError(`main.ts makes ${String(names.length)} stacks. Choose one with --stack: ${names.join(', ')}`);
  }
  return stack.directory;
}
