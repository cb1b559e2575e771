import path from 'node:path';
import { DEFAULT_IMAGE } from '../../constructs';
import { isLoopback } from '../../http/confidential';
import { readBundleFolder } from '../../image/bundle-folder';
import { parseReference } from '../../image/reference';
import { bundleFolders } from '../stack/bundle-folders';
import type { SynthesizedStack } from '../stack/synth';

/**
 * The registries of the images that the functions of a synth are built on, each once; before a synth that of the default base.
 *
 * @throws ImageError when a bundle is not what a synth writes
 */
export function baseRegistries(stacks: readonly SynthesizedStack[]): URL[] {
  const folders = stacks.flatMap(({ directory }) => bundleFolders(path.resolve(directory)));
  const bases = stacks.length === 0 ? [DEFAULT_IMAGE.base] : folders.map((folder) => readBundleFolder(folder).base);
  const hosts = new Set(bases.map((base) => parseReference(base).host));
  return [...hosts].map((host) => new URL(`${isLoopback(host) ? 'http' : 'https'}://${host}`));
}
