import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { testSession } from '../testing/function-session';
import { measure } from './rounds';
import type { Measured } from './rounds';
import { measureSignature } from './signature';
import { FLOOR, OURS, subjects } from './subjects';
import type { MeasuredSubject } from './subjects';
import { table } from './table';
import { measureUpstreamHop } from './upstream-hop';

const USAGE = `usage: npm run -s bench -- [--rounds N] [--calls N] [--node FILE] [--python FILE]
  --rounds N    starts of each subject, taking turns (default 10)
  --calls N     warm calls a round (default 200)
  --node FILE   the Node that runs the functions (default: this one)
  --python FILE a Python with fdk, oci and requests: measures the guide's function too`;

const ms = (value: number): string => value.toFixed(2);
const ratio = (value: number, floor: number): string => `${(value / floor).toFixed(2)} ×`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '10' },
      calls: { type: 'string', default: '200' },
      node: { type: 'string', default: process.execPath },
      python: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const worker = new Worker(path.join(__dirname, 'upstream.cjs'));
  try {
    const port = await new Promise<number>((resolve) => worker.once('message', resolve));
    const upstream = `http://127.0.0.1:${String(port)}`;
    const environment = principal(folder, upstream);
    const measuredSubjects = subjects({ folder, node: values.node, python: values.python });
    const results = await measure(measuredSubjects, {
      rounds: Number(values.rounds),
      calls: Number(values.calls),
      environment,
      onProgress: (text) => process.stderr.write(`${text}\n`),
    });
    const signature = await measureSignature(200);
    const hop = await measureUpstreamHop(upstream, 500);
    process.stdout.write(`${machine(values.node)}\n\n${functionTable(measuredSubjects, results)}\n\n`);
    process.stdout.write(`${signatureTable(signature)}\n\n${overhead(results, hop, signature.rsa.median)}\n`);
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

function machine(node: string): string {
  const [cpu] = os.cpus();
  return `${new Date().toISOString().slice(0, 10)}, ${String(os.cpus().length)} × ${cpu?.model.trim() ?? 'unknown'}, ${node === process.execPath ? `Node ${process.version}` : node}`;
}

function functionTable(all: readonly MeasuredSubject[], results: ReadonlyMap<string, Measured>): string {
  const floor = results.get(FLOOR);
  return table(
    ['function', 'cold start (ms)', '/ floor', 'warm p50 (ms)', 'p99', '/ floor', 'RSS (MiB)', 'bundle (kB)'],
    all.flatMap(({ name, bytes }) => {
      const measured = results.get(name);
      if (measured === undefined || floor === undefined) return [];
      const { coldStart, warm, rss } = measured;
      return [
        [
          name,
          `${ms(coldStart.median)} (${ms(coldStart.min)}–${ms(coldStart.max)})`,
          ratio(coldStart.median, floor.coldStart.median),
          ms(warm.median),
          ms(warm.p99),
          ratio(warm.median, floor.warm.median),
          rss.median.toFixed(0),
          bytes === undefined ? '–' : (bytes / 1000).toFixed(1),
        ],
      ];
    }),
  );
}

function signatureTable({
  rsa,
  sign2Kb,
  rsaAndSha1Mib,
  sign1Mib,
  ociCommon2Kb,
}: Awaited<ReturnType<typeof measureSignature>>): string {
  return table(
    ['signature', 'median (ms)', 'ratio'],
    [
      ['RSA-2048 private operation', rsa.median.toFixed(3), '1.00 ×'],
      ['2 KB body, this project', sign2Kb.median.toFixed(3), ratio(sign2Kb.median, rsa.median)],
      ['2 KB body, oci-common', ociCommon2Kb.median.toFixed(3), ratio(ociCommon2Kb.median, rsa.median)],
      ['RSA and SHA-256 of 1 MiB', rsaAndSha1Mib.median.toFixed(3), '1.00 ×'],
      ['1 MiB body, this project', sign1Mib.median.toFixed(3), ratio(sign1Mib.median, rsaAndSha1Mib.median)],
    ],
  );
}

function overhead(results: ReadonlyMap<string, Measured>, hop: number, rsa: number): string {
  const ours = results.get(OURS)?.warm.median ?? Number.NaN;
  const floor = results.get(FLOOR)?.warm.median ?? Number.NaN;
  const rest = ours - floor - hop - rsa;
  return `Warm p50 less the floor, the upstream's hop (${ms(hop)} ms) and one RSA operation (${ms(rsa)} ms): ${ms(rest)} ms`;
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
});
