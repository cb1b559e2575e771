import type { Progress } from '../../terminal/progress';
import { sizeText } from '../../terminal/size-text';
import type { Repository } from '../registry/registry';
import type { BaseImage } from './base-image';
import type { BlobCache } from './blob-cache';

/** Where layers of a base go. */
export interface LayerTarget {
  readonly repository: Repository;
  readonly cache: BlobCache;
  readonly progress: Progress;
  /** Ends what is under way when one layer fails. */
  readonly stop: AbortController;
}

type Layer = BaseImage['manifest']['layers'][number];

/** How many layers are on their way at a time. */
const AT_A_TIME = 3;
const STEP = 'base layers';

/** Brings the layers of a base to where the registry has none of them yet. */
export async function pushBaseLayers(base: BaseImage, target: LayerTarget): Promise<void> {
  const { layers } = base.manifest;
  const waiting = [...layers];
  const moved = new Moved(
    layers.reduce((sum, { size }) => sum + size, 0),
    target.progress,
  );
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await pushLayer(next, base, target, moved);
    }
  };
  const workers = Array.from({ length: AT_A_TIME }, () =>
    worker().catch((error: unknown) => {
      target.stop.abort(error);
      throw error;
    }),
  );
  // All of them end, so that nothing goes on after the first failure is told.
  const failed = (await Promise.allSettled(workers)).some(({ status }) => status === 'rejected');
  if (failed) throw target.stop.signal.reason;
}

async function pushLayer(
  { digest, size }: Layer,
  { repository: from, name }: BaseImage,
  { repository, cache, progress }: LayerTarget,
  moved: Moved,
): Promise<void> {
  const short = `${digest.slice(0, 'sha256:'.length + 12)} of the base, ${sizeText(size)}`;
  if (await repository.hasBlob(digest)) {
    moved.skip(size);
  } else if (from.host === repository.host && (await repository.mount(digest, from.name))) {
    progress.note(`${short}: taken over from ${name}`);
    moved.skip(size);
  } else {
    const file = await cache.file(digest, from, (bytes) => {
      moved.fetch(bytes);
    });
    await repository.upload(digest, { file, size }, (bytes) => {
      moved.send(bytes);
    });
    progress.note(`${short}: sent`);
  }
}

/** How much has gone over the network. */
class Moved {
  private fetched = 0;
  private sent = 0;

  constructor(
    private total: number,
    private readonly progress: Progress,
  ) {}

  /** Of a layer that need not be sent. */
  skip(bytes: number): void {
    this.total -= bytes;
  }

  fetch(bytes: number): void {
    this.fetched += bytes;
    this.tell();
  }

  send(bytes: number): void {
    this.sent += bytes;
    this.tell();
  }

  private tell(): void {
    const fetched = this.fetched === 0 ? '' : `${sizeText(this.fetched)} fetched, `;
    this.progress.underway(STEP, `${fetched}${sizeText(this.sent)} of ${sizeText(this.total)} sent`);
  }
}
