import type { Progress } from '../terminal/progress';

/** Says nothing. */
export const silentProgress: Progress = {
  done: () => undefined,
  underway: () => undefined,
  note: () => undefined,
  end: () => undefined,
};
