import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

/** What goes into one function's bundle. */
export interface BundleInput {
  /** The file that declares the API and exports it as default. */
  readonly declaration: string;
  /** The file to write; its source map, if any, is written beside it. */
  readonly outfile: string;
}

/** Makes one self-contained CommonJS file of a function. The one seam between the constructs and a bundler. */
export interface Bundler {
  /** Writes the file, and its source map as `<file>.map`. */
  bundle(input: BundleInput): void;
}

const PACKAGE = path.join(__dirname, '..');

/** Bundles with esbuild: the same bytes on every machine and in every folder. */
export class EsbuildBundler implements Bundler {
  bundle({ declaration, outfile }: BundleInput): void {
    const { outputFiles } = buildSync({
      absWorkingDir: PACKAGE,
      entryPoints: [path.join(PACKAGE, 'function', 'main.ts')],
      alias: { 'signed-api/declaration': declaration },
      // The source map's paths are relative to its own, so it is made as if it were always in the same place.
      outfile: path.join(PACKAGE, 'dist', 'functions', 'bundle', 'func.js'),
      write: false,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      minify: true,
      legalComments: 'none',
      sourcemap: 'external',
      sourcesContent: false,
      // Otherwise the bytes would depend on the tsconfig.json of whoever uses the constructs.
      tsconfigRaw: '{}',
      logLevel: 'error',
    });
    for (const { path: file, contents } of outputFiles) {
      fs.writeFileSync(file.endsWith('.map') ? `${outfile}.map` : outfile, contents);
    }
  }
}
