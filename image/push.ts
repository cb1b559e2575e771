import type { Progress } from '../terminal/progress';
import { sizeText } from '../terminal/size-text';
import { findBases } from './base/base-image';
import { pushBaseLayers } from './base/base-layers';
import type { LayerTarget } from './base/base-layers';
import { BlobCache } from './base/blob-cache';
import { buildImage, buildIndex } from './build';
import type { BuiltImage } from './build';
import type { BundleFolder } from './bundle-folder';
import { ImageError } from './image-error';
import { makeLayer } from './layer';
import type { LoginWay } from './login/login';
import { describeReference, parseReference, parseTarget } from './reference';
import { Repository } from './registry/registry';
import type { RegistryOptions, StoredManifest } from './registry/registry';

/** How {@link pushImage} works. */
export interface PushOptions {
  readonly progress: Progress;
  /** Ways to a credential of a registry. */
  readonly login: readonly LoginWay[];
  readonly cache?: BlobCache;
  /** Ctrl-C. */
  readonly signal?: AbortSignal;
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

/**
 * Puts a bundle on its base image and pushes it; does nothing when the tag is there, as the tag is a hash of the content.
 *
 * The tag comes last, after everything that it stands for, so a push that fails leaves none.
 *
 * @param target `<host>/<repository>`; the tag is the bundle's own
 */
export async function pushImage(bundle: BundleFolder, target: string, options: PushOptions): Promise<PushResult> {
  const { progress, cache = new BlobCache() } = options;
  const place = { ...parseTarget(target), tag: bundle.tag };
  const reference = describeReference(place);
  const stop = new AbortController();
  const registryOptions = registryOptionsOf(options, stop);
  const repository = new Repository(place.host, place.repository, 'pull,push', registryOptions);
  try {
    if (await repository.hasManifest(bundle.tag)) {
      progress.done('image', `${reference} is there already, nothing to push`);
      return { reference, uploadedBytes: 0 };
    }
    const images = await build(bundle, registryOptions, progress);
    for (const image of images) await pushBlobs(image, { repository, cache, progress, stop });
    for (const { manifest } of images) await repository.putManifest(manifest.digest, manifest);
    const [only] = images;
    const tagged = images.length === 1 && only !== undefined ? only.manifest : buildIndex(images);
    await putTag(repository, bundle.tag, tagged);
    progress.done('image', `${reference} pushed, ${tagged.digest}, ${sizeText(repository.uploadedBytes)} sent`);
    return { reference, digest: tagged.digest, uploadedBytes: repository.uploadedBytes };
  } finally {
    progress.end();
  }
}

function registryOptionsOf({ progress, login, signal, registry }: PushOptions, stop: AbortController): RegistryOptions {
  return {
    ...registry,
    login,
    signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    onRetry: (text) => {
      progress.note(text);
    },
  };
}

async function build(
  bundle: BundleFolder,
  registryOptions: RegistryOptions,
  progress: Progress,
): Promise<readonly BuiltImage[]> {
  const from = parseReference(bundle.base);
  const baseRepository = new Repository(from.host, from.repository, 'pull', registryOptions);
  const layer = await makeLayer(bundle.files);
  const bases = await findBases(baseRepository, from, bundle.platforms);
  return bases.map((base) => {
    const { name, platform, digest } = base;
    progress.done('base', `${name} for ${platform}${from.digest === undefined ? ` is ${digest}` : ''}`);
    return buildImage(base, bundle, layer);
  });
}

async function pushBlobs({ base, config, layer }: BuiltImage, target: LayerTarget): Promise<void> {
  const { repository, progress } = target;
  await pushBaseLayers(base, target);
  for (const { digest, bytes } of [layer, config]) {
    if (!(await repository.hasBlob(digest))) await repository.upload(digest, bytes);
  }
  progress.done(
    'layers',
    `${String(base.manifest.layers.length)} of the base, ${sizeText(layer.bytes.length)} of our own`,
  );
}

/** A repository may keep a tag as it is once it is there, also when it was but the answer that got lost. */
async function putTag(repository: Repository, tag: string, tagged: StoredManifest): Promise<void> {
  try {
    await repository.putManifest(tag, tagged);
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    const there = await repository.manifest(tag).catch(() => undefined);
    if (there?.digest !== tagged.digest) throw error;
  }
}
