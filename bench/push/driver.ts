import { execFileSync } from 'node:child_process';
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

/** `driver.ts <rounds>`: measures until it is done or the process that started it lets go of it. Removes what it made. */
async function main(rounds: number): Promise<void> {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort(new Interrupted());
  };
  process.once('disconnect', interrupt);
  // It may be let go of while it is loaded.
  if (!process.connected) interrupt();
  controller.signal.throwIfAborted();
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'bench-push-'));
  try {
    const load = [loadText()];
    const samples = await measureIn(folder, rounds, controller.signal);
    load.push(loadText());
    const setting = `${machine()}, ${buildahVersion()}, load ${load.join(' to ')}, ${String(rounds)} rounds`;
    process.stdout.write(`${setting}\n\n${pushTable(samples)}\n`);
  } finally {
    await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureIn(folder: string, rounds: number, signal: AbortSignal): Promise<PushSamples> {
  const inFolder = (name: string): string => path.join(folder, name);
  const processes = new WholeProcess(folder, signal);
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

main(Number(process.argv[2])).then(
  () => {
    // What it is held by is a channel that would keep it running.
    if (process.connected) process.disconnect();
  },
  (error: unknown) => {
    if (!(error instanceof Interrupted)) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    process.exit(error instanceof Interrupted ? 130 : 1);
  },
);
