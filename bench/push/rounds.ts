import type { FunctionVersion, FunctionVersions } from './function-version';
import { Meter } from './meter';
import type { Pusher } from './pushers';

/** One push, measured. */
export interface PushSample {
  readonly elapsedMs: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

export const CASES = [
  'first push, nothing on this machine',
  'first push, base fetched before',
  'changed function',
  'unchanged',
] as const;
export type PushCase = (typeof CASES)[number];

/** The samples of each case, by the pusher's name. */
export type PushSamples = ReadonlyMap<string, ReadonlyMap<PushCase, PushSample[]>>;

interface RoundsOptions {
  readonly rounds: number;
  readonly versions: FunctionVersions;
  readonly registryPort: number;
  /** Before the registry that the base image is in, which is another than the one that is pushed to. */
  readonly baseMeter: Meter;
  /** Reference of the base image. */
  readonly base: string;
  readonly onProgress: (text: string) => void;
}

/** Lets the pushers take turns, round after round. */
export async function measure(pushers: readonly Pusher[], options: RoundsOptions): Promise<PushSamples> {
  const samples = new Map(
    pushers.map(({ name }) => [name, new Map(CASES.map((one): [PushCase, PushSample[]] => [one, []]))]),
  );
  // The first round fills caches of the operating system and is not counted.
  for (let round = 0; round <= options.rounds; round += 1) {
    const mark = `round-${String(round)}`;
    const version = (letter: string): FunctionVersion => options.versions.make(`${mark}-${letter}`, options.base);
    const versions = { first: version('a'), second: version('b'), third: version('c') };
    for (const [index, pusher] of pushers.entries()) {
      options.onProgress(`round ${String(round)} of ${String(options.rounds)}: ${pusher.name}`);
      const measured = await measureCases(pusher, versions, `bench/${mark}-${String(index)}`, options);
      if (round === 0) continue;
      for (const [which, sample] of measured) samples.get(pusher.name)?.get(which)?.push(sample);
    }
  }
  return samples;
}

/** All cases once, each with what the one before it left. */
async function measureCases(
  pusher: Pusher,
  { first, second, third }: Readonly<Record<'first' | 'second' | 'third', FunctionVersion>>,
  name: string,
  { registryPort, baseMeter }: RoundsOptions,
): Promise<Map<PushCase, PushSample>> {
  await pusher.clear();
  const samples = new Map<PushCase, PushSample>();
  // Each is a registry of its own to a pusher, that has nothing yet.
  const meters = [await Meter.start(registryPort), await Meter.start(registryPort)] as const;
  const [one, other] = meters;
  const push = async (which: PushCase, version: FunctionVersion, meter: Meter): Promise<void> => {
    const repository = `${meter.host}/${name}-${String(meters.indexOf(meter))}`;
    samples.set(which, await metered([meter, baseMeter], () => pusher.push(version, repository)));
  };
  try {
    await push('first push, nothing on this machine', first, one);
    await push('first push, base fetched before', second, other);
    await push('changed function', third, other);
    await push('unchanged', third, other);
  } finally {
    await Promise.all(meters.map((meter) => meter.stop()));
  }
  return samples;
}

async function metered(meters: readonly Meter[], work: () => Promise<number>): Promise<PushSample> {
  const total = (direction: 'sent' | 'received'): number => meters.reduce((sum, meter) => sum + meter[direction], 0);
  const before = { sent: total('sent'), received: total('received') };
  const elapsedMs = await work();
  return {
    elapsedMs,
    sentBytes: total('sent') - before.sent,
    receivedBytes: total('received') - before.received,
  };
}
