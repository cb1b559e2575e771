import fs from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { namedReference } from '../arguments';
import type { NamedValue } from '../arguments';
import { Interrupted, onInterrupt } from '../interrupted';
import { Printer } from '../printer';
import { synthesize } from '../stack/synth';
import type { SynthesizedStack } from '../stack/synth';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';
import { writeWhole } from './archive';
import { packageStack } from './package';

/** What the verb `resource-manager` takes; see `--help`. */
export interface ResourceManagerOptions {
  readonly stack?: string;
  readonly out?: string;
  readonly image?: readonly NamedValue[];
  readonly json?: boolean;
}

const OUT_DIR = 'dist/resource-manager';
/** The form's own version: it changes when what this command writes into the form does. */
const SCHEMA_VERSION = '1.0.0';

/** `signed-api resource-manager`. */
export function resourceManagerCommand(): Command {
  return new Command('resource-manager')
    .description('synthesize the stack and write it as the zip file that OCI Resource Manager takes')
    .addOption(new Option('--stack <name>', 'which stack, where the app makes several'))
    .addOption(new Option('--out <file>', `where to (default: ${OUT_DIR}/<stack>.zip)`))
    .addOption(
      new Option(
        '--image <name=reference>',
        'the image of a function, pushed already: search=<registry host>/<namespace>/<repository>:<tag> (repeatable)',
      ).argParser(namedReference),
    )
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action((options: ResourceManagerOptions) => resourceManager(options));
}

async function resourceManager({
  stack: wanted,
  out,
  image = [],
  json = false,
}: ResourceManagerOptions): Promise<void> {
  const printer = new Printer({ json });
  const signal = onInterrupt();
  const stack = await synthesized(printer, signal, wanted);
  const file = outFile(`${stack.name}.zip`, out);
  const made = packageStack(stack.directory, stack.name, SCHEMA_VERSION, image);
  if (signal.aborted) throw new Interrupted();
  writeWhole(file, made.bytes);
  const { bytes, files, variables, outputs, leftBackend, waiting } = made;
  if (leftBackend !== undefined && leftBackend !== 'local') {
    printer.advice('backend', `${leftBackend} is left out: Resource Manager keeps the state.`);
  }
  for (const name of waiting) {
    printer.advice(
      'image',
      `${name}'s has to be in the repository that this stack makes; a first apply fails without --image.`,
    );
  }
  const relative = path.relative(process.cwd(), file);
  const shown = relative.startsWith('..') ? file : relative;
  printer.step('zip', `${shown}  ${(bytes.length / 1024).toFixed(1)} KiB, ${String(files.length)} files`, {
    file: shown,
    bytes: bytes.length,
    files,
    variables,
    outputs,
  });
}

async function synthesized(printer: Printer, signal: AbortSignal, wanted?: string): Promise<SynthesizedStack> {
  const startedAt = performance.now();
  const stacks = await synthesize(process.cwd(), signal);
  const ms = performance.now() - startedAt;
  const stack = stackOf(stacks, wanted);
  const file = path.relative(process.cwd(), path.join(stack.directory, 'cdk.tf.json'));
  printer.step('synth', `${file}  ${(ms / 1000).toFixed(1)} s`, { file, ms });
  return stack;
}

function outFile(name: string, out = path.join(OUT_DIR, name)): string {
  if (out === '') throw new UsageError(`--out: is empty; name the file, for example ${path.join(OUT_DIR, name)}`);
  if (/[\\/]$/.test(out) || isFolder(out)) {
    throw new UsageError(`--out ${out}: is a folder; name the file, for example ${path.join(out, name)}`);
  }
  return path.resolve(out);
}

function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false;
  }
}

function stackOf(stacks: readonly SynthesizedStack[], wanted?: string): SynthesizedStack {
  const names = stacks.map(({ name }) => name).join(', ');
  const [first, ...others] = stacks;
  if (first === undefined) throw new UserError('The app makes no stack. Add one, for example new OracleApiStack(…).');
  if (wanted === undefined && others.length > 0)
    throw new UsageError(`The app makes several stacks. Choose one with --stack: ${names}`);
  const found = wanted === undefined ? first : stacks.find(({ name }) => name === wanted);
  if (found === undefined)
    throw new UsageError(`--stack ${String(wanted)}: the app makes no such stack; it makes: ${names}`);
  return found;
}
