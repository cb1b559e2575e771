import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { UserError } from '../user-error';

/** Local time, as a zip file has no other: every machine writes the same. */
const TIME = new Date(1980, 0, 1);
const UNIX = 3;
const READABLE = 0o644;

/** The bytes of a zip file: the same for the same files, on every machine and on every day. */
export function zipOf(files: ReadonlyMap<string, Buffer | string>): Buffer {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const zippable: Zippable = Object.fromEntries(
    entries.map(([name, content]) => [
      name,
      [Buffer.from(content), { mtime: TIME, os: UNIX, attrs: (0o100000 | READABLE) * 0x10000, level: 9 }],
    ]),
  );
  return Buffer.from(zipSync(zippable));
}

/** Every file below a folder, by its path in there. */
export function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return new Map(
    names
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => [name.split(path.sep).join('/'), fs.readFileSync(path.join(folder, name))]),
  );
}

/**
 * Whole or not at all, so that nobody uploads a half.
 *
 * @throws UserError when the file cannot be written
 */
export function writeWhole(file: string, content: Buffer): void {
  const draft = `${file}.${String(process.pid)}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(draft, content);
    fs.renameSync(draft, file);
  } catch (error) {
    const shown = path.relative(process.cwd(), file);
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UserError(`${shown}: cannot be written (${code}). Name another file with --out.`, { cause: error });
  } finally {
    if (fs.existsSync(draft)) fs.rmSync(draft);
  }
}
