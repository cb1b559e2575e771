import type { Api } from '../../apis';
import type { Size } from '../size';
import type { Bundler } from './bundler';
import type { BundlingOptions } from './bundling';
import type { ImagePlatform } from './image-platform';

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
