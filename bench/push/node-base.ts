import fs from 'node:fs';
import path from 'node:path';
import { nodeFiles } from '../../testing/node-files';
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
