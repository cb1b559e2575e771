import fs from 'node:fs';
import path from 'node:path';

/** Where a command runs, as seen from the package that it is part of. */
export type Place = 'the project' | 'a folder below' | 'another project';

/**
 * Whether the APIs that the command imports are those of the project that it runs in: not where the package is installed, or linked.
 *
 * @param folder that the command runs in
 * @param program folder of the command's own files
 */
export function placeOf(folder = process.cwd(), program = __dirname): Place {
  const fromPackage = path.relative(packageOf(program), folder);
  if (fromPackage === '') return 'the project';
  return fromPackage.split(path.sep)[0] === '..' || path.isAbsolute(fromPackage) ? 'another project' : 'a folder below';
}

/** The compiled files are a floor deeper than the sources. */
function packageOf(program: string): string {
  let folder = program;
  while (!fs.existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder)) {
    folder = path.dirname(folder);
  }
  return folder;
}
