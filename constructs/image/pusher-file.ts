import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundlePusher } from './bundler';

/** The program that pushes images, as one file on disk. */
export interface PusherFile {
  readonly file: string;
  /** Of its bytes. */
  readonly hash: string;
}

const HASH_LENGTH = 16;
const NAME = 'push.js';

let made: PusherFile | undefined;

/** The pusher, bundled once for each process. */
export function pusherFile(): PusherFile {
  if (made === undefined || !fs.existsSync(made.file)) made = writePusher(bundlePusher());
  return made;
}

function writePusher(code: Uint8Array): PusherFile {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, HASH_LENGTH);
  const folder = path.join(cacheFolder(), hash);
  const file = path.join(folder, NAME);
  if (!fs.existsSync(file) || !fs.readFileSync(file).equals(code)) {
    fs.mkdirSync(folder, { recursive: true });
    const draft = path.join(folder, `${NAME}.${String(process.pid)}`);
    fs.writeFileSync(draft, code);
    fs.renameSync(draft, file);
  }
  return { file, hash };
}

function cacheFolder(): string {
  return path.join(os.tmpdir(), `signed-api-${String(os.userInfo().uid)}`);
}
