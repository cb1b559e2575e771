import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the stand-in got. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly authorization?: string;
  readonly body: Buffer;
}

/** Answers a request in place of the stand-in, which does if this returns `false`. */
export type Fault = (request: SeenRequest, response: ServerResponse) => boolean | Promise<boolean>;

const OCI = 'application/vnd.oci.image';
const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** A registry in memory, with a base image in it, that misbehaves as it is told. */
export class RegistryStandIn {
  readonly requests: SeenRequest[] = [];
  /** By `<repository>@<digest>`. */
  readonly blobs = new Map<string, Buffer>();
  /** By `<repository>:<tag or digest>`. */
  readonly manifests = new Map<string, { readonly mediaType: string; readonly bytes: Buffer }>();
  fault: Fault = () => false;

  private readonly server = createServer((request, response) => void this.serve(request, response));

  private constructor() {
    this.server.keepAliveTimeout = 1;
  }

  /**
   * @param layerBytes how large each layer of the base is
   * @param layers how many it has
   */
  static async start(layerBytes = 4096, layers = 1): Promise<RegistryStandIn> {
    const registry = new RegistryStandIn();
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    registry.seed(layerBytes, layers);
    return registry;
  }

  get host(): string {
    return `127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Reference of the base image; it is there for both processors. */
  get base(): string {
    return `${this.host}/base/node:24`;
  }

  /** Bytes of all bodies of uploads. */
  get uploadedBytes(): number {
    const uploads = this.requests.filter(
      ({ method, target }) => method === 'PUT' && target.includes('/blobs/uploads/'),
    );
    return uploads.reduce((sum, { body }) => sum + body.length, 0);
  }

  tagsOf(repository: string): string[] {
    const prefix = `${repository}:`;
    return [...this.manifests.keys()]
      .filter((key) => key.startsWith(prefix) && !key.includes('sha256:'))
      .map((key) => key.slice(prefix.length));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private seed(layerBytes: number, count: number): void {
    const manifests = ['amd64', 'arm64'].map((architecture) => {
      const layers = Array.from({ length: count }, (_none, at) =>
        Buffer.alloc(layerBytes, `${architecture}${String(at)}`),
      );
      const config = json({
        architecture,
        os: 'linux',
        config: { Cmd: ['node'], Env: ['PATH=/usr/bin'] },
        rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
      });
      for (const blob of [...layers, config]) this.blobs.set(`base/node@${digestOf(blob)}`, blob);
      const bytes = json({
        schemaVersion: 2,
        mediaType: `${OCI}.manifest.v1+json`,
        config: { mediaType: `${OCI}.config.v1+json`, size: config.length, digest: digestOf(config) },
        layers: layers.map((layer) => ({
          mediaType: `${OCI}.layer.v1.tar+gzip`,
          size: layer.length,
          digest: digestOf(layer),
        })),
      });
      const descriptor = { mediaType: `${OCI}.manifest.v1+json`, size: bytes.length, digest: digestOf(bytes) };
      this.manifests.set(`base/node:${descriptor.digest}`, { mediaType: descriptor.mediaType, bytes });
      return { ...descriptor, platform: { os: 'linux', architecture } };
    });
    const mediaType = `${OCI}.index.v1+json`;
    this.manifests.set('base/node:24', { mediaType, bytes: json({ schemaVersion: 2, mediaType, manifests }) });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return;
    }
    const { method = '', url: target = '', headers } = request;
    const seen = { method, target, authorization: headers.authorization, body: Buffer.concat(chunks) };
    this.requests.push(seen);
    if (await this.fault(seen, response)) return;
    this.answer(seen, headers['content-type'] ?? '', response);
  }

  private answer({ method, target, body }: SeenRequest, mediaType: string, response: ServerResponse): void {
    const url = new URL(target, `http://${this.host}`);
    const [, repository = '', kind = '', name = ''] =
      /^\/v2\/(.+)\/(manifests|blobs\/uploads|blobs)\/([^/]*)$/.exec(url.pathname) ?? [];
    const end = (status: number, headers: Record<string, string> = {}, content?: Buffer): void => {
      response.writeHead(status, headers).end(method === 'HEAD' ? undefined : content);
    };
    if (kind === 'manifests' && method === 'PUT') {
      for (const reference of [name, digestOf(body)]) {
        this.manifests.set(`${repository}:${reference}`, { mediaType, bytes: body });
      }
      end(201, { 'docker-content-digest': digestOf(body) });
    } else if (kind === 'manifests') {
      const found = this.manifests.get(`${repository}:${name}`);
      if (found) end(200, { 'content-type': found.mediaType }, found.bytes);
      else end(404, {}, json({ errors: [{ code: 'MANIFEST_UNKNOWN' }] }));
    } else if (kind === 'blobs') {
      const found = this.blobs.get(`${repository}@${name}`);
      if (found) end(200, { 'content-length': String(found.length) }, found);
      else end(404, {}, json({ errors: [{ code: 'BLOB_UNKNOWN' }] }));
    } else if (kind === 'blobs/uploads' && method === 'POST') {
      this.begin(repository, url.searchParams, end);
    } else if (kind === 'blobs/uploads' && method === 'PUT') {
      const digest = url.searchParams.get('digest') ?? '';
      if (digestOf(body) !== digest) {
        end(400, {}, json({ errors: [{ code: 'DIGEST_INVALID' }] }));
        return;
      }
      this.blobs.set(`${repository}@${digest}`, body);
      end(201, { 'docker-content-digest': digest });
    } else end(404);
  }

  private begin(
    repository: string,
    parameters: URLSearchParams,
    end: (status: number, headers?: Record<string, string>) => void,
  ): void {
    const mounted = this.blobs.get(`${parameters.get('from') ?? ''}@${parameters.get('mount') ?? ''}`);
    if (mounted) {
      this.blobs.set(`${repository}@${parameters.get('mount') ?? ''}`, mounted);
      end(201);
    } else end(202, { location: `/v2/${repository}/blobs/uploads/1?state=a` });
  }
}
