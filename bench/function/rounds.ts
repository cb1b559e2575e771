import { FnProcess } from './fn-process';
import type { Subject } from './fn-process';
import { summarize } from '../statistics';
import type { Summary } from '../statistics';

export interface RoundOptions {
  /** How often each subject is started; subjects take turns, so that noise hits all alike. */
  readonly rounds: number;
  /** Warm calls a round, after as many that are not counted. */
  readonly calls: number;
  /** Environment of the resource principal and the upstream. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onProgress: (text: string) => void;
}

/** What was measured of one subject: milliseconds, and calls a second. */
export interface Measured {
  readonly coldStart: Summary;
  readonly warm: Summary;
  /** Calls a second of one caller. */
  readonly alone: Summary;
  /** Calls a second of {@link CALLERS} at once. */
  readonly crowded: Summary;
}

/** How many call at once; OCI sends one call at a time to a process, a platform of one's own might not. */
const CALLERS = 16;

/** Starts each subject in turn, round after round, and measures its first answer and its warm calls. */
export async function measure(
  subjects: readonly Subject[],
  { rounds, calls, environment, onProgress }: RoundOptions,
): Promise<Map<string, Measured>> {
  const samples = new Map(
    subjects.map(({ name }): [string, Record<keyof Measured, number[]>] => [
      name,
      { coldStart: [], warm: [], alone: [], crowded: [] },
    ]),
  );
  for (let round = 1; round <= rounds; round += 1) {
    // Each round starts with another one: what a process leaves behind would always hit the same neighbour.
    const first = round % subjects.length;
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) {
      onProgress(`round ${String(round)} of ${String(rounds)}: ${subject.name}`);
      const sample = samples.get(subject.name);
      const running = await FnProcess.start(subject, environment);
      try {
        sample?.coldStart.push(running.coldStartMs);
        for (let call = 0; call < calls; call += 1) await running.call();
        for (let call = 0; call < calls; call += 1) sample?.warm.push(await running.call());
        sample?.alone.push(await running.throughput(1, calls));
        sample?.crowded.push(await running.throughput(CALLERS, calls));
      } finally {
        await running.stop();
      }
    }
  }
  return new Map(
    [...samples].map(([name, { coldStart, warm, alone, crowded }]) => [
      name,
      {
        coldStart: summarize(coldStart),
        warm: summarize(warm),
        alone: summarize(alone),
        crowded: summarize(crowded),
      },
    ]),
  );
}
