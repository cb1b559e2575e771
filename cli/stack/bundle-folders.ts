import fs from 'node:fs';
import path from 'node:path';
import { blocksOf, readDocument } from '../../terraform';

/**
 * The folders of the bundles that a synthesized stack's functions run; an image that is in a registry already has none.
 *
 * @param directory the folder that holds `cdk.tf.json` and its assets
 */
export function bundleFolders(directory: string): string[] {
  const tags = blocksOf(readDocument(directory))
    .filter(({ mode, type }) => mode === 'managed' && type === 'oci_functions_function')
    .map(({ body }) => String(body.image).split(':').at(-1) ?? '');
  const assets = path.join(directory, 'assets');
  const folders = fs.existsSync(assets) ? fs.readdirSync(assets).map((name) => path.join(assets, name)) : [];
  return folders
    .flatMap((folder) => tags.map((tag) => path.join(folder, tag)))
    .filter((folder) => fs.existsSync(folder));
}
