import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { App, AssetType, LocalBackend, TerraformAsset, TerraformStack } from 'cdktf';
import { search } from '../../apis';
import { bundleFunction, DEFAULT_IMAGE, ImagePush } from '../../constructs';
import { startRegistry } from '../../testing/docker-registry';
import { OWN_PLATFORM, pushNodeBase } from '../../testing/node-base-image';
import { describeWith, hasTool } from '../../testing/optional-tool';
import { scratch } from '../../testing/scratch';
import { StubBundler } from '../../testing/stub-bundler';

const TERRAFORM = hasTool('terraform') ? 'terraform' : 'tofu';
const TIMEOUT_MS = 120_000;

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

describeWith([TERRAFORM, 'docker-registry', 'skopeo'], 'terraform apply of an image', () => {
  const outdir = scratch('apply');
  const directory = path.join(outdir, 'stacks', 'image');
  let host: string;
  let base: string;

  beforeAll(async () => {
    ({ host } = await startRegistry());
    base = pushNodeBase(host);
  });

  /** @returns the image's tag */
  function synth(code: string): string {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'image');
    new LocalBackend(stack, { path: path.join(outdir, 'terraform.tfstate') });
    const bundle = bundleFunction(search, {
      outDir: scratch('bundle'),
      bundler: new StubBundler(code),
      image: { ...DEFAULT_IMAGE, base, platform: OWN_PLATFORM },
    });
    const asset = new TerraformAsset(stack, 'Bundle', {
      path: bundle.directory,
      type: AssetType.DIRECTORY,
      assetHash: bundle.tag,
    });
    new ImagePush(stack, 'Push', { bundle: asset, tag: bundle.tag, repository: `${host}/ns/oracleapi/search` });
    app.synth();
    return bundle.tag;
  }

  function terraform(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(TERRAFORM, args, {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, CHECKPOINT_DISABLE: '1', SIGNED_API_CACHE: path.join(outdir, 'cache') },
    });
    if (status !== 0) throw new Error(stdout + stderr);
    return stdout;
  }

  function plan(): Record<string, readonly string[]> {
    terraform('plan', '-input=false', '-out=plan');
    const { resource_changes: changes = [] } = JSON.parse(terraform('show', '-json', 'plan')) as Plan;
    return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions]));
  }

  const tags = async (): Promise<unknown> =>
    ((await (await fetch(`http://${host}/v2/ns/oracleapi/search/tags/list`)).json()) as { tags: unknown }).tags;

  test(
    'pushes, plans nothing more, pushes what changed, and ends clean',
    async () => {
      const first = synth('exports.one = 1;\n');
      terraform('init', '-input=false');
      const applied = terraform('apply', '-input=false', '-auto-approve', '-no-color');
      expect(applied).toContain(`search:${first} pushed`);
      expect(await tags()).toEqual([first]);

      expect(plan()).toEqual({ 'terraform_data.Push_Data_83D3C471': ['no-op'] });

      const second = synth('exports.two = 2;\n');
      expect(second).not.toBe(first);
      expect(plan()).toEqual({ 'terraform_data.Push_Data_83D3C471': ['delete', 'create'] });
      terraform('apply', '-input=false', 'plan');
      expect(await tags()).toEqual(expect.arrayContaining([first, second]));

      terraform('destroy', '-input=false', '-auto-approve');
      const state = JSON.parse(fs.readFileSync(path.join(outdir, 'terraform.tfstate'), 'utf8')) as { resources: [] };
      expect(state.resources).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
