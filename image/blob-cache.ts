import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ImageError } from './image-error';
import type { Repository } from './registry';

/** Layers of base images on disk, by their digests, so that each is fetched once. */
export class BlobCache {
  /** @param directory made when it is first needed */
  constructor(readonly directory = defaultDirectory()) {}

  /**
   * The file that holds a blob; fetched and checked if it is not there yet.
   *
   * @throws ImageError when there is no room for it
   */
  async file(digest: string, from: Repository): Promise<string> {
    const file = path.join(this.directory, digest.replace(':', '-'));
    if (fs.existsSync(file)) return file;
    const draft = `${file}.${randomUUID()}`;
    try {
      fs.mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      const actual = await fetchInto(draft, digest, from);
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

  private explained(error: unknown): unknown {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof ImageError || code === undefined || !/^E[A-Z]+$/.test(code)) return error;
    const why = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'is full' : 'cannot be written';
    return new ImageError(
      `The folder for base layers, ${this.directory}, ${why} (${code}). Make room, or name another in SIGNED_API_CACHE.`,
    );
  }
}

/** Hashes the file once it is whole: what counts is what is on the disk. */
async function fetchInto(draft: string, digest: string, from: Repository): Promise<string> {
  await from.download(digest, () => fs.createWriteStream(draft, { mode: 0o600 }));
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(draft), hash);
  return `sha256:${hash.digest('hex')}`;
}

function defaultDirectory(): string {
  const { SIGNED_API_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
  return own ?? path.join(shared ?? path.join(os.homedir(), '.cache'), 'signed-api', 'layers');
}
