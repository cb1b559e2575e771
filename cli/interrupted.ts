/** The user pressed Ctrl-C before the work was done. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/**
 * Aborts on the first SIGINT, SIGTERM or SIGHUP. A second one does not wait any longer, but still ends what was started:
 * that is done on exit, which a signal's own default would skip.
 */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Interrupted());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  return controller.signal;
}

/** What the work gives, unless Ctrl-C comes first: the work is not waited for any longer then, and goes on by itself. */
export async function unlessInterrupted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  let interrupt = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    interrupt = () => {
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener('abort', interrupt);
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}
