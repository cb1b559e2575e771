import type { BaseImage } from './base/base-image';
import type { BundleFolder } from './bundle-folder';
import { CREATED, FUNCTION_FOLDER, USER } from './layer';
import type { Layer } from './layer';
import { digestOf } from './registry/registry';
import type { Descriptor, StoredManifest } from './registry/registry';

/** An image of one platform, as it will be stored. */
export interface BuiltImage {
  readonly base: BaseImage;
  readonly manifest: StoredManifest;
  readonly config: { readonly digest: string; readonly bytes: Buffer };
  readonly layer: { readonly digest: string; readonly bytes: Buffer };
}

const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
const DOCKER_LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

const isOci = (mediaType: string): boolean => mediaType.startsWith('application/vnd.oci.');
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** Puts a layer on a base image. Nothing of it depends on when or where. */
export function buildImage(base: BaseImage, bundle: BundleFolder, layer: Layer): BuiltImage {
  const labels = labelsOf(base, bundle);
  const config = json(configOf(base, bundle, layer, labels));
  const oci = isOci(base.mediaType);
  const own: Descriptor = {
    mediaType: oci ? OCI_LAYER : DOCKER_LAYER,
    size: layer.bytes.length,
    digest: digestOf(layer.bytes),
  };
  const bytes = json({
    schemaVersion: 2,
    mediaType: base.mediaType,
    config: { mediaType: base.manifest.config.mediaType, size: config.length, digest: digestOf(config) },
    layers: [...base.manifest.layers, own],
    // The docker format has no place for them; its labels say the same.
    ...(oci ? { annotations: labels } : {}),
  });
  return {
    base,
    manifest: { mediaType: base.mediaType, digest: digestOf(bytes), bytes },
    config: { digest: digestOf(config), bytes: config },
    layer: { digest: own.digest, bytes: layer.bytes },
  };
}

/** One image for several platforms. */
export function buildIndex(images: readonly BuiltImage[]): StoredManifest {
  const oci = images.every(({ manifest }) => isOci(manifest.mediaType));
  const mediaType = oci
    ? 'application/vnd.oci.image.index.v1+json'
    : 'application/vnd.docker.distribution.manifest.list.v2+json';
  const manifests = images.map(({ manifest, base }) => {
    const [os, architecture] = base.platform.split('/');
    const { mediaType: kind, digest } = manifest;
    return { mediaType: kind, size: manifest.bytes.length, digest, platform: { architecture, os } };
  });
  const bytes = json({ schemaVersion: 2, mediaType, manifests });
  return { mediaType, digest: digestOf(bytes), bytes };
}

function configOf(
  { config }: BaseImage,
  { entrypoint }: BundleFolder,
  { diffId }: Layer,
  labels: Readonly<Record<string, string>>,
): unknown {
  return {
    ...config,
    created: CREATED,
    config: {
      ...config.config,
      Entrypoint: entrypoint,
      // The base's own would be arguments of the entrypoint.
      Cmd: undefined,
      WorkingDir: FUNCTION_FOLDER,
      User: USER,
      Labels: { ...(config.config?.['Labels'] as object | undefined), ...labels },
    },
    history: [...(config.history ?? []), { created: CREATED, created_by: 'signed-api', comment: 'the function' }],
    rootfs: { ...config.rootfs, diff_ids: [...config.rootfs.diff_ids, diffId] },
  };
}

/** @see https://github.com/opencontainers/image-spec/blob/main/annotations.md */
function labelsOf(base: BaseImage, { hash, labels }: BundleFolder): Record<string, string> {
  return {
    // A time of its own would make other bytes of the same content.
    'org.opencontainers.image.created': CREATED,
    'org.opencontainers.image.revision': hash,
    'org.opencontainers.image.base.name': base.name,
    'org.opencontainers.image.base.digest': base.digest,
    ...labels,
  };
}
