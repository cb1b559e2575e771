/** The user pressed Ctrl-C before the work was done. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** Aborts on the first SIGINT or SIGTERM; a second one ends the process at once, as without us. */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(new Interrupted());
  };
  process.once('SIGINT', abort);
  process.once('SIGTERM', abort);
  return controller.signal;
}
