import { monotonicMs } from './clock';

/** What one call did, gathered on its way for its line in the log. */
export interface Trace {
  upstreamStatus?: number;
  retries: number;
  /** Milliseconds by hop: `principal`, `sign`, `upstream`. A hop that is entered again adds up. */
  readonly ms: Record<string, number>;
  /** What was signed last, masked; only when the log shows it. */
  signed?: string;
}

/** Starts a trace. */
export function newTrace(): Trace {
  return { retries: 0, ms: {} };
}

/** Runs one hop and adds its duration to the trace, also when it fails. */
export async function timed<Result>(trace: Trace, hop: string, run: () => Result | Promise<Result>): Promise<Result> {
  const startMs = monotonicMs();
  try {
    return await run();
  } finally {
    trace.ms[hop] = Math.round(((trace.ms[hop] ?? 0) + monotonicMs() - startMs) * 1000) / 1000;
  }
}
