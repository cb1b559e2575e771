import { ArtifactsContainerRepository } from '@cdktf/provider-oci/lib/artifacts-container-repository';
import { DataOciObjectstorageNamespace } from '@cdktf/provider-oci/lib/data-oci-objectstorage-namespace';
import { AssetType, TerraformAsset } from 'cdktf';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Api } from '../../apis';
import { BundleError } from './bundle-error';
import { EsbuildBundler } from './bundler';
import type { Bundler } from './bundler';
import type { BundlingOptions } from './bundling';
import { bundleFunction, tryBudgetProblem } from './function-bundle';
import type { FunctionBundle, ImageBase } from './function-bundle';
import { checkImage } from './image-checks';
import { IMAGE_PLATFORMS } from './image-platform';
import type { ImagePlatform } from './image-platform';
import { ImagePush } from './image-push';
import { checkPushedImage } from './pushed-image-checks';
import { registryHost } from './registry-host';
import { projectLabels } from './source-label';
import { PropError } from '../prop-error';
import { Size } from '../size';

/** An image that a function can run, whoever made it. */
export interface IFunctionImage {
  /** `<registry host>/<namespace>/<repository>:<tag>` */
  readonly imageReference: string;
  /**
   * What it is built for.
   *
   * @default - unknown
   */
  readonly platforms?: readonly ImagePlatform[];
  /**
   * What puts the image where it is; a function waits for it.
   *
   * @default - it is there already
   */
  readonly pushedBy?: readonly ITerraformDependable[];
}

/** What {@link FunctionImage} takes. */
export interface FunctionImageProps {
  /** The API that the function serves; the bundle is built from its declaration. */
  readonly api: Api;
  /** OCID of the compartment that holds the repository. */
  readonly compartmentId: string;
  /** Tenancy whose registry holds the image. */
  readonly tenancyId: string;
  /** For example `eu-frankfurt-1`; the image has to be in the function's own region. */
  readonly region: string;
  /**
   * Domain of the region's realm: the registry is `ocir.<region>.oci.<realm domain>`.
   *
   * The name of a region tells its realm. Where only Terraform knows the region, or it is newer than this package, it is taken for
   * one of oc1, the commercial realm; a region of another realm needs this prop then, for example `oraclegovcloud.com`.
   *
   * @default - the one of the region's realm, else 'oraclecloud.com'
   * @see https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm
   */
  readonly realmDomain?: string;
  /**
   * The repository's name; the image is `<registry>/<namespace>/<repository>:<content hash>`.
   *
   * @default 'oracleapi/<name of the API>'
   */
  readonly repositoryName?: string;
  /**
   * The image that the bundle is added to. It has to have `node` on its PATH.
   *
   * @default 'docker.io/fnproject/node:24'
   */
  readonly baseImage?: string;
  /**
   * Which processors the image is built for; the base image has to be there for each. More than one make a manifest list.
   *
   * They have to cover the shape of the functions' application: `GENERIC_X86` needs `linux/amd64`, `GENERIC_ARM`
   * `linux/arm64`, `GENERIC_X86_ARM` both.
   *
   * @default ['linux/amd64']
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsspecifyingcomputearchitectures.htm
   */
  readonly platforms?: readonly ImagePlatform[];
  /**
   * Where bundles are written, relative to the folder that synth runs in: each into a folder of its API's name, which has to be new,
   * empty or an earlier bundle's.
   *
   * @default 'dist/functions'
   */
  readonly outDir?: string;
  /**
   * The largest that the bundle may be; synth fails when it is larger, and names what makes it so.
   *
   * @default Size.kibibytes(60)
   */
  readonly bundleBudget?: Size;
  /**
   * How the function is bundled: `minify`, `sourceMap`, `target`, `define`, `external`, `loader`, `commandHooks`.
   *
   * @default - minified for Node 20, with a source map
   */
  readonly bundling?: BundlingOptions;
  /**
   * Makes the bundle, in place of esbuild; it knows nothing of `bundling`.
   *
   * @default - esbuild
   */
  readonly bundler?: Bundler;
  /**
   * What the image says of itself, for example `{ 'org.opencontainers.image.source': 'https://git.example.com/apis' }`. When it was
   * made, its base and the hash of its content are added by the push.
   *
   * @default - its source, where package.json in the folder that synth runs in has a repository
   * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether `cdktf deploy` builds and pushes the image, with no Docker, from the machine that applies.
   *
   * Without it the image has to be in the repository before the function is made: `signed-api image push`.
   *
   * @default true
   */
  readonly pushAtDeploy?: boolean;
}

