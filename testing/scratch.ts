import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** Makes an empty folder of its own; it is gone when the test file is done. */
export function scratch(name: string): string {
  const directory = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), `${name}-`));
  made.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of made.splice(0)) fs.rmSync(directory, { recursive: true, force: true });
});
