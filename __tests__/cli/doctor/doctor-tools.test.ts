import fs from 'node:fs';
import path from 'node:path';
import { checkNode } from '../../../cli/doctor/tool-checks';
import packageJson from '../../../package.json';
import { folder, look } from '../../../testing/doctor-scene';

describe('node', () => {
  test.each([
    ['v18.20.0', { failed: 'v18.20.0 is too old; expected 20.19 or newer. Install a newer Node.' }],
    ['v20.18.3', { failed: 'v20.18.3 is too old; expected 20.19 or newer. Install a newer Node.' }],
    ['v20.19.0', { ok: 'v20.19.0' }],
    ['v24.1.0', { ok: 'v24.1.0' }],
  ])('is judged by its version: %s', (version, outcome) => {
    expect(checkNode(version)).toEqual(outcome);
  });

  test('has to be as new as the package says', () => {
    expect(packageJson.engines.node).toBe('>=20.19');
  });
});

describe('terraform', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  /** What `version` prints; a bare number is that of the product that the file is named after. */
  const printed = (name: string, version: string): string => {
    const product = name === 'tofu' ? 'OpenTofu' : 'Terraform';
    return `${version.includes(' ') ? version : `${product} v${version}`}\non linux_amd64`;
  };

  /** Only these programs are on the PATH; each prints this version. */
  const only = (versions: Record<string, string>, wanted?: string): void => {
    const bin = fs.mkdtempSync(path.join(folder, 'bin-'));
    for (const [name, version] of Object.entries(versions)) {
      const script = `#!/bin/sh\n[ "$*" = version ] && echo '${printed(name, version)}'\n`;
      fs.writeFileSync(path.join(bin, name), script, { mode: 0o755 });
    }
    process.env.PATH = bin;
    if (wanted === undefined) delete process.env.TERRAFORM_BINARY_NAME;
    else process.env.TERRAFORM_BINARY_NAME = wanted;
  };

  test.each<[string, Record<string, string>, string | undefined, Record<string, unknown>]>([
    ['new enough', { terraform: '1.6.0' }, undefined, { ok: true, text: 'terraform 1.6.0' }],
    [
      'too old',
      { terraform: '1.3.9' },
      undefined,
      { ok: false, problem: 'terraform 1.3.9 is too old; expected 1.4 or newer.' },
    ],
    [
      'too old for imports',
      { terraform: '1.5.7' },
      undefined,
      { advice: 'terraform 1.5.7. signingCertificatePublicAccess imports settings, which takes 1.6.' },
    ],
    [
      'new enough, below a warning',
      { terraform: 'Warning: the CLI configuration file is not there\n\nTerraform v1.6.0-rc1' },
      undefined,
      { ok: true, text: 'terraform 1.6.0-rc1' },
    ],
    [
      'something else',
      { terraform: 'no version' },
      undefined,
      { ok: false, problem: 'terraform unknown is too old; expected 1.4 or newer.' },
    ],
    [
      'missing',
      {},
      undefined,
      {
        ok: false,
        problem: 'Neither terraform nor tofu is on the PATH. Install Terraform 1.4 or newer, or OpenTofu.',
      },
    ],
    [
      'OpenTofu, which cdktf is not told of',
      { tofu: '1.8.0' },
      undefined,
      { advice: 'tofu 1.8.0. Set TERRAFORM_BINARY_NAME=tofu, or cdktf looks for terraform.' },
    ],
    ['OpenTofu', { tofu: '1.8.0' }, 'tofu', { ok: true, text: 'tofu 1.8.0' }],
    [
      'the one that cdktf is told of, but is not there',
      { terraform: '1.6.0' },
      'tofu',
      {
        ok: false,
        problem: 'tofu (TERRAFORM_BINARY_NAME) is not there. Install Terraform 1.4 or newer, or OpenTofu.',
      },
    ],
  ])('is %s', async (_what, versions, wanted, line) => {
    only(versions, wanted);
    expect((await look()).lines.terraform).toMatchObject(line);
  });

  test.each<[string, Record<string, string>, string | undefined, readonly string[], Record<string, unknown>]>([
    ['new enough', { terraform: '1.12.0' }, undefined, ['shop'], { ok: true, text: 'terraform 1.12.0' }],
    [
      'too old',
      { terraform: '1.11.4' },
      undefined,
      ['shop', 'orders'],
      {
        ok: false,
        problem:
          'terraform 1.11.4 is too old for the backend oci of shop, orders; expected 1.12 or newer. Install a newer one, or keep the state elsewhere: docs/state.md.',
      },
    ],
    ['old, but there is no such stack', { terraform: '1.11.4' }, undefined, [], { ok: true, text: 'terraform 1.11.4' }],
    [
      'OpenTofu',
      { tofu: '1.12.0' },
      'tofu',
      ['shop'],
      {
        ok: false,
        problem:
          'tofu 1.12.0: OpenTofu has no backend oci, which shop needs. Install Terraform 1.12 or newer, or keep the state elsewhere: docs/state.md.',
      },
    ],
    [
      'OpenTofu that is called terraform',
      { terraform: 'OpenTofu v1.12.0' },
      undefined,
      ['shop'],
      {
        ok: false,
        problem:
          'terraform 1.12.0: OpenTofu has no backend oci, which shop needs. Install Terraform 1.12 or newer, or keep the state elsewhere: docs/state.md.',
      },
    ],
    [
      'OpenTofu that is called terraform, but there is no such stack',
      { terraform: 'OpenTofu v1.12.0' },
      undefined,
      [],
      { ok: true, text: 'terraform 1.12.0' },
    ],
    [
      'Terraform that is called tofu',
      { tofu: 'Terraform v1.12.0' },
      'tofu',
      ['shop'],
      { ok: true, text: 'tofu 1.12.0' },
    ],
    ['OpenTofu, but there is no such stack', { tofu: '1.12.0' }, 'tofu', [], { ok: true, text: 'tofu 1.12.0' }],
    [
      'missing',
      {},
      undefined,
      ['shop'],
      {
        ok: false,
        problem:
          'Neither terraform nor tofu is on the PATH. Install Terraform 1.12 or newer, which the backend oci of shop takes.',
      },
    ],
  ])('keeps the state in the backend oci, and is %s', async (_what, versions, wanted, ociStacks, line) => {
    only(versions, wanted);
    expect((await look({}, { ociStacks })).lines.terraform).toMatchObject(line);
  });

  describe('of a project', () => {
    const OLD = {
      ok: false,
      problem:
        'terraform 1.11.4 is too old for the backend oci of orders; expected 1.12 or newer. Install a newer one, or keep the state elsewhere: docs/state.md.',
    };
    const FINE = { ok: true, text: 'terraform 1.11.4' };

    afterEach(() => {
      jest.restoreAllMocks();
    });

    /** A project whose last synth made these stacks, by name the backend of each. */
    const project = (backends: Record<string, string>): void => {
      const root = fs.mkdtempSync(path.join(folder, 'project-'));
      const write = (file: string, content: unknown): void => {
        fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        fs.writeFileSync(path.join(root, file), JSON.stringify(content));
      };
      write('cdktf.json', { app: 'true' });
      const stacks = Object.keys(backends).map((name) => [name, { name, workingDirectory: `stacks/${name}` }]);
      if (stacks.length > 0) write('cdktf.out/manifest.json', { stacks: Object.fromEntries(stacks) as unknown });
      for (const [name, backend] of Object.entries(backends)) {
        write(`cdktf.out/stacks/${name}/cdk.tf.json`, { terraform: { backend: { [backend]: {} } } });
      }
      jest.spyOn(process, 'cwd').mockReturnValue(root);
    };

    test.each<[string, Record<string, string>, Record<string, unknown>]>([
      ['one stack of several has the backend oci', { shop: 'local', orders: 'oci' }, OLD],
      ['no stack has the backend oci', { shop: 'local', orders: 's3' }, FINE],
      ['there was no synth', {}, FINE],
    ])('is judged by the last synth: %s', async (_what, backends, line) => {
      only({ terraform: '1.11.4' });
      project(backends);
      expect((await look({}, { ociStacks: undefined, stacks: undefined })).lines.terraform).toMatchObject(line);
    });
  });
});
