import fs from 'node:fs';
import path from 'node:path';

/**
 * Whether the APIs that the command imports are those of the project that it runs in: not where the package is installed, or linked.
 *
 * @param folder that the command runs in
 * @param program folder of the command's own files
 */
export function isOwnProject(folder = process.cwd(), program = __dirname): boolean {
  const fromPackage = path.relative(packageOf(program), folder);
  return fromPackage.split(path.sep)[0] !== '..' && !path.isAbsolute(fromPackage);
}

/** The compiled files are a floor deeper than the sources. */
function packageOf(program: string): string {
  let folder = program;
  while (!fs.existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder)) {
    folder = path.dirname(folder);
  }
  return folder;
}
