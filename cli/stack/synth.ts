import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { synthCommand } from '../own-command';
import { UserError } from '../user-error';
import { appFailure } from './app-failure';

/** The part of `cdktf.json` that a synth needs. */
const CdktfJson = z.object({
  app: z.string().min(1),
  output: z.string().min(1).default('cdktf.out'),
  context: z.record(z.string(), z.unknown()).default({}),
});

/** What the app writes last, beside its stacks. */
const MANIFEST = 'manifest.json';
const Manifest = z.object({
  stacks: z.record(z.string(), z.object({ name: z.string(), workingDirectory: z.string() })),
});

/** A stack that the app synthesized. */
export interface SynthesizedStack {
  readonly name: string;
  /** Holds `cdk.tf.json` and its assets. */
  readonly directory: string;
}

function readJson<Schema extends z.ZodType>(file: string, schema: Schema, nextStep: string): z.output<Schema> {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`${file}: cannot be read. ${nextStep}`, { cause: error });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : String(error);
    throw new UserError(`${file}: ${reason}`, { cause: error });
  }
}

/** Runs the app of `cdktf.json` as cdktf would and rejects with what it printed when it fails. */
async function runApp(command: string, environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  // A group of its own, so that an interrupt ends what the shell started, and not the shell alone.
  const child = spawn(command, { shell: true, detached: true, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const endGroup = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', endGroup, { once: true });
  let printed = '';
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    signal.throwIfAborted();
    if (exitCode !== 0) {
      throw new UserError(`${command}: synth failed with exit code ${String(exitCode)}\n${appFailure(printed)}`);
    }
  } finally {
    signal.removeEventListener('abort', endGroup);
  }
}

/**
 * Synthesizes the app of the project's `cdktf.json`: no account, credential, Terraform or network.
 *
 * @param project the folder that holds `cdktf.json`
 * @throws UserError when the file is missing or wrong, the app fails, or it ends without a synth
 */
export async function synthesize(project: string, signal: AbortSignal): Promise<SynthesizedStack[]> {
  const { app, output, context } = readConfig(project);
  const manifest = path.join(output, MANIFEST);
  // An app that writes nothing leaves what the run before wrote. Nothing is removed: who interrupts a synth still has that.
  const before = lastWrite(manifest);
  const settings = { CDKTF_OUTDIR: output, CDKTF_CONTEXT_JSON: JSON.stringify(context), SYNTH_HCL_OUTPUT: 'false' };
  await runApp(app, { ...process.env, ...settings }, signal);
  const after = lastWrite(manifest);
  if (after === undefined || after === before) {
    throw new UserError(
      `${app}: ended without a synth: it wrote no ${path.relative(project, manifest)}. Call app.synth() at its end.`,
    );
  }
  return stacksIn(output, 'Run the command again.');
}

/**
 * The stacks of the last synth, as they are.
 *
 * @param project the folder that holds `cdktf.json`
 * @throws UserError when the file is missing or wrong, or there was no synth yet
 */
export function synthesizedStacks(project: string): SynthesizedStack[] {
  return stacksIn(readConfig(project).output, `Run a synth first: ${synthCommand()}.`);
}

function readConfig(project: string): z.output<typeof CdktfJson> {
  const config = readJson(path.join(project, 'cdktf.json'), CdktfJson, 'Run the command in the project folder.');
  return { ...config, output: path.resolve(project, config.output) };
}

/** Tells one write of a file from the next, also where both wrote the same; undefined when there is no file. */
function lastWrite(file: string): string | undefined {
  try {
    const { ino, mtimeNs, ctimeNs } = fs.statSync(file, { bigint: true });
    return [ino, mtimeNs, ctimeNs].join(' ');
  } catch {
    return undefined;
  }
}

function stacksIn(output: string, nextStep: string): SynthesizedStack[] {
  const manifest = readJson(path.join(output, MANIFEST), Manifest, nextStep);
  return Object.values(manifest.stacks).map(({ name, workingDirectory }) => ({
    name,
    directory: path.join(output, workingDirectory),
  }));
}
