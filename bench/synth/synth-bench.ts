import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { machine } from '../machine';
import { summarize } from '../statistics';
import type { Summary } from '../statistics';
import { table } from '../table';

/** What `npm run bench -- synth` takes; see `--help`. */
export interface SynthBenchOptions {
  readonly rounds: number;
}

const ROOT = path.join(__dirname, '..', '..');
/** What the default stack may cost at most, in synths of an empty one. */
const GOAL = 1.25;
const CDKTF = path.join(ROOT, 'node_modules', '.bin', 'cdktf');
const EMPTY = 'an empty stack (the floor)';
const APPS: Readonly<Record<string, string>> = {
  [EMPTY]: 'npx tsx bench/synth/empty.ts',
  'the default stack': 'npx tsx main.ts',
};

/** Measures `cdktf synth` of the default stack against that of an empty one, as whole processes that take turns. */
export async function synthBench({ rounds }: SynthBenchOptions): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-synth-'));
  const samples = new Map(Object.keys(APPS).map((name): [string, number[]] => [name, []]));
  try {
    // The first round fills caches and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, app] of Object.entries(APPS)) {
        process.stderr.write(`round ${String(round)} of ${String(rounds)}: ${name}\n`);
        const elapsedMs = await synth(app, path.join(folder, 'cdktf.out'));
        if (round > 0) samples.get(name)?.push(elapsedMs);
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  const results = new Map([...samples].map(([name, values]) => [name, summarize(values)]));
  process.stdout.write(`${machine()}\n\n${report(results)}\n`);
}

function report(results: ReadonlyMap<string, Summary>): string {
  const floor = results.get(EMPTY)?.median ?? Number.NaN;
  return table(
    ['cdktf synth of', 'process time (s)', '/ floor', 'goal'],
    [...results].map(([name, { median, min, max }]) => [
      name,
      `${seconds(median)} (${seconds(min)}–${seconds(max)})`,
      `${(median / floor).toFixed(2)} ×`,
      name === EMPTY ? '–' : `≤ ${String(GOAL)}`,
    ]),
  );
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

async function synth(app: string, output: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(CDKTF, ['synth', '--app', app, '--output', output], {
    cwd: ROOT,
    env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (exitCode !== 0) throw new Error(`cdktf synth of ${app} failed: ${Buffer.concat(stderr).toString()}`);
  return performance.now() - startedAt;
}
