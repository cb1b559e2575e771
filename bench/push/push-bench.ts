import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Interrupted } from '../../cli/interrupted';
import { machine } from '../machine';
import { Buildah } from './buildah';
import { FunctionVersions } from './function-version';
import { Meter } from './meter';
import { pushNodeBase } from './node-base';
import { pushers } from './pushers';
import { startRegistry } from './registry';
import { pushTable } from './report';
import { measure } from './rounds';
import type { PushSamples } from './rounds';
import { WholeProcess } from './whole-process';

/** What `npm run bench -- push` takes; see `--help`. */
export interface PushBenchOptions {
  readonly rounds: number;
}

const TOOLS = ['docker-registry', 'buildah'];

/** Measures putting a function's image into a registry on this machine, against buildah with an equivalent Dockerfile. */
export async function pushBench({ rounds }: PushBenchOptions): Promise<void> {
  checkMachine();
  const signal = interruption();
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'bench-push-'));
  try {
    const load = [loadText()];
    const samples = await measureIn(folder, rounds, signal);
    load.push(loadText());
    const setting = `${machine()}, ${buildahVersion()}, load ${load.join(' to ')}, ${String(rounds)} rounds`;
    process.stdout.write(`${setting}\n\n${pushTable(samples)}\n`);
  } finally {
    await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Aborted by Ctrl-C. A second one changes nothing: what is left to do is to remove what was made, and tsx passes the first one
 * on once more to a process that is slow to answer.
 */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      controller.abort(new Interrupted());
    });
  }
  return controller.signal;
}

/** @throws when something is missing that the measuring cannot do without */
function checkMachine(): void {
  const missing = TOOLS.filter((tool) => spawnSync('sh', ['-c', 'command -v "$0"', tool]).status !== 0);
  if (missing.length > 0) {
    throw new Error(
      `bench push: ${missing.join(' and ')} not on the PATH. Install them; Debian's packages have these names.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Error('bench push: not root, as which alone buildah leaves nothing behind. Run it as root.');
  }
}

async function measureIn(folder: string, rounds: number, signal: AbortSignal): Promise<PushSamples> {
  const inFolder = (name: string): string => path.join(folder, name);
  const processes = new WholeProcess(folder, signal);
  // Both bundle, in which time no interrupt is heard: there is nothing yet that could be left running.
  const versions = new FunctionVersions(inFolder('versions'));
  const measured = pushers(folder, processes);
  const registry = await startRegistry(inFolder('registry'), signal);
  const baseMeter = await Meter.start(registry.port);
  try {
    const base = `${baseMeter.host}/bench/node:24`;
    await pushNodeBase(inFolder('base'), base, new Buildah(inFolder('base-store'), processes));
    return await measure(measured, {
      rounds,
      versions,
      registryPort: registry.port,
      baseMeter,
      base,
      onProgress: (text) => void process.stderr.write(`${text}\n`),
    });
  } finally {
    await baseMeter.stop();
    await registry.stop();
  }
}

function buildahVersion(): string {
  const [, version = 'unknown'] =
    /version (\S+)/.exec(execFileSync('buildah', ['--version'], { encoding: 'utf8' })) ?? [];
  return `buildah ${version}`;
}

/** What the machine did meanwhile, or others on it. */
function loadText(): string {
  return (os.loadavg()[0] ?? Number.NaN).toFixed(1);
}