/** Where bundles are written unless the props say otherwise. */
export const DEFAULT_OUT_DIR = 'dist/functions';

/** The largest that a bundle may be unless the props say otherwise. */
export const DEFAULT_BUDGET = Size.kibibytes(60);

/** What an image is made of unless the props say otherwise. */
export const DEFAULT_IMAGE: ImageBase = {
  base: 'docker.io/fnproject/node:24',
  // A young generation of more than 1 MiB a half saves nothing here and costs 6 MB: docs/performance.md.
  entrypoint: ['node', '--max-semi-space-size=1', '/function/func.js'],
  platform: 'linux/amd64',
};

/**
 * An API's function as an image: the bundle, made at synth and carried in the stack's assets, and the repository that
 * its image belongs in.
 *
 * The tag is a hash of the content, because the provider does not notice a tag that was pushed anew.
 */
export class FunctionImage extends Construct implements IFunctionImage {
  /**
   * An image that is in a registry already, for pipelines that push by themselves. The local cloud cannot run it.
   *
   * @param imageReference `<registry host>/<namespace>/<repository>:<tag>`
   * @param platforms what it is built for; unknown if left out
   * @throws RangeError when one of them cannot be meant
   */
  static fromRegistry(imageReference: string, platforms?: readonly ImagePlatform[]): IFunctionImage {
    checkPushedImage(imageReference, platforms);
    return { imageReference, platforms };
  }

  readonly bundle: FunctionBundle;
  readonly asset: TerraformAsset;
  readonly namespace: DataOciObjectstorageNamespace;
  readonly repository: ArtifactsContainerRepository;
  readonly imageReference: string;
  readonly platforms: readonly ImagePlatform[];
  /** None when a pipeline pushes by itself. */
  readonly push?: ImagePush;
  readonly pushedBy: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: FunctionImageProps) {
    super(scope, id);
    checkImage(this, props);
    const { api, compartmentId, tenancyId } = props;
    this.platforms = props.platforms ?? ['linux/amd64'];
    this.bundle = this.made(props);
    this.checkBudget(props.bundleBudget ?? DEFAULT_BUDGET);
    // The tag stands in for cdktf's own hash, which leaves file names out; the local cloud finds the bundle by it.
    this.asset = new TerraformAsset(this, 'Bundle', {
      path: this.bundle.directory,
      type: AssetType.DIRECTORY,
      assetHash: this.bundle.tag,
    });
    this.namespace = new DataOciObjectstorageNamespace(this, 'Namespace', { compartmentId: tenancyId });
    this.repository = new ArtifactsContainerRepository(this, 'Repository', {
      compartmentId,
      displayName: props.repositoryName ?? `oracleapi/${api.name}`,
      isPublic: false,
      isImmutable: true,
    });
    const registry = registryHost(props.region, props.realmDomain);
    const repository = `${registry}/${this.namespace.namespace}/${this.repository.displayName}`;
    this.imageReference = `${repository}:${this.bundle.tag}`;
    if (props.pushAtDeploy ?? true) {
      this.push = new ImagePush(this, 'Push', {
        bundle: this.asset,
        tag: this.bundle.tag,
        repository,
        repositoryId: this.repository.id,
      });
    }
    this.pushedBy = this.push === undefined ? [] : [this.push.data];
  }

  private made({ api, outDir, bundler, bundling, baseImage, labels }: FunctionImageProps): FunctionBundle {
    try {
      return bundleFunction(api, {
        outDir: outDir ?? DEFAULT_OUT_DIR,
        bundler: bundler ?? new EsbuildBundler(bundling),
        image: {
          ...DEFAULT_IMAGE,
          ...(baseImage === undefined ? {} : { base: baseImage }),
          labels: projectLabels(labels),
          // In an order of its own, so that the same platforms are the same image; the form is docker's.
          platform: IMAGE_PLATFORMS.filter((platform) => this.platforms.includes(platform)).join(','),
        },
      });
    } catch (error) {
      throw error instanceof BundleError ? new PropError(this, error.problems) : error;
    }
  }

  private checkBudget(budget: Size): void {
    const problem = tryBudgetProblem(this.bundle, budget);
    if (problem === undefined) return;
    throw new PropError(this, [
      {
        prop: 'bundleBudget',
        wrong: 'is passed',
        got: problem,
        expected: 'a bundle within its budget',
        nextStep: 'Import less in the declaration, or give a larger bundleBudget',
      },
    ]);
  }
}
