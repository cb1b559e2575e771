import { AssetType, TerraformAsset } from 'cdktf';
import { EsbuildBundler, FunctionImage, ImagePush } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { PLACE } from '../../../testing/signed-api-function';
import { StubBundler } from '../../../testing/stub-bundler';
import { testApi } from '../../../testing/synth-api';
import { testMisspeltOptions } from '../../../testing/misspelt-option';

describe('an option that there is not', () => {
  testMisspeltOptions([
    {
      of: 'FunctionImage',
      make: (stack, options) => {
        new FunctionImage(stack, 'Image', {
          ...PLACE,
          region: 'eu-zurich-1',
          api: testApi(),
          bundler: new StubBundler(),
          outDir: scratch('functions'),
          ...options,
        });
      },
      wrong: 'pushAtDeply',
      right: 'pushAtDeploy',
      value: false,
      message:
        'pushAtDeply is no prop: got "pushAtDeply"; expected api, compartmentId, tenancyId, region, realmDomain, repositoryName, baseImage, platforms, outDir, bundleBudget, bundling, bundler, labels, pushAtDeploy. Did you mean pushAtDeploy? (at Test/Image)',
    },
    {
      of: 'ImagePush',
      make: (stack, options) => {
        const bundle = new TerraformAsset(stack, 'Bundle', { path: scratch('bundle'), type: AssetType.DIRECTORY });
        new ImagePush(stack, 'Push', { bundle, tag: 't', repository: 'r.test/n/r', ...options });
      },
      wrong: 'repositoryID',
      right: 'repositoryId',
      value: 'ocid1.containerrepo.test',
      message:
        'repositoryID is no prop: got "repositoryID"; expected bundle, tag, repository, repositoryId, dependsOn. Did you mean repositoryId? (at Test/Push)',
    },
    {
      of: 'EsbuildBundler',
      make: (_stack, options) => {
        new EsbuildBundler(options);
      },
      wrong: 'minfy',
      right: 'minify',
      value: false,
      message:
        'bundling has no such option: got "minfy"; expected minify, sourceMap, target, define, external, loader, commandHooks. Did you mean minify?',
    },
  ]);
});
