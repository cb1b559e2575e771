import * as z from 'zod/mini';
import { ImageError } from '../image-error';
import { describeReference } from '../reference';
import type { ImageReference } from '../reference';
import type { Repository, StoredManifest } from '../registry/registry';

const UNKNOWN = 'unknown';

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
  readonly platform: string;
  readonly mediaType: string;
  readonly manifest: z.output<typeof Manifest>;
  readonly config: z.output<typeof Config>;
}

/** What a reference names at the moment. */
export interface PinnedBase {
  /** The reference with the digest of what it names: of the list, if it is one. */
  readonly reference: ImageReference & { readonly digest: string };
  /** What it is there for, for example `linux/arm64`. */
  readonly platforms: readonly string[];
}

/**
 * Finds what a base image's reference names at the moment, whatever it will name tomorrow.
 *
 * @throws ImageError when it is not there
 */
export async function pinBase(repository: Repository, reference: ImageReference): Promise<PinnedBase> {
  const name = describeReference(reference);
  const { digest, mediaType, bytes } = await manifestOf(repository, versionOf(reference), name);
  const pinned = { ...reference, digest };
  if (isList(mediaType)) return { reference: pinned, platforms: platformsIn(parse(Index, bytes, name)).filter(isReal) };
  const config = await configOf(repository, parse(Manifest, bytes, name), name);
  return { reference: pinned, platforms: [`${config.os}/${config.architecture}`] };
}

/**
 * Finds a base image for each platform: what the reference names is asked once, so that all are of the same.
 *
 * @throws ImageError when it is not there, or not for a platform
 */
export async function findBases(
  repository: Repository,
  reference: ImageReference,
  platforms: readonly string[],
): Promise<readonly BaseImage[]> {
  const name = describeReference(reference);
  const named = await manifestOf(repository, versionOf(reference), name);
  const bases: BaseImage[] = [];
  for (const platform of platforms) {
    const stored = await forPlatform(repository, named, platform, name);
    const manifest = parse(Manifest, stored.bytes, name);
    const config = await configOf(repository, manifest, name);
    if (`${config.os}/${config.architecture}` !== platform) {
      throw new ImageError(`The base image ${name} is for ${config.os}/${config.architecture}, not for ${platform}.`);
    }
    bases.push({ repository, name, digest: named.digest, platform, mediaType: stored.mediaType, manifest, config });
  }
  return bases;
}

async function forPlatform(
  repository: Repository,
  named: StoredManifest,
  platform: string,
  name: string,
): Promise<StoredManifest> {
  if (!isList(named.mediaType)) return named;
  const index = parse(Index, named.bytes, name);
  const platforms = platformsIn(index);
  const found = index.manifests[platforms.indexOf(platform)];
  if (found === undefined) {
    throw new ImageError(
      `The base image ${name} is not there for ${platform}; it has ${platforms.filter(isReal).join(', ')}.`,
    );
  }
  return manifestOf(repository, found.digest, name);
}

function versionOf({ tag = 'latest', digest = tag }: ImageReference): string {
  return digest;
}

function isList(mediaType: string): boolean {
  return /index|manifest\.list/.test(mediaType);
}

function platformsIn({ manifests }: z.output<typeof Index>): string[] {
  return manifests.map(({ platform }) => `${platform?.os ?? UNKNOWN}/${platform?.architecture ?? UNKNOWN}`);
}

/** Builders put what they say of an image beside it in the list, as manifests for a platform that is none. */
function isReal(platform: string): boolean {
  return !platform.startsWith(UNKNOWN);
}

async function configOf(
  repository: Repository,
  { config }: z.output<typeof Manifest>,
  name: string,
): Promise<z.output<typeof Config>> {
  return parse(Config, await repository.blob(config.digest), name);
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
