import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { deployCommand } from '../own-command';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';

/** Terraform, or what stands in for it. */
export interface TerraformProgram {
  /** `terraform`, `tofu`, or a path. */
  readonly name: string;
  /** For example `1.11.4`. */
  readonly version: string;
  /** Whether it is OpenTofu, whatever its file is called. */
  readonly isOpenTofu: boolean;
}

interface Ran {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * The program that cdktf would call, or else the first of terraform and tofu that is there.
 *
 * @throws UserError when none is, or it does not run; `next` says what to do
 */
export async function findTerraform(next: string, signal?: AbortSignal): Promise<TerraformProgram> {
  const chosen = process.env.TERRAFORM_BINARY_NAME;
  const problems: string[] = [];
  for (const name of chosen ? [chosen] : ['terraform', 'tofu']) {
    const { code, stdout } = await run(name, ['version'], signal);
    if (code === 0) return { name, ...productIn(stdout) };
    if (code !== 'ENOENT') problems.push(`${name} is there, but '${name} version' fails (${String(code)})`);
  }
  const [problem = chosen ? `${chosen} (TERRAFORM_BINARY_NAME) is not there` : NEITHER] = problems;
  throw new UserError(`${problem}. ${next}`);
}

const NEITHER = 'Neither terraform nor tofu is on the PATH';

/**
 * What `terraform output -json` says of a stack.
 *
 * @param directory the stack's folder, where Terraform was initialized
 * @throws UserError when there is no Terraform, or it does not know the stack; UsageError when the folder has none
 */
export async function terraformOutput(directory: string, signal?: AbortSignal): Promise<string> {
  if (!fs.existsSync(path.join(directory, 'cdk.tf.json'))) {
    throw new UsageError(
      `${directory} holds no synthesized stack: it has no cdk.tf.json. Check --stack, or run a synth.`,
    );
  }
  const program = await findTerraform('Install one of them, or pass --outputs FILE.', signal);
  const { code, stdout, stderr } = await run(
    program.name,
    [`-chdir=${directory}`, 'output', '-no-color', '-json'],
    signal,
  );
  if (code === 0) return stdout;
  const why = reason(stderr);
  const next = /init/i.test(why)
    ? `Run ${program.name} -chdir=${directory} init, or deploy first; or pass --outputs FILE.`
    : `Deploy first (${deployCommand()}), or pass --outputs FILE.`;
  throw new UserError(`${program.name} output failed in ${directory}: ${why} ${next}`);
}

/** Only the text says whose version it is: `OpenTofu v1.8.0`; the JSON of both says `terraform_version`. */
function productIn(text: string): Pick<TerraformProgram, 'version' | 'isOpenTofu'> {
  const [, product, version = 'unknown'] = /^([A-Z]\w*) v(\d\S*)/m.exec(text) ?? [];
  return { version, isOpenTofu: product === 'OpenTofu' };
}

/** Terraform's first error line, without the frame that it draws. */
function reason(stderr: string): string {
  const [, text] = /Error: (.+)/.exec(stderr) ?? [];
  return text === undefined ? 'it did not say why.' : `${text.trim().replace(/[.:]$/, '')}.`;
}

function run(name: string, args: readonly string[], signal?: AbortSignal): Promise<Ran> {
  signal?.throwIfAborted();
  const env = { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1', TF_CLI_ARGS: '', NO_COLOR: '1' };
  const options = { env, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, signal };
  return new Promise((resolve, reject) => {
    execFile(name, [...args], options, (error, stdout, stderr) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve({ code: error?.code ?? (error === null ? 0 : 'killed'), stdout, stderr });
    });
  });
}
