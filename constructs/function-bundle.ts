import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Api } from '../apis';
import type { Bundler } from './bundler';

/** How many hexadecimal digits of the content's hash make a tag. */
const TAG_LENGTH = 16;

/** What an image is made of besides the bundle. */
export interface ImageBase {
  /** Reference of the image that the bundle is added to. */
  readonly base: string;
  /** Program and arguments; the bundle is `/function/func.js`. */
  readonly entrypoint: readonly string[];
  /** For example `linux/amd64`. */
  readonly platform: string;
}

/** A function's bundle on disk, described and identified by what is in it. */
export interface FunctionBundle {
  /** Holds `func.js`, `func.js.map`, `image.json` and `api.json`, and nothing else. */
  readonly directory: string;
  /** Identifies the image's content: the start of the SHA-256 of `image.json`. */
  readonly tag: string;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Bundles an API's function into `<outDir>/<name>/` and writes beside it what an image of it is made of (`image.json`)
 * and what it serves (`api.json`, which is no part of the image).
 *
 * What the folder held before is replaced, a file at a time, so that a synth that runs beside this one never reads half
 * a file.
 */
export function bundleFunction(api: Api, outDir: string, bundler: Bundler, image: ImageBase): FunctionBundle {
  const directory = path.resolve(outDir, api.name);
  fs.mkdirSync(directory, { recursive: true });
  // Beside the final folder, and so on the same file system, where a file is renamed in one step.
  const draft = fs.mkdtempSync(`${directory}-`);
  try {
    const tag = writeFiles(draft, api, bundler, image);
    const files = fs.readdirSync(draft);
    for (const file of files) fs.renameSync(path.join(draft, file), path.join(directory, file));
    for (const file of fs.readdirSync(directory)) {
      if (!files.includes(file)) fs.rmSync(path.join(directory, file), { recursive: true, force: true });
    }
    return { directory, tag };
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function writeFiles(directory: string, api: Api, bundler: Bundler, image: ImageBase): string {
  const outfile = path.join(directory, 'func.js');
  bundler.bundle({ declaration: api.source, outfile });

  const { base, entrypoint, platform } = image;
  const manifest = text({ base, entrypoint, platform, files: { 'func.js': sha256(fs.readFileSync(outfile)) } });
  fs.writeFileSync(path.join(directory, 'image.json'), manifest);

  const { name, description, route, upstream, example } = api;
  fs.writeFileSync(path.join(directory, 'api.json'), text({ name, description, route, upstream, example }));
  return sha256(manifest).slice(0, TAG_LENGTH);
}
