/** Median, range and a high percentile of measured values. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly p99: number;
}

/** @throws when there is nothing to summarize */
export function summarize(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    if (value === undefined) throw new Error('no values to summarize');
    return value;
  };
  return { median: at(0.5), min: at(0), max: at(1), p99: at(0.99) };
}
