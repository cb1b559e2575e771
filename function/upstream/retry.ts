/** What decides whether, and how late, a request is repeated. */
export interface Attempt {
  /** Repetitions so far. */
  readonly retries: number;
  /** False when the operation might have been carried out and must not be twice. */
  readonly repeatable: boolean;
  /** The upstream's status; absent when the connection was reset. */
  readonly status?: number;
  /** The upstream's `Retry-After`. */
  readonly retryAfter?: string;
  /** Milliseconds until the caller's deadline. */
  readonly remainingMs: number;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** From 0 up to 1. */
  readonly random: number;
}

const PASSING = new Set([429, 502, 503, 504]);
const MAX_RETRIES = 3;
const FIRST_DELAY_MS = 100;
/** A repetition that starts with less than this left would be cut off by the deadline. */
const LEAST_REMAINING_MS = 100;

/**
 * Says how many milliseconds to wait before a request is repeated; `undefined` when it must not be, or cannot in time.
 *
 * The delay doubles and is spread over its whole length, so that callers that failed together do not return together.
 */
export function tryRetryDelay(attempt: Attempt): number | undefined {
  const { retries, repeatable, status, remainingMs } = attempt;
  if (!repeatable || retries >= MAX_RETRIES) return undefined;
  if (status !== undefined && !PASSING.has(status)) return undefined;
  const backoffMs = Math.ceil(FIRST_DELAY_MS * 2 ** retries * attempt.random);
  const delayMs = Math.max(backoffMs, tryRetryAfterMs(attempt.retryAfter, attempt.nowMs) ?? 0);
  return delayMs + LEAST_REMAINING_MS <= remainingMs ? delayMs : undefined;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function tryRetryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? undefined : dateMs - nowMs;
}
