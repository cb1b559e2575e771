import { findBase } from './base-image';
import type { BaseImage } from './base-image';
import { BlobCache } from './blob-cache';
import { buildImage, buildIndex } from './build';
import type { BuiltImage } from './build';
import type { BundleFolder } from './bundle-folder';
import { makeLayer } from './layer';
import type { LoginWay } from './login';
import type { Progress } from './progress';
import { describeReference, parseReference } from './reference';
import type { ImageReference } from './reference';
import { Repository } from './registry';
import type { RegistryOptions } from './registry';

/** How {@link pushImage} works. */
export interface PushOptions {
  readonly progress: Progress;
  /** Ways to a credential of a registry. */
  readonly login: readonly LoginWay[];
  readonly cache?: BlobCache;
  /** For tests: patience and pauses. */
  readonly registry?: Pick<RegistryOptions, 'idleMs' | 'wait'>;
}

/** What a push came to. */
export interface PushResult {
  /** With its tag. */
  readonly reference: string;
  /** None when the tag was there already. */
  readonly digest?: string;
  readonly uploadedBytes: number;
}

/** How many layers are on their way at a time. */
const AT_A_TIME = 3;
const MEBIBYTE = 1024 * 1024;

/**
 * Puts a bundle on its base image and pushes it; does nothing when the tag is there, as the tag is a hash of the content.
 *
 * The tag comes last, after everything that it stands for, so a push that fails leaves none.
 *
 * @param target `<host>/<repository>`; the bundle's own tag, or none
 */
export async function pushImage(bundle: BundleFolder, target: string, options: PushOptions): Promise<PushResult> {
  const { progress, login } = options;
  const place: ImageReference = { ...parseReference(target), tag: bundle.tag };
  const reference = describeReference(place);
  const registryOptions: RegistryOptions = {
    ...options.registry,
    login,
    onRetry: (text) => {
      progress.note(text);
    },
  };
  const repository = new Repository(place.host, place.repository, 'pull,push', registryOptions);
  if (await repository.hasManifest(bundle.tag)) {
    progress.done('image', `${reference} is there already, nothing to push`);
    return { reference, uploadedBytes: 0 };
  }

  const images = await build(bundle, registryOptions, progress);
  const { cache = new BlobCache() } = options;
  for (const image of images) await pushBlobs(image, repository, cache, progress);
  for (const { manifest } of images) await repository.putManifest(manifest.digest, manifest);
  const [only] = images;
  const tagged = images.length === 1 && only !== undefined ? only.manifest : buildIndex(images);
  await repository.putManifest(bundle.tag, tagged);
  progress.done('image', `${reference} pushed, ${tagged.digest}, ${sizeText(repository.uploadedBytes)} sent`);
  return { reference, digest: tagged.digest, uploadedBytes: repository.uploadedBytes };
}

async function build(
  bundle: BundleFolder,
  registryOptions: RegistryOptions,
  progress: Progress,
): Promise<readonly BuiltImage[]> {
  const from = parseReference(bundle.base);
  const baseRepository = new Repository(from.host, from.repository, 'pull', registryOptions);
  const layer = await makeLayer(bundle.files);
  const images: BuiltImage[] = [];
  for (const platform of bundle.platforms) {
    const base = await findBase(baseRepository, from, platform);
    progress.done('base', `${base.name} for ${platform}${from.digest === undefined ? ` is ${base.digest}` : ''}`);
    images.push(buildImage(base, bundle, layer, platform));
  }
  return images;
}

async function pushBlobs(
  { base, config, layer }: BuiltImage,
  repository: Repository,
  cache: BlobCache,
  progress: Progress,
): Promise<void> {
  const waiting = [...base.manifest.layers];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await pushBaseLayer(next, base, repository, cache);
      done += 1;
      progress.count('base layers', done, base.manifest.layers.length);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  for (const { digest, bytes } of [layer, config]) {
    if (!(await repository.hasBlob(digest))) await repository.upload(digest, bytes);
  }
  progress.done(
    'layers',
    `${String(base.manifest.layers.length)} of the base, ${sizeText(layer.bytes.length)} of our own`,
  );
}

async function pushBaseLayer(
  { digest, size }: { readonly digest: string; readonly size: number },
  { repository: from }: BaseImage,
  repository: Repository,
  cache: BlobCache,
): Promise<void> {
  if (await repository.hasBlob(digest)) return;
  if (from.host === repository.host && (await repository.mount(digest, from.name))) return;
  await repository.upload(digest, { file: await cache.file(digest, from), size });
}

function sizeText(bytes: number): string {
  return bytes < MEBIBYTE ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}
