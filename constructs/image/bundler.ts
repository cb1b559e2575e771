import fs from 'node:fs';
import path from 'node:path';
import { BundleError } from './bundle-error';
import type { BundlingOptions } from './bundling';
import { runHook } from './command-hooks';
import { cachedBuild } from './esbuild-cache';
import type { Built, CachedBuildOptions } from './esbuild-cache';
import { esbuildProblems } from './esbuild-problems';
import { STACK_TRACE_BANNER } from './stack-trace';
import { BUNDLING_OPTIONS } from './bundling-checks';
import { known } from '../prop-error';

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
   * Writes the file, and its source map as `<file>.map`. What else it leaves in the file's folder becomes part of the image.
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

/** The paths in a source map are relative to its own, wherever it is put in the end. */
const MAP_FOLDER = path.join(PACKAGE, 'dist');

/** What every bundle is: one file for Node, the same bytes on every machine and in every folder. */
const ONE_FILE = {
  absWorkingDir: PACKAGE,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  legalComments: 'none',
  // Otherwise the bytes would depend on the tsconfig.json of whoever uses the constructs.
  tsconfigRaw: '{}',
  // What it complains of is in the error.
  logLevel: 'silent',
} as const;

/** Bundles with esbuild: the same bytes on every machine and in every folder. */
export class EsbuildBundler implements Bundler {
  /** @throws RangeError when there is no such option */
  constructor(private readonly options: BundlingOptions = {}) {
    known(options, BUNDLING_OPTIONS, 'bundling');
  }

  /** @throws BundleError when esbuild or a command hook refuses */
  bundle({ declaration, outfile }: BundleInput): readonly BundlePart[] {
    const { commandHooks: hooks = {} } = this.options;
    const folders = [path.dirname(declaration), path.dirname(outfile)] as const;
    runHook(hooks, 'beforeBundling', folders);
    const built = this.build(declaration);
    for (const [name, bytes] of built.files) {
      if (name.endsWith('.map')) fs.writeFileSync(`${outfile}.map`, withPlainSources(bytes));
      else fs.writeFileSync(outfile, bytes);
    }
    runHook(hooks, 'afterBundling', folders);
    return partsOf(built);
  }

  private build(declaration: string): Built {
    try {
      return cachedBuild(this.optionsFor(declaration));
    } catch (error) {
      throw new BundleError(esbuildProblems(error, PACKAGE), { cause: error });
    }
  }

  private optionsFor(declaration: string): CachedBuildOptions {
    const { minify = true, sourceMap = true, target = 'node20', define, external = [], loader } = this.options;
    return {
      ...ONE_FILE,
      entryPoints: [path.join(PACKAGE, 'function', 'main.ts')],
      alias: {
        'signed-api/declaration': sourceOf(declaration),
        'cdktf-oci-signed-api': DECLARES,
        'cdktf-oci-signed-api/apis': DECLARES,
      },
      outfile: path.join(MAP_FOLDER, 'func.js'),
      minify,
      target,
      define: { ...define },
      external: [...external],
      loader: { ...loader },
      sourcemap: sourceMap ? 'external' : false,
      sourcesContent: false,
      banner: sourceMap ? { js: STACK_TRACE_BANNER } : {},
    };
  }
}

/** Bundles the program that pushes images, all of it in one file. */
export function bundlePusher(): Buffer {
  const { files } = cachedBuild({
    ...ONE_FILE,
    entryPoints: [path.join(PACKAGE, 'image', 'main.ts')],
    outfile: path.join(PACKAGE, 'dist', 'push.js'),
    minify: true,
    target: 'node20',
  });
  const code = files.get('push.js');
  if (code === undefined) throw new Error('the pusher was not bundled');
  return code;
}

/** Names the sources so that a trace is short, and the map the same wherever this package is installed. */
function withPlainSources(bytes: Buffer): string {
  const map = JSON.parse(bytes.toString()) as { sources: string[] };
  const sources = map.sources.map((source) => plainName(path.resolve(MAP_FOLDER, source)));
  return JSON.stringify({ ...map, sources });
}

/** `zod/v4/core/parse.js` of a package, `function/handler.ts` of this one, `apis/mine.ts` of the project that uses it. */
function plainName(file: string): string {
  const own = path.relative(PACKAGE, file);
  const [, ofPackage] = /.*node_modules[\\/](.*)$/.exec(own.startsWith('..') ? file : own) ?? [];
  const name = ofPackage ?? (own.startsWith('..') ? path.relative(process.cwd(), file) : own);
  return name.split(path.sep).join('/');
}

/** The package's own declarations are bundled from their source: of compiled ones nothing could be left out. */
function sourceOf(declaration: string): string {
  return declaration.startsWith(COMPILED)
    ? path.join(PACKAGE, declaration.slice(COMPILED.length).replace(/\.js$/, '.ts'))
    : declaration;
}

function partsOf({ outputs }: Built): readonly BundlePart[] {
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

/** The package that a file belongs to, or else its folder: the first one below this package or the project. */
function partName(file: string): string {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  if (name !== undefined) return name;
  const folder = path.posix.dirname(plainName(path.resolve(PACKAGE, file)));
  // A file of another project is named by the folder that it is in.
  return folder.startsWith('..') ? path.posix.basename(folder) : (folder.split('/')[0] ?? folder);
}
