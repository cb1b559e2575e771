import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { blocksOf, readDocument } from '../../terraform';

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
 */
export function bundledApis(directory: string): BundledApi[] {
  const tags = blocksOf(readDocument(directory))
    .filter(({ mode, type }) => mode === 'managed' && type === 'oci_functions_function')
    .map(({ body }) => String(body.image).split(':').at(-1) ?? '');
  const assets = path.join(directory, 'assets');
  const folders = fs.existsSync(assets) ? fs.readdirSync(assets).map((name) => path.join(assets, name)) : [];
  return folders
    .flatMap((folder) => tags.map((tag) => path.join(folder, tag, 'api.json')))
    .filter((file) => fs.existsSync(file))
    .map((file) => Description.parse(JSON.parse(fs.readFileSync(file, 'utf8'))));
}
