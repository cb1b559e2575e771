import { execFile } from 'node:child_process';
import path from 'node:path';
import { App, AssetType, LocalBackend, TerraformAsset, TerraformStack } from 'cdktf';
import { search } from '../apis';
import { bundleFunction, DEFAULT_IMAGE, ImagePush } from '../constructs';
import { hasTool } from './optional-tool';
import { scratch } from './scratch';
import { StubBundler } from './stub-bundler';

/** The program that applies: OpenTofu where there is no Terraform. */
export const TERRAFORM = hasTool('terraform') ? 'terraform' : 'tofu';

/** The only resource of an {@link ImageStack}. */
export const PUSH = 'terraform_data.Push_Data_83D3C471';

/** A stack that has an image and nothing of a provider, so that it can be applied for real. */
export class ImageStack {
  readonly directory: string;
  readonly state: string;

  /** @param repository where the image is pushed to */
  constructor(
    private readonly repository: string,
    private readonly image: { readonly base: string; readonly platform: string },
    private readonly environment: NodeJS.ProcessEnv = {},
    readonly outdir = scratch('image-stack'),
  ) {
    this.directory = path.join(outdir, 'stacks', 'image');
    this.state = path.join(outdir, 'terraform.tfstate');
  }

  /** The same stack, with its state, whose image goes to another repository. */
  movedTo(repository: string): ImageStack {
    return new ImageStack(repository, this.image, this.environment, this.outdir);
  }

  /** @returns the image's tag */
  synth(code: string): string {
    const app = new App({ outdir: this.outdir });
    const stack = new TerraformStack(app, 'image');
    new LocalBackend(stack, { path: this.state });
    const bundle = bundleFunction(search, {
      outDir: scratch('bundle'),
      bundler: new StubBundler(code),
      image: { ...DEFAULT_IMAGE, ...this.image },
    });
    const asset = new TerraformAsset(stack, 'Bundle', {
      path: bundle.directory,
      type: AssetType.DIRECTORY,
      assetHash: bundle.tag,
    });
    new ImagePush(stack, 'Push', { bundle: asset, tag: bundle.tag, repository: this.repository });
    app.synth();
    return bundle.tag;
  }

  /** Runs Terraform in the stack's folder; rejects with all that it printed when it fails. */
  terraform(...args: string[]): Promise<string> {
    const env = { ...process.env, CHECKPOINT_DISABLE: '1', SIGNED_API_CACHE: path.join(this.outdir, 'cache') };
    return new Promise((resolve, reject) => {
      const options = { cwd: this.directory, env: { ...env, ...this.environment }, maxBuffer: 64 * 1024 * 1024 };
      execFile(TERRAFORM, args, options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout + stderr);
        else reject(new Error(stdout + stderr));
      });
    });
  }

  /** What a plan would do, by address. */
  async plan(): Promise<Record<string, readonly string[]>> {
    await this.terraform('plan', '-input=false', '-out=plan');
    // It is one line; warnings may follow.
    const [json = ''] = (await this.terraform('show', '-json', 'plan')).split('\n');
    const { resource_changes: changes = [] } = JSON.parse(json) as {
      readonly resource_changes?: readonly {
        readonly address: string;
        readonly change: { readonly actions: readonly string[] };
      }[];
    };
    return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions]));
  }
}
