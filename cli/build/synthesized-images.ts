import path from 'node:path';
import { bundleFolders } from '../stack/bundle-folders';
import { tryBundledApi } from '../stack/bundled-apis';
import { synthesizedStacks } from '../stack/synth';

/**
 * The folders of an API's bundles in the last synth, each with its image's tag for a name: what the functions of the stacks run.
 *
 * @param project the folder that holds `cdktf.json`
 * @returns none before a synth, or where it cannot be read
 */
export function synthesizedImages(api: string, project = process.cwd()): string[] {
  try {
    return synthesizedStacks(project)
      .flatMap(({ directory }) => bundleFolders(directory))
      .filter((folder) => tryBundledApi(folder)?.name === api)
      .map((folder) => path.relative(project, folder));
  } catch {
    return [];
  }
}
