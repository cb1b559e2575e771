import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundlePusher } from './bundler';
import { cacheFolder } from './cache-folder';

const NAME = 'push.js';

let made: string | undefined;

/** The program that pushes images, as one file on disk; bundled once for each process. */
export function pusherFile(): string {
  if (made === undefined || !fs.existsSync(made)) made = write(bundlePusher());
  return made;
}

/** In the cache, or else in a folder of this process that goes with it. */
function write(code: Buffer): string {
  const cache = cacheFolder('pusher');
  try {
    if (cache !== undefined) return writeBelow(cache, code);
  } catch {
    // A cache that cannot be written is none.
  }
  const own = fs.mkdtempSync(path.join(os.tmpdir(), 'pusher-'));
  process.once('exit', () => {
    fs.rmSync(own, { recursive: true, force: true });
  });
  return writeBelow(own, code);
}

/** In a folder of its content, so that a synth that runs beside this one finds the same or none. */
function writeBelow(parent: string, code: Buffer): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const folder = path.join(parent, hash);
  const file = path.join(folder, NAME);
  if (fs.existsSync(file) && fs.readFileSync(file).equals(code)) return file;
  fs.mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, `${NAME}.${String(process.pid)}`);
  fs.writeFileSync(draft, code);
  fs.renameSync(draft, file);
  return file;
}
