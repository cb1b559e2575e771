import * as z from 'zod/mini';
import { ImageError } from './image-error';
import { describeReference } from './reference';
import type { ImageReference } from './reference';
import type { Repository, StoredManifest } from './registry';

const Descriptor = z.looseObject({ mediaType: z.string(), size: z.number(), digest: z.string() });
const Index = z.looseObject({
  manifests: z.array(
    z.looseObject({
      digest: z.string(),
      platform: z.optional(z.looseObject({ os: z.string(), architecture: z.string() })),
    }),
  ),
});
const Manifest = z.looseObject({ config: Descriptor, layers: z.array(Descriptor) });
const Config = z.looseObject({
  os: z.string(),
  architecture: z.string(),
  config: z.optional(z.nullable(z.looseObject({}))),
  history: z.optional(z.array(z.unknown())),
  rootfs: z.looseObject({ diff_ids: z.array(z.string()) }),
});

/** An image of one platform that a function's files are added to. */
export interface BaseImage {
  readonly repository: Repository;
  /** `repository:tag` at a registry. */
  readonly name: string;
  /** Digest of what the reference names: of the list, if it is one. */
  readonly digest: string;
  readonly mediaType: string;
  readonly manifest: z.output<typeof Manifest>;
  readonly config: z.output<typeof Config>;
}

/**
 * Finds a base image for a platform.
 *
 * @throws ImageError when it is not there, or not for this platform
 */
export async function findBase(
  repository: Repository,
  reference: ImageReference,
  platform: string,
): Promise<BaseImage> {
  const name = describeReference(reference);
  const named = await manifestOf(repository, reference.digest ?? reference.tag ?? 'latest', name);
  const stored = await forPlatform(repository, named, platform, name);
  const manifest = parse(Manifest, stored.bytes, name);
  const config = parse(Config, await repository.blob(manifest.config.digest), name);
  if (`${config.os}/${config.architecture}` !== platform) {
    throw new ImageError(`The base image ${name} is for ${config.os}/${config.architecture}, not for ${platform}.`);
  }
  return { repository, name, digest: named.digest, mediaType: stored.mediaType, manifest, config };
}

async function forPlatform(
  repository: Repository,
  named: StoredManifest,
  platform: string,
  name: string,
): Promise<StoredManifest> {
  if (!/index|manifest\.list/.test(named.mediaType)) return named;
  const { manifests } = parse(Index, named.bytes, name);
  const platforms = manifests.map((one) => `${one.platform?.os ?? '?'}/${one.platform?.architecture ?? '?'}`);
  const found = manifests[platforms.indexOf(platform)];
  if (found === undefined) {
    throw new ImageError(`The base image ${name} is not there for ${platform}; it has ${platforms.join(', ')}.`);
  }
  return manifestOf(repository, found.digest, name);
}

async function manifestOf(repository: Repository, reference: string, name: string): Promise<StoredManifest> {
  const found = await repository.manifest(reference);
  if (found === undefined) throw new ImageError(`The base image ${name} is not there.`);
  return found;
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, bytes: Buffer, name: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(bytes.toString()));
  } catch (error) {
    throw new ImageError(`The base image ${name} is described in a way that is not known here.`, { cause: error });
  }
}
