import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { homeFolder } from '../../oci-user/home-folder';
import { ImageError } from '../image-error';
import type { OnBytes, Repository } from '../registry/registry';

/** A draft that is older was left by a push that was killed. */
const OLD_DRAFT_MS = 24 * 60 * 60 * 1000;

/** Layers of base images on disk, by their digests, so that each is fetched once. */
export class BlobCache {
  /** @param directory made when it is first needed */
  constructor(readonly directory = defaultDirectory()) {}

  /**
   * The file that holds a blob; fetched if it is not there yet, and checked in any case.
   *
   * @throws ImageError when there is no room for it
   */
  async file(digest: string, from: Repository, onBytes?: OnBytes): Promise<string> {
    const file = path.join(this.directory, digest.replace(':', '-'));
    const draft = `${file}.${randomUUID()}`;
    try {
      if (fs.existsSync(file) && (await hashOf(file)) === digest) return file;
      fs.mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      this.sweep();
      await from.download(digest, () => fs.createWriteStream(draft, { mode: 0o600 }), onBytes);
      // What counts is what is on the disk.
      const actual = await hashOf(draft);
      if (actual !== digest) {
        throw new ImageError(
          `${from.host}/${from.name} has other bytes than it should: expected ${digest}, got ${actual}.`,
        );
      }
      // In one step, so that whoever reads beside us never sees a half.
      fs.renameSync(draft, file);
      return file;
    } catch (error) {
      throw this.explained(error);
    } finally {
      fs.rmSync(draft, { force: true });
    }
  }

  private sweep(): void {
    for (const name of fs.readdirSync(this.directory)) {
      const file = path.join(this.directory, name);
      const isOld = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > OLD_DRAFT_MS;
      if (/^sha256-[0-9a-f]{64}\./.test(name) && isOld) fs.rmSync(file, { force: true });
    }
  }

  private explained(error: unknown): unknown {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof ImageError || code === undefined || !/^E[A-Z]+$/.test(code)) return error;
    const why = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'is full' : 'cannot be used';
    return new ImageError(
      `The folder for base layers, ${this.directory}, ${why} (${code}). Make room, or name another in SIGNED_API_CACHE.`,
    );
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file), hash);
  return `sha256:${hash.digest('hex')}`;
}

function defaultDirectory(): string {
  const { SIGNED_API_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
  return own || path.join(shared || path.join(homeFolder(), '.cache'), 'signed-api', 'layers');
}
