import { isatty } from 'node:tty';
import { readBundleFolder } from './bundle-folder';
import { ImageError } from './image-error';
import { defaultLogin } from './default-login';
import { TextProgress } from './progress';
import { pushImage } from './push';

/** `node push.js <bundle's folder>`: pushes to the place that IMAGE_REFERENCE names. Exits 0, or 1 with one line that says why. */
async function main(directory: string | undefined, target: string | undefined): Promise<void> {
  if (directory === undefined || target === undefined || target === '') {
    throw new ImageError('expected: IMAGE_REFERENCE=<host>/<repository> node push.js <folder of the bundle>');
  }
  const progress = new TextProgress({
    write: (text) => process.stdout.write(text),
    // The stream's own flag is undefined, and not false, for a pipe.
    isTerminal: isatty(process.stdout.fd),
  });
  await pushImage(readBundleFolder(directory), target, { progress, login: defaultLogin() });
}

main(process.argv[2], process.env.IMAGE_REFERENCE).catch((error: unknown) => {
  const isTold = error instanceof ImageError;
  process.stderr.write(
    `✗ ${isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
