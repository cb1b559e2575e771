import fs from 'node:fs';
import * as z from 'zod';
import { deployCommand } from '../own-command';
import { readStandardInput } from '../standard-input';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';
import { terraformOutput } from './terraform-program';

/** The outputs of a stack by name. Some are secrets: nothing of a value goes into a message. */
export type Outputs = ReadonlyMap<string, unknown>;

/** As `terraform output -json` writes them. */
const OfTerraform = z.record(z.string(), z.looseObject({ value: z.unknown(), type: z.unknown() }));
/** As `cdktf output --outputs-file` and `cdktf deploy --outputs-file` write them: by stack. */
const OfCdktf = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Where outputs come from. */
export interface OutputsSource {
  /** A file with them, `-` for standard input. */
  readonly file?: string;
  /** The stack's folder; asked for only without a file. */
  readonly directory: () => string;
  readonly signal?: AbortSignal;
}

/**
 * Reads a stack's outputs: from a file, or from what Terraform says.
 *
 * @throws UserError when they cannot be had, or there are none; UsageError when there is no such file
 */
export async function readOutputs({ file, directory, signal }: OutputsSource): Promise<Outputs> {
  const folder = file === undefined ? directory() : '';
  const source = file === undefined ? 'terraform output' : file === '-' ? 'standard input' : file;
  const text =
    file === undefined
      ? await terraformOutput(folder, signal)
      : file === '-'
        ? await readStandardInput(signal)
        : readFile(file);
  const outputs = parseOutputs(text, source);
  if (outputs.size === 0) {
    throw new UserError(`${source} has no outputs: the stack is not deployed. Run ${deployCommand()} first.`);
  }
  return outputs;
}

/** @param source how the user knows the text, for messages */
export function parseOutputs(text: string, source: string): Outputs {
  const json = jsonOf(text, source);
  const terraform = OfTerraform.safeParse(json);
  if (terraform.success) {
    return new Map(Object.entries(terraform.data).map(([name, { value }]) => [name, value]));
  }
  const cdktf = OfCdktf.safeParse(json);
  const [only, ...others] = cdktf.success ? Object.values(cdktf.data) : [];
  if (only === undefined) {
    throw new UserError(`${source} holds no outputs; expected what 'terraform output -json' prints.`);
  }
  if (others.length > 0) {
    throw new UserError(`${source} has the outputs of ${others.length + 1} stacks; expected those of one.`);
  }
  return new Map(Object.entries(only));
}

function readFile(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(
      `--outputs: ${file} ${missing ? 'is not there' : 'cannot be read'}; expected what 'terraform output -json' prints.`,
    );
  }
}

function jsonOf(text: string, source: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's message quotes the text, which holds a secret.
    throw new UserError(`${source} is no JSON; expected what 'terraform output -json' prints.`);
  }
}
