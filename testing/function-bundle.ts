import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** A bundle as it would be put into the image. */
export interface TestBundle {
  readonly file: string;
  readonly bytes: number;
}

const ROOT = resolve(__dirname, '..');

/** Bundles the function with one API file as the product's bundler does, for tests of the function alone. */
export function bundleFunction(outDirectory: string, declaration = 'apis/search.ts'): TestBundle {
  const file = join(outDirectory, 'func.js');
  buildSync({
    entryPoints: [join(ROOT, 'function/main.ts')],
    outfile: file,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    alias: { 'signed-api/declaration': resolve(ROOT, declaration) },
    logLevel: 'error',
  });
  return { file, bytes: statSync(file).size };
}
