import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { ImageError } from './image-error';

/** Hexadecimal digits of the manifest's hash that make a tag. */
const TAG_LENGTH = 16;

const PLATFORM = /^linux\/[a-z0-9]+(,linux\/[a-z0-9]+)*$/;

const Manifest = z.object({
  base: z.string(),
  entrypoint: z.array(z.string()).check(z.minLength(1)),
  platform: z.string().check(z.regex(PLATFORM)),
  files: z.record(z.string().check(z.regex(/^[\w.-]+$/)), z.string()),
  labels: z.optional(z.record(z.string(), z.string())),
});

/** A folder that synth wrote: what an image is made of. */
export interface BundleFolder {
  /** SHA-256 of `image.json`. */
  readonly hash: string;
  /** The start of the hash. */
  readonly tag: string;
  /** Reference of the image that the files are added to. */
  readonly base: string;
  readonly entrypoint: readonly string[];
  /** For example `linux/amd64`. */
  readonly platforms: readonly string[];
  /** The files by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Reads a bundle's folder and checks that its files are those that the tag stands for.
 *
 * @throws ImageError when one is missing or was changed
 */
export function readBundleFolder(directory: string): BundleFolder {
  const manifestBytes = read(path.join(directory, 'image.json'));
  const hash = sha256(manifestBytes);
  const { base, entrypoint, platform, files, labels = {} } = parse(manifestBytes, directory);
  const contents = Object.entries(files).map(([name, expected]) => {
    const bytes = read(path.join(directory, name));
    if (sha256(bytes) !== expected) {
      throw new ImageError(
        `${path.join(directory, name)} was changed after it was made: its hash is another. Run a synth.`,
      );
    }
    return [name, bytes] as const;
  });
  const platforms = platform.split(',');
  return { hash, tag: hash.slice(0, TAG_LENGTH), base, entrypoint, platforms, files: new Map(contents), labels };
}

function parse(bytes: Buffer, directory: string): z.output<typeof Manifest> {
  try {
    return Manifest.parse(JSON.parse(bytes.toString()));
  } catch (error) {
    throw new ImageError(`${path.join(directory, 'image.json')} is not what a synth writes.`, { cause: error });
  }
}

function read(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new ImageError(`${file} cannot be read. Run a synth.`, { cause: error });
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
