import { table } from '../table';
import type { Endurance } from './endurance';
import type { Measured } from './rounds';
import type { SignatureTimes } from './signature';
import { FLOOR, GUIDE, LEAST, OURS } from './subjects';
import type { MeasuredSubject } from './subjects';

/** Everything that one run measured. */
export interface FunctionResults {
  readonly subjects: readonly MeasuredSubject[];
  readonly rounds: ReadonlyMap<string, Measured>;
  readonly endurance: ReadonlyMap<string, Endurance>;
  readonly signature: SignatureTimes;
  /** Milliseconds; absent where there is no openssl. */
  readonly opensslRsa?: number;
  /** Milliseconds of one small exchange with the upstream. */
  readonly hop: number;
}

const ms = (value: number): string => value.toFixed(2);
const ratio = (value: number, floor: number): string => `${(value / floor).toFixed(2)} ×`;
const NOT_MEASURED = '–';

/** One row a function: its times, what they are to the floor's, its memory and size. */
export function functionTable({ subjects, rounds, endurance }: FunctionResults): string {
  const floor = rounds.get(FLOOR);
  const marks = [...(endurance.get(FLOOR)?.keys() ?? [])];
  return table(
    [
      ...[
        'function',
        'cold start (ms)',
        '/ floor',
        'warm p50 (ms)',
        'p99',
        '/ floor',
        'calls/s, 1 caller',
        '16 callers',
      ],
      ...marks.map((mark) => `RSS after ${mark.toLocaleString('en')} calls (MiB)`),
      'bundle (KiB)',
    ],
    subjects.flatMap(({ name, bytes }) => {
      const measured = rounds.get(name);
      if (measured === undefined || floor === undefined) return [];
      const { coldStart, warm, alone, crowded } = measured;
      return [
        [
          name,
          `${ms(coldStart.median)} (${ms(coldStart.min)}–${ms(coldStart.max)})`,
          ratio(coldStart.median, floor.coldStart.median),
          ms(warm.median),
          ms(warm.p99),
          ratio(warm.median, floor.warm.median),
          alone.median.toFixed(0),
          crowded.median.toFixed(0),
          ...marks.map((mark) => endurance.get(name)?.get(mark)?.toFixed(1) ?? NOT_MEASURED),
          bytes === undefined ? NOT_MEASURED : (bytes / 1024).toFixed(1),
        ],
      ];
    }),
  );
}

/** One row an operation: a signature against what it cannot do without. */
export function signatureTable({ signature, opensslRsa }: FunctionResults): string {
  const { rsa, sign2Kb, rsaAndSha1Mib, sign1Mib, ociCommon2Kb } = signature;
  return table(
    ['signature', 'median (ms)', 'ratio'],
    [
      ['RSA-2048 private operation', rsa.median.toFixed(3), '1.00 ×'],
      [
        'the same by openssl speed',
        opensslRsa?.toFixed(3) ?? NOT_MEASURED,
        opensslRsa === undefined ? NOT_MEASURED : ratio(opensslRsa, rsa.median),
      ],
      ['2 KB body, this project', sign2Kb.median.toFixed(3), ratio(sign2Kb.median, rsa.median)],
      ['2 KB body, oci-common', ociCommon2Kb.median.toFixed(3), ratio(ociCommon2Kb.median, rsa.median)],
      ['RSA and SHA-256 of 1 MiB', rsaAndSha1Mib.median.toFixed(3), '1.00 ×'],
      ['1 MiB body, this project', sign1Mib.median.toFixed(3), ratio(sign1Mib.median, rsaAndSha1Mib.median)],
    ],
  );
}

/** What the project holds itself to, each figure of this run beside its goal. */
export function goalTable({ rounds, endurance, signature, hop, subjects }: FunctionResults): string {
  const [ours, floor, least, guide] = [OURS, FLOOR, LEAST, GUIDE].map((name) => rounds.get(name));
  const rows: string[][] = [];
  const row = (figure: string, value: string | undefined, goal: string): void => {
    if (value !== undefined) rows.push([figure, value, goal]);
  };
  row('signature of a 2 KB body / RSA', ratio(signature.sign2Kb.median, signature.rsa.median), '≤ 1.15');
  row('1 MiB body / RSA and SHA-256', ratio(signature.sign1Mib.median, signature.rsaAndSha1Mib.median), '≤ 1.20');
  if (ours && floor && least) {
    row('cold start / floor', ratio(ours.coldStart.median, floor.coldStart.median), '≤ 1.10');
    row('cold start / the least that signs', ratio(ours.coldStart.median, least.coldStart.median), '–');
    const rest = ours.warm.median - floor.warm.median - hop - signature.rsa.median;
    row(`warm p50 less floor, upstream's hop (${ms(hop)}) and RSA`, `${ms(rest)} ms`, '≤ 0.50 ms');
  }
  if (ours && guide) {
    row("warm p50, the guide's Python / this project", ratio(guide.warm.median, ours.warm.median), '≥ 20');
    row("cold start, the guide's Python / this project", ratio(guide.coldStart.median, ours.coldStart.median), '≥ 5');
  }
  const [memory, floorMemory] = [OURS, FLOOR].map((name) => [...(endurance.get(name) ?? [])]);
  const [first, last] = [memory?.at(0), memory?.at(-1)];
  const floorFirst = floorMemory?.at(0);
  if (first && last && floorFirst) {
    const calls = (count: number): string => count.toLocaleString('en');
    row(`RSS after ${calls(first[0])} calls less floor`, `${(first[1] - floorFirst[1]).toFixed(1)} MiB`, '≤ 10 MB');
    if (last !== first) {
      row(
        `growth from ${calls(first[0])} to ${calls(last[0])} calls`,
        `${(last[1] - first[1]).toFixed(1)} MiB (floor: ${((floorMemory?.at(-1)?.[1] ?? Number.NaN) - floorFirst[1]).toFixed(1)})`,
        'none',
      );
    }
  }
  const bytes = subjects.find(({ name }) => name === OURS)?.bytes;
  row('bundle', bytes === undefined ? undefined : `${(bytes / 1024).toFixed(1)} KiB`, '≤ 60 KiB');
  return table(['figure', 'this run', 'goal'], rows);
}
