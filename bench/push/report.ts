import { summarize } from '../statistics';
import type { Summary } from '../statistics';
import { table } from '../table';
import { BUILDAH, OURS } from './pushers';
import { CASES } from './rounds';
import type { PushCase, PushSample, PushSamples } from './rounds';

/** One row a case: what each took and sent, and buildah's time in ours. */
export function pushTable(samples: PushSamples): string {
  return table(
    [
      'case',
      'this project (s)',
      'buildah (s)',
      'buildah / this project',
      'sent (KiB)',
      'buildah',
      'fetched (KiB)',
      'buildah',
    ],
    CASES.map((which) => row(which, samplesOf(samples, OURS, which), samplesOf(samples, BUILDAH, which))),
  );
}

function row(which: PushCase, ours: readonly PushSample[], theirs: readonly PushSample[]): string[] {
  const [time, theirTime] = [ours, theirs].map((all) => summarize(all.map(({ elapsedMs }) => elapsedMs)));
  if (time === undefined || theirTime === undefined) return [which];
  return [
    which,
    seconds(time),
    seconds(theirTime),
    `${(theirTime.median / time.median).toFixed(1)} ×`,
    kibibytes(ours.map(({ sentBytes }) => sentBytes)),
    kibibytes(theirs.map(({ sentBytes }) => sentBytes)),
    kibibytes(ours.map(({ receivedBytes }) => receivedBytes)),
    kibibytes(theirs.map(({ receivedBytes }) => receivedBytes)),
  ];
}

function samplesOf(samples: PushSamples, pusher: string, which: PushCase): readonly PushSample[] {
  return samples.get(pusher)?.get(which) ?? [];
}

function seconds({ median, min, max }: Summary): string {
  const text = (ms: number): string => (ms / 1000).toFixed(2);
  return `${text(median)} (${text(min)}–${text(max)})`;
}

function kibibytes(bytes: readonly number[]): string {
  const kib = summarize(bytes).median / 1024;
  return kib >= 100 ? Math.round(kib).toLocaleString('en') : kib.toFixed(1);
}
