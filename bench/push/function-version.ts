import fs from 'node:fs';
import path from 'node:path';
import { search } from '../../apis';
import { writeFnFolder } from '../../cli/fn-folder';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../constructs';

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** A function as each pusher takes it: the same files, base, entrypoint and labels. */
export interface FunctionVersion {
  readonly tag: string;
  /** What a stack carries: the files and `image.json`. */
  readonly bundle: string;
  /** The same as a Dockerfile and the files that it copies. */
  readonly dockerFolder: string;
}

/**
 * Makes a version of the function that is like no other.
 *
 * @param folder where it is made
 * @param mark what makes it differ
 */
export function functionVersion(folder: string, base: string, mark: string): FunctionVersion {
  const bundler = new EsbuildBundler();
  const bundle = bundleFunction(search, {
    outDir: path.join(folder, mark, 'bundle'),
    bundler: {
      bundle(input) {
        const parts = bundler.bundle(input);
        fs.appendFileSync(input.outfile, `// ${mark}\n`);
        return parts;
      },
    },
    image: { ...DEFAULT_IMAGE, base, platform: `linux/${ARCHITECTURES[process.arch] ?? process.arch}` },
  });
  const dockerFolder = writeFnFolder(search.name, bundle, path.join(folder, mark, 'docker'));
  return { tag: bundle.tag, bundle: bundle.directory, dockerFolder };
}
