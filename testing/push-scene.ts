import { search } from '../apis';
import { bundleFunction, DEFAULT_IMAGE } from '../constructs';
import { BlobCache } from '../image/base/blob-cache';
import { readBundleFolder } from '../image/bundle-folder';
import { pushImage } from '../image/push';
import type { PushResult } from '../image/push';
import { RegistryStandIn } from './registry-stand-in';
import type { Fault } from './registry-stand-in';
import { scratch } from './scratch';
import { silentProgress } from './silent-progress';
import { StubBundler } from './stub-bundler';

/** The one that a function's image is pushed to. */
export const REPOSITORY = 'ns/oracleapi/search';
/** Where a registry takes blobs. */
export const UPLOADS = '/blobs/uploads/';

/** What a push is given, where it is not the usual. */
export interface Given {
  readonly code?: string;
  readonly platform?: string;
  readonly base?: string;
  readonly login?: boolean;
  readonly cache?: string;
  readonly idleMs?: number;
}

/** A function's bundle, and the registries of its image and of its base, anew for each test of a file. */
export class PushScene {
  registry!: RegistryStandIn;
  /** Another one for the base, so that layers have to be carried over. */
  baseRegistry!: RegistryStandIn;
  /** Waits that the last push made, in milliseconds. */
  waits: readonly number[] = [];

  constructor() {
    beforeEach(async () => {
      [this.registry, this.baseRegistry] = await Promise.all([RegistryStandIn.start(), RegistryStandIn.start()]);
    });
    afterEach(async () => {
      await Promise.all([this.registry.stop(), this.baseRegistry.stop()]);
    });
  }

  /** What the function's image is pushed as, without its tag. */
  get target(): string {
    return `${this.registry.host}/${REPOSITORY}`;
  }

  /** Makes the base one of other layers. */
  async replaceBase(layerBytes: number, layers = 1): Promise<void> {
    await this.baseRegistry.stop();
    this.baseRegistry = await RegistryStandIn.start(layerBytes, layers);
  }

  /** Writes a bundle; its folder. */
  bundled({ code, platform = 'linux/amd64', base = this.baseRegistry.base }: Given = {}): string {
    return bundleFunction(search, {
      outDir: scratch('bundle'),
      bundler: new StubBundler(code),
      image: { ...DEFAULT_IMAGE, base, platform },
    }).directory;
  }

  /** Bundles and pushes, in this process and without a wait. */
  async push(given: Given = {}): Promise<PushResult> {
    const waits: number[] = [];
    this.waits = waits;
    return pushImage(readBundleFolder(this.bundled(given)), this.target, {
      login: [
        () =>
          Promise.resolve(
            given.login === true
              ? { credential: { username: 'BEARER_TOKEN', password: 'planted-secret' }, tried: 'a token' }
              : { tried: 'nothing on this machine' },
          ),
      ],
      cache: new BlobCache(given.cache ?? scratch('cache')),
      progress: silentProgress,
      registry: {
        idleMs: given.idleMs ?? 500,
        wait: (ms) => {
          waits.push(ms);
          return Promise.resolve();
        },
      },
    });
  }
}

/** Answers with a status. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Fault =>
  (_request, response) => {
    response.writeHead(code, headers).end(body);
    return true;
  };
