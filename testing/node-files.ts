import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';

/** This machine's Node and the shared libraries that it needs: each file, and where it goes in an image. */
export function nodeFiles(): [string, string][] {
  const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => /(?:=>\s*)?(\/\S+)\s+\(/.exec(line)?.[1] ?? []);
  return [
    [process.execPath, '/usr/bin/node'],
    ...libraries.map((file): [string, string] => [realpathSync(file), file]),
  ];
}
