import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { testSession } from '../../testing/function-session';
import { machine } from '../machine';
import { measureEndurance } from './endurance';
import type { Endurance } from './endurance';
import { tryOpensslRsaMs } from './openssl';
import { functionTable, goalTable, signatureTable } from './report';
import { measure } from './rounds';
import { measureSignature } from './signature';
import { FLOOR, OURS, subjects } from './subjects';
import { measureUpstreamHop } from './upstream-hop';

/** What `npm run bench` takes; see `--help`. */
export interface FunctionBenchOptions {
  readonly rounds: number;
  readonly calls: number;
  readonly node: string;
  readonly python?: string;
  readonly endurance: boolean;
}

const ENDURANCE_MARKS = [10_000, 50_000];

/** Measures the function against the floor, the least that signs, the obvious port and the guide's Python. */
export async function functionBench(options: FunctionBenchOptions): Promise<void> {
  const { rounds, calls, node, python } = options;
  const onProgress = (text: string): void => void process.stderr.write(`${text}\n`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const worker = new Worker(path.join(__dirname, 'upstream.cjs'));
  try {
    const port = await new Promise<number>((resolve) => worker.once('message', resolve));
    const upstream = `http://127.0.0.1:${String(port)}`;
    const environment = principal(folder, upstream);
    const measured = subjects({ folder, node, python });
    const results = {
      subjects: measured,
      rounds: await measure(measured, { rounds, calls, environment, onProgress }),
      signature: await measureSignature(200),
      opensslRsa: await tryOpensslRsaMs(),
      hop: await measureUpstreamHop(upstream, 500),
      endurance: new Map<string, Endurance>(),
    };
    for (const subject of options.endurance ? measured.filter(({ bytes }) => bytes !== undefined) : []) {
      onProgress(`memory over many calls: ${subject.name}`);
      // The port is four times slower and only there to compare with.
      const marks = [FLOOR, OURS].includes(subject.name) ? ENDURANCE_MARKS : ENDURANCE_MARKS.slice(0, 1);
      results.endurance.set(subject.name, await measureEndurance(subject, marks, environment));
    }
    const report = [
      `${machine()}, functions on Node ${version(node)}`,
      functionTable(results),
      signatureTable(results),
      goalTable(results),
    ];
    process.stdout.write(`${report.join('\n\n')}\n`);
  } finally {
    await worker.terminate();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Token and key in files, as OCI Functions gives them. */
function principal(folder: string, upstream: string): Record<string, string> {
  const { key, token } = testSession();
  const file = (name: string, text: string): string => {
    const written = path.join(folder, name);
    fs.writeFileSync(written, text, { mode: 0o600 });
    return written;
  };
  return {
    UPSTREAM_ENDPOINT: upstream,
    OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
    OCI_RESOURCE_PRINCIPAL_RPST: file('rpst', token),
    OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: file('private.pem', key),
    OCI_RESOURCE_PRINCIPAL_REGION: 'eu-frankfurt-1',
    // What the FDK would write of each call is not what is measured.
    LOG_LEVEL: 'error',
  };
}

function version(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
}
