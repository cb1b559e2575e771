/**
 * Milliseconds on a clock that never goes back, for durations only.
 *
 * Not `performance.now()`: the first look at that global loads a module, 1 ms of every cold start.
 */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
