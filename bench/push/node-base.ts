import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Buildah } from './buildah';

const DOCKERFILE = 'FROM scratch\nCOPY root /\nENV PATH=/usr/bin\nCMD ["node"]\n';

/**
 * Puts an image into a registry that has this machine's Node and the libraries that it needs, and no more.
 *
 * @param folder where it is put together
 */
export async function pushNodeBase(folder: string, reference: string, buildah: Buildah): Promise<void> {
  for (const [file, at] of nodeFiles()) {
    const copy = path.join(folder, 'root', at);
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    await fs.promises.copyFile(file, copy);
  }
  fs.writeFileSync(path.join(folder, 'Dockerfile'), DOCKERFILE);
  await buildah.build(folder, reference);
  await buildah.push(reference);
}

/** Each file, and where it goes. */
function nodeFiles(): [string, string][] {
  const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => /(?:=>\s*)?(\/\S+)\s+\(/.exec(line)?.[1] ?? []);
  return [
    [process.execPath, '/usr/bin/node'],
    ...libraries.map((file): [string, string] => [fs.realpathSync(file), file]),
  ];
}
