import os from 'node:os';
import path from 'node:path';

/** The user's home folder; of a user that the machine does not know, the root, where nothing of theirs is found. */
export function homeFolder(): string {
  try {
    return os.homedir();
  } catch {
    return path.parse(process.cwd()).root;
  }
}
