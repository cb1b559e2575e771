import fs from 'node:fs';
import path from 'node:path';
import { search } from '../../apis';
import { writeFnFolder } from '../../cli/build/fn-folder';
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

/** Makes versions of one function. */
export class FunctionVersions {
  private readonly bundled: string;

  /** @param folder where versions are made */
  constructor(private readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.bundled = path.join(folder, 'func.js');
    new EsbuildBundler().bundle({ declaration: search.source, outfile: this.bundled });
  }

  /**
   * @param mark what makes it like no other
   * @param base reference of the base image
   */
  make(mark: string, base: string): FunctionVersion {
    const bundle = bundleFunction(search, {
      outDir: path.join(this.folder, mark, 'bundle'),
      bundler: {
        // Bundling anew would take a while in which no interrupt is heard.
        bundle: ({ outfile }) => {
          for (const end of ['', '.map']) fs.copyFileSync(this.bundled + end, outfile + end);
          fs.appendFileSync(outfile, `// ${mark}\n`);
          return [];
        },
      },
      image: { ...DEFAULT_IMAGE, base, platform: `linux/${ARCHITECTURES[process.arch] ?? process.arch}` },
    });
    const dockerFolder = writeFnFolder(search.name, bundle, path.join(this.folder, mark, 'docker'));
    return { tag: bundle.tag, bundle: bundle.directory, dockerFolder };
  }
}
