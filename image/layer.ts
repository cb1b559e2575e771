import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import layers from 'containerify/lib/appLayerCreator';
import logger from 'containerify/lib/logger';
import type { Options } from 'containerify/lib/types';

import { ImageError } from './image-error';

/** One layer: what is stored, and what it says of itself. */
export interface Layer {
  /** The compressed archive. */
  readonly bytes: Buffer;
  /** Digest of the archive before compression, as an image's configuration has it. */
  readonly diffId: string;
}

/** The folder in the image that a function's files are in. */
export const FUNCTION_FOLDER = '/function';
/** Everything in an image is as old as this, so that the same content is the same bytes. */
export const CREATED = '1970-01-01T00:00:00.000Z';
/** OCI Functions runs everything as this user and group. */
export const USER = '1000:1000';

/** Any manifest that has no layer yet; its kind has no say in a layer's bytes. */
const EMPTY_MANIFEST = {
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: { mediaType: '', size: 0, digest: '' },
  layers: [] as { digest: string }[],
};
const EMPTY_CONFIG = { config: {}, history: [], rootfs: { diff_ids: [] as string[] } };

/** Makes the layer that holds a function's files: readable by all, writable by none, the same bytes each time. */
export async function makeLayer(files: ReadonlyMap<string, Buffer>): Promise<Layer> {
  const folder = workFolder();
  const inFolder = (name: string): string => path.join(folder, name);
  try {
    for (const name of ['files', 'from', 'to', 'work']) fs.mkdirSync(inFolder(name));
    for (const [name, bytes] of files) fs.writeFileSync(path.join(inFolder('files'), name), bytes, { mode: 0o444 });
    for (const name of files.keys()) fs.chmodSync(path.join(inFolder('files'), name), 0o444);
    fs.chmodSync(inFolder('files'), 0o755);
    fs.writeFileSync(path.join(inFolder('from'), 'manifest.json'), JSON.stringify(EMPTY_MANIFEST));
    fs.writeFileSync(path.join(inFolder('from'), 'config.json'), JSON.stringify(EMPTY_CONFIG));
    // It says on standard output what it does, in words of its own.
    logger.info = () => undefined;
    await layers.addLayers(inFolder('work'), inFolder('from'), inFolder('to'), options(folder));
    return resultIn(inFolder('to'));
  } catch (error) {
    throw explained(error);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function workFolder(): string {
  try {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'function-image-'));
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !/^E[A-Z]+$/.test(code)) return error;
  return new ImageError(
    `No layer can be made in ${os.tmpdir()} (${code}). Make room, or name another folder in TMPDIR.`,
    { cause: error },
  );
}

function options(folder: string): Options {
  return {
    folder,
    customContent: { files: FUNCTION_FOLDER },
    extraContent: {},
    nonDefaults: {},
    envs: [],
    labels: {},
    layerOwner: USER,
    setTimeStamp: CREATED,
    // Of no effect with contents of one's own.
    fromImage: '',
    toImage: '',
    platform: '',
    user: '',
    workdir: '',
    entrypoint: '',
    additionalTags: [],
    doCrossMount: false,
  };
}

function resultIn(folder: string): Layer {
  const read = (name: string): Buffer => fs.readFileSync(path.join(folder, name));
  const manifest = JSON.parse(read('manifest.json').toString()) as typeof EMPTY_MANIFEST;
  const hex = (digest = ''): string => digest.slice('sha256:'.length);
  const config = JSON.parse(read(`${hex(manifest.config.digest)}.json`).toString()) as typeof EMPTY_CONFIG;
  const [diffId] = config.rootfs.diff_ids;
  if (diffId === undefined) throw new Error('no layer was made');
  return { bytes: read(`${hex(manifest.layers[0]?.digest)}.tar.gz`), diffId };
}
