import fs from 'node:fs';
import path from 'node:path';
import { BundleError } from './bundle-error';

/** Says what an image is made of, and so which files of the folder are ours. */
export const MANIFEST = 'image.json';
/** Says what the function serves; no part of the image. */
export const DESCRIPTION = 'api.json';

const FILE_NAME = /^[\w.-]+$/;

/** Whether a file of this name can be part of an image. */
export function isImageFile(name: string): boolean {
  return FILE_NAME.test(name) && name !== MANIFEST && name !== DESCRIPTION;
}

/** The folder of one function's bundle. What a synth did not write is not touched. */
export class BundleFolder {
  /**
   * Finds the folder, or makes it.
   *
   * @throws BundleError when it is somebody else's: not empty, and without an `image.json` of a synth
   */
  static open(outDir: string, name: string): BundleFolder {
    if (outDir.trim() === '') {
      throw new BundleError([
        { prop: 'outDir', wrong: 'names no folder', got: outDir, expected: 'dist/functions or the like' },
      ]);
    }
    const folder = new BundleFolder(path.resolve(outDir, name));
    if (!folder.isOurs()) {
      throw new BundleError([
        {
          prop: 'outDir',
          wrong: 'has files of somebody else where the bundle belongs',
          got: path.join(outDir, name),
          expected: 'no such folder, an empty one or what an earlier synth wrote',
          nextStep: 'Name another outDir, or move them away',
        },
      ]);
    }
    fs.mkdirSync(folder.directory, { recursive: true });
    return folder;
  }

  private constructor(readonly directory: string) {}

  /**
   * Puts what a draft holds in the place of an earlier bundle, a file at a time, so that a synth that runs beside this one never
   * reads half a file.
   *
   * @param draft a folder on the same file system, where a file is renamed in one step
   */
  replace(draft: string): void {
    const earlier = this.earlierFiles() ?? [];
    // The manifest first: at no time does the folder look like somebody else's.
    const files = [MANIFEST, ...fs.readdirSync(draft).filter((name) => name !== MANIFEST)];
    for (const file of files) fs.renameSync(path.join(draft, file), path.join(this.directory, file));
    for (const file of [...earlier, 'func.js.map']) {
      if (!files.includes(file)) this.remove(file);
    }
  }

  private isOurs(): boolean {
    const stat = fs.statSync(this.directory, { throwIfNoEntry: false });
    if (stat === undefined) return true;
    if (!stat.isDirectory()) return false;
    return fs.readdirSync(this.directory).length === 0 || this.earlierFiles() !== undefined;
  }

  /** What the earlier bundle's image was made of; undefined where no synth wrote one. */
  private earlierFiles(): readonly string[] | undefined {
    try {
      const manifest = JSON.parse(fs.readFileSync(path.join(this.directory, MANIFEST), 'utf8')) as Partial<
        Record<string, unknown>
      >;
      const { base, files } = manifest;
      if (typeof base !== 'string' || typeof files !== 'object' || files === null || !('func.js' in files)) {
        return undefined;
      }
      return Object.keys(files).filter(isImageFile);
    } catch {
      return undefined;
    }
  }

  private remove(name: string): void {
    const file = path.join(this.directory, name);
    if (fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) fs.rmSync(file, { force: true });
  }
}
