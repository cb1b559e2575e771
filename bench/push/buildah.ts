import fs from 'node:fs';
import path from 'node:path';
import type { WholeProcess } from './whole-process';

/** The folder that buildah keeps notes of blobs in when it is root; it has no option for it. */
const FIXED_FOLDER = '/var/lib/containers';
/** The mounts of a process are gone with it: what it leaves is in the folder alone, and that can be removed. */
const OWN_MOUNTS = ['unshare', '--mount', 'sh', '-c', `mount --bind "$0" ${FIXED_FOLDER} && exec "$@"`] as const;

/** Buildah with a store of its own, and the storage driver that it takes by itself. */
export class Buildah {
  /** @param store the folder that its images are kept in */
  constructor(
    private readonly store: string,
    private readonly processes: WholeProcess,
  ) {
    fs.mkdirSync(store, { recursive: true });
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    await fs.promises.rm(this.store, { recursive: true, force: true });
    fs.mkdirSync(this.store, { recursive: true });
  }

  /** Builds the Dockerfile of a folder, layers that are there taken as they are. */
  build(folder: string, reference: string): Promise<number> {
    // Nothing is run in the image, so no way of keeping it apart has a say.
    return this.run('build', '--isolation', 'chroot', '--layers', '--tls-verify=false', '--tag', reference, folder);
  }

  push(reference: string): Promise<number> {
    return this.run('push', '--tls-verify=false', reference);
  }

  private run(...args: readonly string[]): Promise<number> {
    const folders = ['--root', path.join(this.store, 'storage'), '--runroot', path.join(this.store, 'run')];
    return this.processes.run([...OWN_MOUNTS, this.store, 'buildah', ...folders, ...args]);
  }
}
