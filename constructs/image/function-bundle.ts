import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Api } from '../../apis';
import { BundleError } from './bundle-error';
import { BundleFolder, DESCRIPTION, isImageFile, MANIFEST } from './bundle-folder';
import type { Bundler, BundlePart } from './bundler';
import type { PropProblem } from '../prop-error';
import type { Size } from '../size';

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
  /**
   * What the image says of itself besides what the push adds.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A function's bundle on disk, described and identified by what is in it. */
export interface FunctionBundle {
  /** Holds `func.js`, `func.js.map`, `image.json` and `api.json`, what the bundler left beside them, and what was there before. */
  readonly directory: string;
  /** Identifies the image's content: the start of the SHA-256 of `image.json`. */
  readonly tag: string;
  /** Size of `func.js`. */
  readonly bytes: number;
  /** What `func.js` is made of, the largest part first. */
  readonly parts: readonly BundlePart[];
}

/** How {@link bundleFunction} makes a bundle. */
export interface BundleOptions {
  /** The bundle goes into a folder of the API's name in here. */
  readonly outDir: string;
  readonly bundler: Bundler;
  readonly image: ImageBase;
}

const MAX_PARTS = 5;

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Bundles an API's function into `<outDir>/<name>/` and writes beside it what an image of it is made of (`image.json`)
 * and what it serves (`api.json`, which is no part of the image).
 *
 * An earlier bundle in the folder is replaced; other files there stay, and a folder of files that no synth wrote is refused.
 *
 * @throws BundleError when the folder is somebody else's, or what the bundler leaves can be no image
 */
export function bundleFunction(api: Api, { outDir, bundler, image }: BundleOptions): FunctionBundle {
  const folder = BundleFolder.open(outDir, api.name);
  const { directory } = folder;
  // Beside the final folder, and so on the same file system.
  const draft = fs.mkdtempSync(`${directory}-`);
  try {
    const written = writeFiles(draft, api, bundler, image);
    folder.replace(draft);
    return { directory, ...written };
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function writeFiles(
  directory: string,
  api: Api,
  bundler: Bundler,
  image: ImageBase,
): Omit<FunctionBundle, 'directory'> {
  const outfile = path.join(directory, 'func.js');
  const parts = bundler.bundle({ declaration: api.source, outfile });
  const code = fs.readFileSync(outfile);

  const { base, entrypoint, platform, labels } = image;
  const manifest = text({ base, entrypoint, platform, files: hashesOf(directory), labels });
  fs.writeFileSync(path.join(directory, MANIFEST), manifest);

  const { name, description, route, upstream, example } = api;
  fs.writeFileSync(path.join(directory, DESCRIPTION), text({ name, description, route, upstream, example }));
  return { tag: sha256(manifest).slice(0, TAG_LENGTH), bytes: code.length, parts };
}

/** What lies in the folder so far, and so will lie in the image. */
function hashesOf(directory: string): Record<string, string> {
  const entries = fs
    .readdirSync(directory, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const strangers = entries.filter((entry) => !entry.isFile() || !isImageFile(entry.name));
  if (strangers.length > 0) throw new BundleError(strangers.map(({ name }) => strangerProblem(name)));
  return Object.fromEntries(entries.map(({ name }) => [name, sha256(fs.readFileSync(path.join(directory, name)))]));
}

/** Said here, because the push would say it only after all else was deployed. */
function strangerProblem(name: string): PropProblem {
  return {
    prop: 'bundling',
    wrong: 'leaves what can be no part of an image',
    got: name,
    expected: `files side by side, named with letters, digits, '.', '_' and '-', other than ${MANIFEST} and ${DESCRIPTION}`,
  };
}

/**
 * Says what is wrong with a bundle that is larger than its budget; `undefined` when it is not.
 *
 * Every cold start reads the whole bundle, so what makes it grow should be a decision and not an accident.
 */
export function tryBudgetProblem({ bytes, parts }: FunctionBundle, budget: Size): string | undefined {
  if (bytes <= budget.toBytes()) return undefined;
  const largest = parts.slice(0, MAX_PARTS).map((part) => `${part.name} ${kilobytes(part.bytes)}`);
  return [`${kilobytes(bytes)} of at most ${kilobytes(budget.toBytes())}`, ...largest].join(', ');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
