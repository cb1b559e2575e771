import { ArtifactsContainerRepository } from '@cdktf/provider-oci/lib/artifacts-container-repository';
import { DataOciObjectstorageNamespace } from '@cdktf/provider-oci/lib/data-oci-objectstorage-namespace';
import { AssetType, TerraformAsset } from 'cdktf';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { BundleError } from './bundle-error';
import { EsbuildBundler } from './bundler';
import { bundleFunction, tryBudgetProblem } from './function-bundle';
import type { FunctionBundle, ImageBase } from './function-bundle';
import type { FunctionImageProps } from './function-image-props';
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
