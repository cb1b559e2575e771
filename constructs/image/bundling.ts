/** How a function is bundled; the names are those of the AWS CDK's `NodejsFunction`. */
export interface BundlingOptions {
  /**
   * Whether the bundle is made small.
   *
   * @default true
   */
  readonly minify?: boolean;
  /**
   * Whether the image has a source map, so that stack traces show lines of the TypeScript files. It is read when the first trace
   * is asked for; a start costs it nothing.
   *
   * @default true
   */
  readonly sourceMap?: boolean;
  /**
   * What the base image's Node understands.
   *
   * @default 'node20'
   */
  readonly target?: string;
  /**
   * Names that stand for a constant: JavaScript text each, for example `{ 'process.env.STAGE': '"test"' }`.
   *
   * @default - none
   */
  readonly define?: Readonly<Record<string, string>>;
  /**
   * Packages that are left out of the bundle, because the base image has them.
   *
   * @default - none: the bundle needs nothing but Node
   */
  readonly external?: readonly string[];
  /**
   * How files are taken in, by their extensions, for example `{ '.sql': 'text' }`.
   *
   * @default - esbuild's own
   * @see https://esbuild.github.io/content-types/
   */
  readonly loader?: Readonly<Record<string, BundleLoader>>;
  /**
   * Shell commands around the bundling. With them the bundle is made anew by each synth.
   *
   * @default - none
   */
  readonly commandHooks?: BundlingHooks;
}

/** How esbuild can take a file in. */
export type BundleLoader = 'base64' | 'binary' | 'dataurl' | 'empty' | 'js' | 'json' | 'jsx' | 'text' | 'ts' | 'tsx';

/** Shell commands around the bundling. A command that fails fails the synth. */
export interface BundlingHooks {
  /**
   * Run before the bundler, in the folder that synth runs in.
   *
   * @param inputDir the folder of the declaration
   * @param outputDir the folder that becomes the image's `/function`
   */
  beforeBundling?(inputDir: string, outputDir: string): readonly string[];
  /** Run after it; files that they leave in `outputDir` become part of the image. */
  afterBundling?(inputDir: string, outputDir: string): readonly string[];
}
