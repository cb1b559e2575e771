import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeFiles } from './node-files';
import { scratch } from './scratch';

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** This machine as images name it. */
export const OWN_PLATFORM = `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;

/**
 * Puts an image into a registry that has `node` on its PATH and no more: this machine's Node and the shared libraries that it
 * needs, laid out as `fnproject/node` is.
 *
 * @returns its reference
 */
export function pushNodeBase(host: string): string {
  const folder = scratch('base');
  const root = join(folder, 'root');
  for (const [file, at] of nodeFiles()) {
    mkdirSync(dirname(join(root, at)), { recursive: true });
    copyFileSync(file, join(root, at));
  }
  for (const empty of ['tmp', 'proc', 'dev', 'function']) mkdirSync(join(root, empty), { recursive: true });
  const layer = join(folder, 'layer.tar');
  execFileSync('tar', ['--create', '--file', layer, '--directory', root, '--owner=0', '--group=0', '.']);
  const layout = writeLayout(folder, readFileSync(layer));
  const reference = `${host}/test/node:24`;
  execFileSync('skopeo', ['copy', '--dest-tls-verify=false', `oci:${layout}`, `docker://${reference}`], {
    stdio: 'ignore',
  });
  return reference;
}

/** @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
function writeLayout(folder: string, layer: Buffer): string {
  const layout = join(folder, 'layout');
  mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true });
  const store = (bytes: Buffer, mediaType: string): { digest: string; size: number; mediaType: string } => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(layout, 'blobs', 'sha256', hash), bytes);
    return { mediaType, digest: `sha256:${hash}`, size: bytes.length };
  };
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  const [os, architecture] = OWN_PLATFORM.split('/');
  const layers = [store(layer, 'application/vnd.oci.image.layer.v1.tar')];
  const config = store(
    json({
      os,
      architecture,
      config: { Cmd: ['node'], Env: ['PATH=/usr/bin'] },
      rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
      history: [{ created_by: 'test' }],
    }),
    'application/vnd.oci.image.config.v1+json',
  );
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = store(json({ schemaVersion: 2, mediaType, config, layers }), mediaType);
  writeFileSync(join(layout, 'index.json'), json({ schemaVersion: 2, manifests: [manifest] }));
  writeFileSync(join(layout, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
  return layout;
}
