import { canRedraw } from '../terminal/can-redraw';
import { TextProgress } from '../terminal/progress';
import { readBundleFolder } from './bundle-folder';
import { ImageError } from './image-error';
import { defaultLogin } from './login/default-login';
import { pushImage } from './push';

const INTERRUPTED = 130;

/** `node push.js <bundle's folder>`: pushes to the place that IMAGE_REFERENCE names. */
async function main(directory: string | undefined, target: string | undefined, signal: AbortSignal): Promise<void> {
  if (directory === undefined || target === undefined || target === '') {
    throw new ImageError('expected: IMAGE_REFERENCE=<host>/<repository> node push.js <folder of the bundle>');
  }
  const progress = new TextProgress({
    write: (text) => process.stdout.write(text),
    isTerminal: canRedraw(),
  });
  await pushImage(readBundleFolder(directory), target, { progress, login: defaultLogin(), signal });
}

/** Aborts on Ctrl-C, so that what is half-written goes; a second one does not wait for that. */
function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(INTERRUPTED);
      controller.abort(new ImageError('interrupted. The next push goes on where this one stopped.'));
    });
  }
  return controller.signal;
}

/** Exits 0, 1 with one line that says why, or 130 after Ctrl-C or SIGTERM: at once, whatever a connection still waits for. */
function end(signal: AbortSignal, error?: Error): void {
  if (error === undefined) {
    process.stdout.write('', () => process.exit(0));
    return;
  }
  const isTold = error instanceof ImageError;
  const text = isTold ? error.message : (error.stack ?? error.message);
  process.stderr.write(`✗ ${text}\n`, () => process.exit(signal.aborted ? INTERRUPTED : 1));
}

const signal = onInterrupt();
main(process.argv[2], process.env.IMAGE_REFERENCE, signal).then(
  () => {
    end(signal);
  },
  (error: unknown) => {
    end(signal, error as Error);
  },
);
