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

/** In a folder of its content, so that a synth that runs beside this one finds the same or none. */
function write(code: Buffer): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const folder = path.join(cacheFolder('pusher') ?? fs.mkdtempSync(path.join(os.tmpdir(), 'pusher-')), hash);
  const file = path.join(folder, NAME);
  if (fs.existsSync(file) && fs.readFileSync(file).equals(code)) return file;
  fs.mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, `${NAME}.${String(process.pid)}`);
  fs.writeFileSync(draft, code);
  fs.renameSync(draft, file);
  return file;
}
