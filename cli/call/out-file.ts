import fs from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';

/** A file that an answer can be written to. It is looked at before the call, which may change something. */
export function outFile(text: string): string {
  if (text === '' || /[\\/]$/.test(text) || isFolder(text))
    throw new InvalidArgumentError('expected the name of a file.');
  const folder = path.dirname(text);
  try {
    fs.accessSync(folder, fs.constants.W_OK);
  } catch {
    throw new InvalidArgumentError(`nothing can be written to the folder ${folder}. Name another file.`);
  }
  if (!isFolder(folder)) throw new InvalidArgumentError(`${folder} is no folder. Name another file.`);
  return text;
}

function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false;
  }
}
