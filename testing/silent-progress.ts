import type { Progress } from '../image/progress';

/** Says nothing. */
export const silentProgress: Progress = { done: () => undefined, count: () => undefined, note: () => undefined };
