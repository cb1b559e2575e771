import { execSync } from 'node:child_process';
import { BundleError } from './bundle-error';
import type { BundlingHooks } from './bundling';

/**
 * Runs the shell commands of one hook.
 *
 * @param folders of the declaration, and of the bundle
 * @throws BundleError when the hook or one of its commands fails
 */
export function runHook(
  hooks: BundlingHooks,
  hook: keyof BundlingHooks,
  folders: readonly [inputDir: string, outputDir: string],
): void {
  const prop = `bundling.commandHooks.${hook}`;
  for (const command of commandsOf(prop, () => hooks[hook]?.(...folders))) {
    try {
      // What it prints is no part of what synth prints.
      execSync(command, { stdio: ['ignore', 'ignore', 'inherit'] });
    } catch (error) {
      const wrong = `has a command that ${howItEnded(error as NodeJS.ErrnoException)}`;
      throw new BundleError([{ prop, wrong, got: command, expected: 'commands that end with 0' }], { cause: error });
    }
  }
}

function commandsOf(prop: string, hook: () => unknown): readonly string[] {
  const expected = 'a list of shell commands';
  let commands: unknown;
  try {
    commands = hook() ?? [];
  } catch (error) {
    const [got] = String(error).split('\n');
    throw new BundleError([{ prop, wrong: 'throws', got, expected }], { cause: error });
  }
  // Of a text, every letter would be a command.
  if (!Array.isArray(commands) || !commands.every((one) => typeof one === 'string')) {
    throw new BundleError([{ prop, wrong: 'returns something else', got: commands, expected }]);
  }
  return commands;
}

function howItEnded(
  error: NodeJS.ErrnoException & { readonly status?: number | null; readonly signal?: string | null },
) {
  if (typeof error.status === 'number') return `ended with ${String(error.status)}`;
  return typeof error.signal === 'string' ? `was ended by ${error.signal}` : `did not start (${String(error.code)})`;
}
