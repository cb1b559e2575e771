import { refusals } from '../../../cli/resource-manager/refusals';

const NEW = 'is no block of Terraform 1.5, the newest that Resource Manager has.';
const provisioned = (type: string, settings: object): object => ({
  resource: { terraform_data: { Work: { provisioner: [{ [type]: settings }] } } },
});
const required = (source: string): object => ({ terraform: { required_providers: { own: { source } } } });

describe('Resource Manager cannot run', () => {
  test.each<[string, object, string]>([
    ['a block that is newer', { removed: [{ from: 'a.b' }] }, `removed: ${NEW}`],
    ['an ephemeral resource', { ephemeral: {} }, `ephemeral: ${NEW}`],
    [
      'a stack that wants a newer Terraform',
      { terraform: { required_version: '>= 1.9.0' } },
      'terraform.required_version: is >= 1.9.0, and Resource Manager runs Terraform 1.5.7.',
    ],
    [
      'a stack that wants an older Terraform',
      { terraform: { required_version: '< 1.5' } },
      'terraform.required_version: is < 1.5, and Resource Manager runs Terraform 1.5.7.',
    ],
    [
      'a demand of a version that is no text',
      { terraform: { required_version: ['>= 1.5'] } },
      'terraform.required_version: is [">= 1.5"], and Resource Manager runs Terraform 1.5.7.',
    ],
    [
      'a variable of which nothing is kept',
      { variable: { token: { type: 'string', ephemeral: true } } },
      'variable token: has ephemeral, which Terraform 1.5 has not, the newest that Resource Manager has.',
    ],
    [
      'an output of which nothing is kept',
      { output: { token: { value: '${var.token}', ephemeral: true } } },
      'output token: has ephemeral, which Terraform 1.5 has not, the newest that Resource Manager has.',
    ],
    [
      'an argument that is only written',
      { resource: { oci_x: { Db: { credentials: [{ password_wo: '${var.p}', password_wo_version: 1 }] } } } },
      'oci_x.Db: has password_wo, an argument that is only written, which takes Terraform 1.11; Resource Manager has 1.5. Use password.',
    ],
    [
      'an import by a reference',
      { import: [{ to: 'oci_core_vcn.a', id: '${var.vcn}' }] },
      'import oci_core_vcn.a: has an id that only Terraform knows, which takes Terraform 1.6; Resource Manager has 1.5. Leave out what imports it, such as signingCertificatePublicAccess.',
    ],
    [
      'a newer function',
      { locals: { a: '${templatestring(local.t, {})}' } },
      'templatestring(): is no function of Terraform 1.5, which Resource Manager has.',
    ],
    [
      "a provider's function",
      { locals: { a: '${provider::oci::parse(1)}' } },
      'provider::oci::parse(): is no function of Terraform 1.5, which Resource Manager has.',
    ],
    [
      'a provider from elsewhere',
      required('registry.example.com/a/own'),
      'provider own: comes from registry.example.com, and Resource Manager asks registry.terraform.io only.',
    ],
    [
      'a profile of a configuration file',
      { provider: { oci: [{ region: 'r', config_file_profile: 'P' }] } },
      'provider oci: has config_file_profile, and Resource Manager logs in by itself. Leave it out.',
    ],
    [
      'a way to log in',
      { provider: { oci: { auth: 'InstancePrincipal' } } },
      'provider oci: has auth, and Resource Manager logs in by itself. Leave it out.',
    ],
    [
      'Node',
      provisioned('local-exec', { command: 'node a.js' }),
      "terraform_data.Work: runs node where Terraform runs, and Resource Manager's machines have ansible, ansible-playbook, docker, echo, fn, sh only.",
    ],
    [
      'a provisioner that Terraform has not',
      provisioned('chef', {}),
      'terraform_data.Work: has the provisioner chef, which Terraform has not.',
    ],
    [
      'a module beside the document',
      { module: { own: { source: './own' } } },
      'module own: is a folder (./own), which is no part of the file.',
    ],
    [
      'the state of a file',
      { data: { terraform_remote_state: { other: { backend: 'local' } } } },
      'data.terraform_remote_state.other: reads a file of your machine. Hand the value over as a variable.',
    ],
    [
      'the state of a backend that is newer',
      { data: { terraform_remote_state: { other: { backend: 'oci' } } } },
      'data.terraform_remote_state.other: reads from the backend oci, which takes Terraform 1.12; Resource Manager has 1.5. Hand the value over as a variable.',
    ],
    [
      'a secret in the file',
      { variable: { token: { sensitive: true, default: 'x' } } },
      'variable token: is sensitive and has a default, which the file would tell.',
    ],
    [
      'a long default',
      { variable: { text: { default: 'x'.repeat(9000) } } },
      'variable text: has a default of more than 8192 bytes, which Resource Manager refuses.',
    ],
    [
      'what JSON is not read in',
      { variable: { key: { type: 'string' } }, locals: { a: '${jsondecode(var.key)}', b: '${var.key}' } },
      'variable key: is referred to in a way that JSON cannot be read in.',
    ],
    [
      'many variables',
      { variable: Object.fromEntries(Array.from({ length: 251 }, (_, index) => [`v${String(index)}`, {}])) },
      'variable: there are 251, and Resource Manager takes 250.',
    ],
  ])('%s', (_, document, problem) => {
    expect(refusals(document as Record<string, unknown>)).toEqual([problem]);
  });
});

describe('Resource Manager can run', () => {
  test.each<[string, object]>([
    ['the blocks of Terraform 1.5', { moved: [], import: [], check: {}, locals: {}, module: {} }],
    ['a stack that wants Terraform 1.5', { terraform: { required_version: '>= 1.5.0' } }],
    [
      'everything that a variable and an output may have',
      {
        variable: {
          a: { type: 'string', description: 'A', nullable: false, sensitive: true, validation: [], '//': {} },
        },
        output: { b: { value: '1', description: 'B', sensitive: false, precondition: [], depends_on: [], '//': {} } },
      },
    ],
    ['an argument that is kept', { resource: { oci_x: { Db: { password: '${var.p}', two: 2 } } } }],
    ['an import by an id', { import: [{ to: 'oci_core_vcn.a', id: 'ocid1.vcn.oc1..a' }] }],
    ['a text that only looks like a function', { locals: { a: 'templatestring(' } }],
    ['a provider of the registry', required('hashicorp/random')],
    ['a provider of the registry by its host', required('registry.terraform.io/hashicorp/random')],
    ['a provider with an alias', { provider: { oci: [{ region: 'r' }, { region: 's', alias: 'home' }] } }],
    ['what its machines have', provisioned('local-exec', { command: 'fn version' })],
    ['what runs elsewhere', provisioned('remote-exec', { inline: ['node a.js'] })],
    ['a module of the registry', { module: { own: { source: 'oracle/own/oci' } } }],
    ['a secret that is asked for', { variable: { token: { sensitive: true } } }],
    ['a variable of text', { variable: { name: { type: 'string' } }, locals: { a: '${var.name}' } }],
  ])('%s', (_, document) => {
    expect(refusals(document as Record<string, unknown>)).toEqual([]);
  });
});
