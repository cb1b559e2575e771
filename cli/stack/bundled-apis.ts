import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { synthCommand } from '../own-command';
import { UserError } from '../user-error';
import { bundleFolders } from './bundle-folders';

const Description = z.object({
  name: z.string(),
  route: z.object({ method: z.string(), path: z.string() }),
  upstream: z.object({ method: z.string(), repeatable: z.boolean().default(false) }),
  example: z.unknown(),
});

/** An API as its bundle describes it. */
export type BundledApi = z.output<typeof Description>;

/**
 * The APIs of a synthesized stack: the descriptions beside the bundles of its functions.
 *
 * @param directory the folder that holds `cdk.tf.json` and its assets
 * @throws UserError when one is not what a synth writes
 */
export function bundledApis(directory: string): BundledApi[] {
  return bundleFolders(directory)
    .map(tryBundledApi)
    .filter((api) => api !== undefined);
}

/**
 * The API of a bundle.
 *
 * @param folder of the bundle
 * @returns undefined where nothing describes it
 * @throws UserError when that is not what a synth writes
 */
export function tryBundledApi(folder: string): BundledApi | undefined {
  const file = path.join(folder, 'api.json');
  return fs.existsSync(file) ? descriptionIn(file) : undefined;
}

function descriptionIn(file: string): BundledApi {
  try {
    return Description.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UserError(`${file} is not what a synth writes. Run ${synthCommand()}.`, { cause: error });
  }
}
