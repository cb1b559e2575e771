import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { OciBackend } from '../../../constructs';
import type { OciBackendProps } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { synthDocument } from '../../../testing/synth';

/** Every attribute, and a profile of a file that is not there: Terraform ends at it before it asks anybody. */
const PROPS: OciBackendProps = {
  bucket: 'states',
  namespace: 'shopns',
  key: 'shop/prod.tfstate',
  workspaceKeyPrefix: 'spaces',
  region: 'eu-zurich-1',
  auth: 'ApiKey',
  configFileProfile: 'SHOP',
  tenancyId: 'ocid1.tenancy.oc1..t',
  userId: 'ocid1.user.oc1..u',
  fingerprint: '12:34',
  privateKeyPath: '/nowhere/key.pem',
  sseCustomerKeySha256: 'c2hh',
};

function terraform(folder: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync('terraform', [...args, '-no-color'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1' },
  });
  return stdout + stderr;
}

/** What `terraform init` says of a stack that has nothing but the backend. */
function init(props: OciBackendProps, added: Readonly<Record<string, string>> = {}): string {
  const document = synthDocument((stack) => {
    const backend = new OciBackend(stack, props);
    for (const [name, value] of Object.entries(added)) backend.addOverride(name, value);
  });
  const { required_version, backend } = document['terraform'] as Record<string, unknown>;
  const folder = scratch('oci-backend');
  fs.writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify({ terraform: { required_version, backend } }));
  return terraform(folder, 'init', '-input=false');
}

const [, minor = 0] = /v1\.(\d+)/.exec(terraform('.', 'version')) ?? [];
const hasBackend = Number(minor) >= 12;
const isOlder = !hasBackend && Number(minor) > 0;

(hasBackend ? describe : describe.skip)(
  `the backend oci of Terraform itself${hasBackend ? '' : ' (skipped: Terraform 1.12 or newer not installed)'}`,
  () => {
    test('knows every attribute, and ends at the missing configuration file', () => {
      const said = init(PROPS);
      expect(said).toMatch(/open .*\/\.oci\/config: no such file or directory/);
      expect(said).not.toMatch(/Extraneous|Unsupported|Invalid|Missing/);
    });

    test('knows the key of a vault', () => {
      expect(init({ ...PROPS, sseCustomerKeySha256: undefined, kmsKeyId: 'ocid1.key.oc1..k' })).not.toMatch(
        /Extraneous|Unsupported|Invalid|Missing/,
      );
    });

    test('refuses an attribute that it does not know', () => {
      expect(init(PROPS, { no_such_attribute: 'x' })).toContain('No argument or block type is named');
    });
  },
);

(isOlder ? describe : describe.skip)(`an older Terraform${isOlder ? '' : ' (skipped: none installed)'}`, () => {
  test('is told that it is too old', () => {
    expect(init(PROPS)).toContain('Unsupported Terraform Core version');
  });
});
