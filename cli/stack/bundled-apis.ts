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
    .map((folder) => path.join(folder, 'api.json'))
    .filter((file) => fs.existsSync(file))
    .map(descriptionIn);
}

function descriptionIn(file: string): BundledApi {
  try {
    return Description.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UserError(`${file} is not what a synth writes. Run ${synthCommand()}.`, { cause: error });
  }
}
