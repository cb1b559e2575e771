import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { FunctionBundle } from '../constructs';
import { functionAmounts } from '../constructs/function/function-limits';

/** Where folders for the Fn CLI are written: not beside the bundles, whose folders a synth empties of all else. */
export const FN_OUT_DIR = 'dist/fn';

/** What of `image.json` a Dockerfile says again. */
const Manifest = z.object({
  base: z.string(),
  entrypoint: z.array(z.string()).min(1),
  files: z.record(z.string(), z.string()),
});

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
  const manifest = Manifest.parse(JSON.parse(fs.readFileSync(path.join(bundle.directory, 'image.json'), 'utf8')));
  const files = Object.keys(manifest.files);
  for (const file of files) write(folder, file, fs.readFileSync(path.join(bundle.directory, file)));
  write(folder, 'Dockerfile', dockerfile(manifest, files));
  write(folder, 'func.yaml', funcYaml(name, versionIn(path.join(folder, 'func.yaml'))));
  return folder;
}

function dockerfile({ base, entrypoint }: z.output<typeof Manifest>, files: readonly string[]): string {
  return [
    `FROM ${base}`,
    'WORKDIR /function',
    `COPY --chown=1000:1000 --chmod=0444 ${files.join(' ')} /function/`,
    'USER 1000:1000',
    `ENTRYPOINT ${JSON.stringify(entrypoint)}`,
    '',
  ].join('\n');
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
