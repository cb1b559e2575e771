import fs from 'node:fs';
import path from 'node:path';
import { bundlePusher } from '../../constructs/image/bundler';
import { Buildah } from './buildah';
import type { FunctionVersion } from './function-version';
import type { WholeProcess } from './whole-process';

/** Puts a function's image into a registry. */
export interface Pusher {
  readonly name: string;
  /** Forgets all that it keeps between pushes, the base image too. */
  clear(): Promise<void>;
  /**
   * @param repository `<host>/<name>`
   * @returns milliseconds of whole processes
   */
  push(version: FunctionVersion, repository: string): Promise<number>;
}

export const OURS = 'this project';
export const BUILDAH = 'buildah build and buildah push';

/** This project's program and what would be used in its place. */
export function pushers(folder: string, processes: WholeProcess): Pusher[] {
  return [ours(folder, processes), theirs(folder, processes)];
}

/** The program as a stack carries it, started as Terraform starts it. */
function ours(folder: string, processes: WholeProcess): Pusher {
  const program = path.join(folder, 'push.js');
  fs.writeFileSync(program, bundlePusher());
  const cache = path.join(folder, 'layers');
  return {
    name: OURS,
    clear: () => fs.promises.rm(cache, { recursive: true, force: true }),
    push: ({ bundle }, repository) =>
      processes.run([process.execPath, program, bundle], { IMAGE_REFERENCE: repository, SIGNED_API_CACHE: cache }),
  };
}

function theirs(folder: string, processes: WholeProcess): Pusher {
  const buildah = new Buildah(path.join(folder, 'buildah'), processes);
  return {
    name: BUILDAH,
    clear: () => buildah.clear(),
    async push({ dockerFolder, tag }, repository) {
      const reference = `${repository}:${tag}`;
      return (await buildah.build(dockerFolder, reference)) + (await buildah.push(reference));
    },
  };
}
