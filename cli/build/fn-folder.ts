import fs from 'node:fs';
import path from 'node:path';
import type { FunctionBundle } from '../../constructs';
import { functionAmounts } from '../../constructs/function/function-limits';
import { readBundleFolder } from '../../image/bundle-folder';
import type { BundleFolder } from '../../image/bundle-folder';

/** Where folders for the Fn CLI are written: not into those of the bundles, which a stack carries as they are. */
export const FN_OUT_DIR = 'dist/fn';

const FIRST_VERSION = '0.0.1';
/** Everyone may read: OCI runs a function as a user of its own, whoever built the image. */
const READABLE = 0o644;
const FOLDER = 0o755;

/**
 * Writes what `fn deploy` takes: the bundle once more, a `func.yaml` and a `Dockerfile`.
 *
 * The version stays as `fn deploy` has counted it up: a tag that is in the registry must not be used again.
 *
 * @param outDir a folder of the function's name is written in here
 * @returns the folder
 * @see https://github.com/fnproject/docs/blob/master/fn/develop/func-file.md
 */
export function writeFnFolder(name: string, bundle: FunctionBundle, outDir = FN_OUT_DIR): string {
  const folder = path.resolve(outDir, name);
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, FOLDER);
  const image = readBundleFolder(bundle.directory);
  for (const [file, bytes] of image.files) write(folder, file, bytes);
  write(folder, 'Dockerfile', dockerfile(image));
  write(folder, 'func.yaml', funcYaml(name, versionIn(path.join(folder, 'func.yaml'))));
  return folder;
}

function dockerfile({ base, entrypoint, files, labels }: BundleFolder): string {
  return [
    `FROM ${base}`,
    ...Object.entries(labels).map(([name, value]) => `LABEL ${quoted(name)}=${quoted(value)}`),
    'WORKDIR /function',
    `COPY --chown=1000:1000 --chmod=0444 ${[...files.keys()].join(' ')} /function/`,
    'USER 1000:1000',
    `ENTRYPOINT ${JSON.stringify(entrypoint)}`,
    '',
  ].join('\n');
}

/** A word that a Dockerfile takes as it is. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('$', String.raw`\$`);
}

function funcYaml(name: string, version: string): string {
  const { memory, timeout } = functionAmounts({});
  return [
    'schema_version: 20180708',
    `name: ${name}`,
    `version: ${version}`,
    'runtime: docker',
    `memory: ${memory.toMebibytes()}`,
    `timeout: ${timeout.toSeconds()}`,
    '',
  ].join('\n');
}

function versionIn(file: string): string {
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  return /^version: *"?(\d+\.\d+\.\d+)"? *$/m.exec(text)?.[1] ?? FIRST_VERSION;
}

/** Whole or not at all, so that an image is never built of a half. */
function write(folder: string, name: string, content: Buffer | string): void {
  const file = path.join(folder, name);
  fs.writeFileSync(`${file}.new`, content);
  fs.chmodSync(`${file}.new`, READABLE);
  fs.renameSync(`${file}.new`, file);
}
