import { setTimeout } from 'node:timers/promises';
import { PassingError } from '../http/passing-error';
import { ImageError } from './image-error';

/** How often, and after how long, what may pass is tried again. */
export interface PatienceOptions {
  /** @default - waits */
  readonly wait?: (ms: number) => Promise<void>;
  /** What is said before another try. */
  readonly onRetry?: (text: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/** Does the work, and again when it failed for a reason that passes. */
export type Persistent = <Result>(work: () => Promise<Result>) => Promise<Result>;

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 500;
/** A server that asks for more patience than this is reported. */
const LONGEST_WAIT_MS = 120_000;

/** @throws ImageError when the reason does not pass in time; any other error as it is */
export function persistent({ wait, onRetry, signal }: PatienceOptions): Persistent {
  const pause = wait ?? ((ms: number) => setTimeout(ms, undefined, { signal }));
  return async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        signal?.throwIfAborted();
        return await work();
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof PassingError)) throw error;
        // A server that asks for no pause at all is not helped by five requests at once.
        const ms = Math.max(error.retryAfterMs ?? 0, FIRST_WAIT_MS * 2 ** (attempt - 1));
        if (attempt === ATTEMPTS) {
          throw new ImageError(`${error.message}, ${String(ATTEMPTS)} times in a row. ${error.next}`);
        }
        if (ms > LONGEST_WAIT_MS) {
          throw new ImageError(`${error.message} and asks to wait ${String(Math.ceil(ms / 1000))} s. ${error.next}`);
        }
        onRetry?.(`${error.message}; another try in ${String(ms / 1000)} s`);
        await pause(ms).catch((reason: unknown) => {
          signal?.throwIfAborted();
          throw reason;
        });
      }
    }
  };
}
