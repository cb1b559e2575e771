import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Metafile } from 'esbuild';

/** What goes into one function's bundle. */
export interface BundleInput {
  /** The file that declares the API and exports it as default. */
  readonly declaration: string;
  /** The file to write; its source map, if any, is written beside it. */
  readonly outfile: string;
}

/** What a package, or a folder of this project, adds to a bundle. */
export interface BundlePart {
  readonly name: string;
  readonly bytes: number;
}

/** Makes one self-contained CommonJS file of a function. The one seam between the constructs and a bundler. */
export interface Bundler {
  /**
   * Writes the file, and its source map as `<file>.map`.
   *
   * @returns what the file is made of, the largest part first; empty when the bundler cannot tell.
   */
  bundle(input: BundleInput): readonly BundlePart[];
}

/** The folder that holds the function's sources: this project, or the package, whose compiled files are a floor deeper. */
const PACKAGE = [path.join(__dirname, '..', '..'), path.join(__dirname, '..', '..', '..')].find((folder) =>
  fs.existsSync(path.join(folder, 'function', 'main.ts')),
) as string;
const COMPILED = path.join(PACKAGE, 'lib') + path.sep;
/** All that a declaration needs of this package; the rest of it is no part of a function. */
const DECLARES = path.join(PACKAGE, 'apis', 'define-api.ts');

/** Bundles with esbuild: the same bytes on every machine and in every folder. */
export class EsbuildBundler implements Bundler {
  bundle({ declaration, outfile }: BundleInput): readonly BundlePart[] {
    const { outputFiles, metafile } = buildSync({
      absWorkingDir: PACKAGE,
      entryPoints: [path.join(PACKAGE, 'function', 'main.ts')],
      alias: {
        'signed-api/declaration': sourceOf(declaration),
        'cdktf-oci-signed-api': DECLARES,
        'cdktf-oci-signed-api/apis': DECLARES,
      },
      // The source map's paths are relative to its own, so it is made as if it were always in the same place.
      outfile: path.join(PACKAGE, 'dist', 'functions', 'bundle', 'func.js'),
      write: false,
      metafile: true,
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
    return partsOf(metafile);
  }
}

/** The package's own declarations are bundled from their source: of compiled ones nothing could be left out. */
function sourceOf(declaration: string): string {
  return declaration.startsWith(COMPILED)
    ? path.join(PACKAGE, declaration.slice(COMPILED.length).replace(/\.js$/, '.ts'))
    : declaration;
}

/** Bundles the program that pushes images, all of it in one file. */
export function bundlePusher(): Uint8Array {
  const [output] = buildSync({
    absWorkingDir: PACKAGE,
    entryPoints: [path.join(PACKAGE, 'image', 'main.ts')],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    tsconfigRaw: '{}',
    logLevel: 'error',
  }).outputFiles;
  if (output === undefined) throw new Error('the pusher was not bundled');
  return output.contents;
}

function partsOf({ outputs }: Metafile): readonly BundlePart[] {
  const bytes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const name = partName(file);
      bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...bytes]
    .map(([name, total]) => ({ name, bytes: total }))
    .sort((one, other) => other.bytes - one.bytes || one.name.localeCompare(other.name));
}

/** The package that a file belongs to, or else its folder. */
function partName(file: string): string {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return name ?? path.posix.dirname(file).split('/').slice(0, 1).join('/');
}
