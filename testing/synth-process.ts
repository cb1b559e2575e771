import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { scratch } from './scratch';

const ROOT = path.join(__dirname, '..');

/** Keeps cdktf from asking HashiCorp, and npx from asking the registry, for news: no test uses the network. */
const SILENCE = { CHECKPOINT_DISABLE: '1', npm_config_update_notifier: 'false', npm_config_offline: 'true' };

/** What a synth in a process of its own came to. */
export interface ProcessSynth {
  readonly exitCode: number | null;
  /** Standard output and standard error. */
  readonly output: string;
  /** Text of every file below the stacks' folder, by its path in there. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs `main.ts` on a machine that has nothing but Node: no Terraform, no account, no home. */
export function runMain(): ProcessSynth {
  const out = scratch('main');
  return run(['--import', 'tsx', 'main.ts'], out, { CDKTF_OUTDIR: out });
}

/** Runs the real command `cdktf synth` on such a machine. */
export function runCdktfSynth(): ProcessSynth {
  const out = scratch('cdktf');
  return run([path.join('node_modules', '.bin', 'cdktf'), 'synth', '--output', out], out);
}

function run(args: readonly string[], out: string, environment: NodeJS.ProcessEnv = {}): ProcessSynth {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: bareSearchPath(), HOME: scratch('home'), ...SILENCE, ...environment },
  });
  return { exitCode: status, output: stdout + stderr, files: filesBelow(path.join(out, 'stacks')) };
}

/** Links to what a synth needs, and our own commands: the folder that Node lies in may hold Terraform as well. */
function bareSearchPath(): string {
  const links = scratch('path');
  fs.symlinkSync(process.execPath, path.join(links, 'node'));
  fs.symlinkSync(path.join(path.dirname(process.execPath), 'npx'), path.join(links, 'npx'));
  fs.symlinkSync('/bin/sh', path.join(links, 'sh'));
  return [links, path.join(ROOT, 'node_modules', '.bin')].join(path.delimiter);
}

function filesBelow(directory: string): Record<string, string> {
  if (!fs.existsSync(directory)) return {};
  return Object.fromEntries(
    fs
      .readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => fs.statSync(path.join(directory, file)).isFile())
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(directory, file), 'utf8')]),
  );
}
