import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** Hexadecimal digits of the manifest's hash that make a tag. */
const TAG_LENGTH = 16;

/** An option of node that can name neither a file nor code, such as `--max-old-space-size=128`. */
const PLAIN_FLAG = /^--[a-z][a-z-]*(=\d+)?$/;

const Manifest = z.object({
  base: z.string(),
  entrypoint: z.array(z.string()).min(1),
  platform: z.string(),
  files: z.record(z.string(), z.string()),
});

const ServedApi = z.object({
  name: z.string(),
  description: z.string(),
  route: z.object({ method: z.string(), path: z.string() }),
  upstream: z.object({ service: z.string(), method: z.string(), path: z.string() }),
  example: z.unknown(),
});

/** What the bundle says of the API that it serves. */
export type BundledApi = z.output<typeof ServedApi>;

/** A function's bundle among the assets of a synthesized stack. */
export interface Bundle {
  /** The image's tag. */
  readonly tag: string;
  readonly directory: string;
  /** Program and arguments as the image would run them; the bundle's folder is `/function`. */
  readonly entrypoint: readonly string[];
  readonly api: BundledApi;
}

/** A function's image cannot be run: its bundle is missing, or is not what its tag says. */
export class FunctionImageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FunctionImageError';
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Finds the bundle of an image by the image's tag, which is the hash of what the image is made of.
 *
 * @throws FunctionImageError when it is not among the stack's assets, or a byte of it was changed
 */
export function findBundle(stackDirectory: string, imageReference: string): Bundle {
  const tag = imageReference.slice(imageReference.lastIndexOf(':') + 1);
  const directory = assetFolders(stackDirectory)
    .map((folder) => path.join(folder, tag))
    .find((folder) => fs.existsSync(folder));
  if (directory === undefined) {
    throw new FunctionImageError(`no bundle with the tag ${tag} is in the assets of ${stackDirectory}. Run a synth`);
  }

  const manifestBytes = readBytes(path.join(directory, 'image.json'));
  if (sha256(manifestBytes).slice(0, TAG_LENGTH) !== tag) {
    throw new FunctionImageError(
      `image.json of ${tag} was changed after it was made: its hash is another. Run a synth`,
    );
  }
  const manifest = parse(Manifest, manifestBytes, 'image.json');
  for (const [file, hash] of Object.entries(manifest.files)) {
    if (sha256(readBytes(path.join(directory, file))) !== hash) {
      throw new FunctionImageError(`${file} of ${tag} was changed after it was made: its hash is another. Run a synth`);
    }
  }
  checkEntrypoint(manifest, tag);
  return {
    tag,
    directory,
    entrypoint: manifest.entrypoint,
    api: parse(ServedApi, readBytes(path.join(directory, 'api.json')), 'api.json'),
  };
}

/** Only files that the tag vouches for may run, and only by the node that stands in for the image's. */
function checkEntrypoint({ entrypoint: [program, ...args], files }: z.output<typeof Manifest>, tag: string): void {
  const isVouchedFor = (argument: string): boolean => Object.hasOwn(files, bundled(argument));
  const strangers = args.filter((argument) => !PLAIN_FLAG.test(argument) && !isVouchedFor(argument));
  if (program !== 'node' || strangers.length > 0 || !args.some(isVouchedFor)) {
    throw new FunctionImageError(`the entrypoint of ${tag} is not node and a file of the bundle`);
  }
}

function bundled(argument: string): string {
  return path.posix.relative('/function', argument);
}

function assetFolders(stackDirectory: string): string[] {
  const assets = path.join(stackDirectory, 'assets');
  return fs.existsSync(assets) ? fs.readdirSync(assets).map((name) => path.join(assets, name)) : [];
}

function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new FunctionImageError(`${file} cannot be read. Run a synth`, { cause: error });
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, bytes: Buffer, file: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(bytes.toString()));
  } catch (error) {
    throw new FunctionImageError(`${file} is not what a synth writes`, { cause: error });
  }
}
