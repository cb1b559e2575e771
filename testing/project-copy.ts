import fs from 'node:fs';
import path from 'node:path';
import { scratch } from './scratch';

const ROOT = path.join(__dirname, '..');
/** The folders of this project whose files import each other: what a synth, a bundle or a command needs. */
const SOURCE_FOLDERS: readonly string[] = [
  ...['apis', 'cli', 'constructs', 'function', 'http', 'image', 'local', 'oci-user'],
  ...['review', 'stacks', 'terminal', 'terraform'],
];

/** Copies the sources to a folder, and more of the project's files or folders. */
export function copyProject(folder: string, more: readonly string[]): void {
  for (const part of [...SOURCE_FOLDERS, 'package.json', ...more]) {
    fs.cpSync(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  }
}

/** The project folder of a clone that is installed; nothing but a test writes there, and the packages are out of it. */
export function projectCopy(...more: readonly string[]): string {
  const parent = scratch('clone');
  const folder = path.join(parent, 'project');
  copyProject(folder, more);
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(parent, 'node_modules'));
  return folder;
}
