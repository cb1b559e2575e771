import fs from 'node:fs';
import path from 'node:path';
import { CoreVcn } from '@cdktf/provider-oci/lib/core-vcn';
import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { OciBackend } from '../../../constructs';
import type { BackendAuth, OciBackendProps } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { synthDocument } from '../../../testing/synth';

const LEAST = { bucket: 'states', namespace: 'shopns' };
const backend = (props: Partial<OciBackendProps> = {}): unknown =>
  (
    synthDocument((stack) => new OciBackend(stack, { ...LEAST, ...props }))['terraform'] as {
      backend: { oci: unknown };
    }
  ).backend.oci;

describe('OciBackend', () => {
  test('keeps the state in a bucket, under the name of the stack', () => {
    expect(backend()).toEqual({ bucket: 'states', namespace: 'shopns', key: 'Test/terraform.tfstate' });
  });

  test('says which Terraform has the backend', () => {
    expect(synthDocument((stack) => new OciBackend(stack, LEAST))['terraform']).toMatchObject({
      required_version: '>= 1.12.0',
    });
  });

  test("leaves a stack's own demand of a version", () => {
    const document = synthDocument((stack) => {
      stack.addOverride('terraform.required_version', '>= 1.13.0');
      new OciBackend(stack, LEAST);
    });
    expect(document['terraform']).toMatchObject({ required_version: '>= 1.13.0' });
  });

  test.each<[keyof OciBackendProps, Partial<OciBackendProps>, Record<string, string>]>([
    ['bucket', { bucket: 'other_States-2' }, { bucket: 'other_States-2' }],
    ['namespace', { namespace: 'axab12cd34' }, { namespace: 'axab12cd34' }],
    ['key', { key: 'shop/prod.tfstate' }, { key: 'shop/prod.tfstate' }],
    ['workspaceKeyPrefix', { workspaceKeyPrefix: 'spaces/' }, { workspace_key_prefix: 'spaces/' }],
    ['region', { region: 'eu-zurich-1' }, { region: 'eu-zurich-1' }],
    ['auth', { auth: 'ApiKey' }, { auth: 'ApiKey' }],
    ['configFileProfile', { configFileProfile: 'SHOP' }, { config_file_profile: 'SHOP' }],
    ['tenancyId', { tenancyId: 'ocid1.tenancy.oc1..t' }, { tenancy_ocid: 'ocid1.tenancy.oc1..t' }],
    ['userId', { userId: 'ocid1.user.oc1..u' }, { user_ocid: 'ocid1.user.oc1..u' }],
    ['fingerprint', { fingerprint: '12:34' }, { fingerprint: '12:34' }],
    ['privateKeyPath', { privateKeyPath: '~/.oci/key.pem' }, { private_key_path: '~/.oci/key.pem' }],
    ['kmsKeyId', { kmsKeyId: 'ocid1.key.oc1..k' }, { kms_key_id: 'ocid1.key.oc1..k' }],
    ['sseCustomerKeySha256', { sseCustomerKeySha256: 'c2hh' }, { sse_customer_key_sha256: 'c2hh' }],
  ])('takes %s', (_, props, attributes) => {
    expect(backend(props)).toMatchObject(attributes);
  });

  test.each<[BackendAuth, Partial<OciBackendProps>]>([
    ['InstancePrincipal', {}],
    ['InstancePrincipalWithCerts', {}],
    ['ResourcePrincipal', {}],
    ['SecurityToken', { configFileProfile: 'SESSION' }],
  ])('logs in as %s', (auth, props) => {
    expect(backend({ auth, region: 'eu-zurich-1', ...props })).toMatchObject({ auth, region: 'eu-zurich-1' });
  });

  test('can be overridden where a prop is missing', () => {
    const document = synthDocument((stack) => {
      new OciBackend(stack, LEAST).addOverride('sse_customer_algorithm', 'AES256');
    });
    expect(document['terraform']).toMatchObject({
      backend: { oci: { bucket: 'states', sse_customer_algorithm: 'AES256' } },
    });
  });

  test('is the only backend of a stack', () => {
    expect(() => synthDocument((stack) => [new OciBackend(stack, LEAST), new OciBackend(stack, LEAST)])).toThrow(
      "There is already a Construct with name 'backend' in TerraformStack [Test]",
    );
  });

  test('lets another stack read an output', () => {
    const app = Testing.app({ outdir: scratch('synth') });
    const network = new TerraformStack(app, 'network');
    new OciProvider(network, 'Oci', { region: 'eu-test-1' });
    new OciBackend(network, { ...LEAST, region: 'eu-zurich-1' });
    const vcn = new CoreVcn(network, 'Vcn', { compartmentId: 'c', cidrBlocks: ['10.0.0.0/16'] });
    const stack = new TerraformStack(app, 'api');
    new TerraformOutput(stack, 'Vcn', { value: vcn.id });
    app.synth();
    const file = path.join(app.outdir, 'stacks', 'api', 'cdk.tf.json');
    const document: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    expect(document).toMatchObject({
      data: {
        terraform_remote_state: {
          'cross-stack-reference-input-network': {
            backend: 'oci',
            workspace: '${terraform.workspace}',
            config: { bucket: 'states', namespace: 'shopns', key: 'network/terraform.tfstate', region: 'eu-zurich-1' },
          },
        },
      },
    });
  });
});

describe('OciBackend refuses', () => {
  test.each<[string, Partial<OciBackendProps>, string]>([
    [
      'a bucket that the backend refuses',
      { bucket: 'a.b' },
      'bucket is no name that the backend takes: got "a.b"; expected letters, digits, _ and -',
    ],
    [
      'an empty namespace',
      { namespace: '' },
      'namespace is no tenancy\'s namespace: got ""; expected what "oci os ns get" prints',
    ],
    [
      'a key that begins with a slash',
      { key: '/a' },
      'key is no name of an object that the backend takes: got "/a"; expected a name that neither begins nor ends with / and has no // in it',
    ],
    [
      'a key that ends with a slash',
      { key: 'a/' },
      'key is no name of an object that the backend takes: got "a/"; expected a name that neither begins nor ends with / and has no // in it',
    ],
    [
      'a prefix with two slashes',
      { workspaceKeyPrefix: 'a//b' },
      'workspaceKeyPrefix is no prefix that the backend takes: got "a//b"; expected a prefix that does not begin with / and has no // in it',
    ],
    [
      'what is no region',
      { region: 'Zurich' },
      'region is not a region: got "Zurich"; expected eu-frankfurt-1 or the like',
    ],
    [
      'another way to log in',
      { auth: 'OKEWorkloadIdentity' as BackendAuth, region: 'eu-zurich-1' },
      'auth is no way to log in that the backend takes: got "OKEWorkloadIdentity"; expected ApiKey, InstancePrincipal, InstancePrincipalWithCerts, ResourcePrincipal, SecurityToken',
    ],
    [
      'a principal without a region',
      { auth: 'InstancePrincipal' },
      "region is missing for InstancePrincipal: got undefined; expected the bucket's region",
    ],
    [
      'a session without a profile',
      { auth: 'SecurityToken', region: 'eu-zurich-1' },
      'configFileProfile is missing for SecurityToken: got undefined; expected the profile that "oci session authenticate" made',
    ],
    [
      "a principal with an API key's user",
      { auth: 'ResourcePrincipal', region: 'eu-zurich-1', userId: 'ocid1.user.oc1..u' },
      'userId is of no use to ResourcePrincipal: got "ocid1.user.oc1..u"; expected auth: \'ApiKey\', or none',
    ],
    [
      'what is no key of a vault',
      { kmsKeyId: 'ocid1.vault.oc1..v' },
      'kmsKeyId is no key of a vault: got "ocid1.vault.oc1..v"; expected an OCID that begins with ocid1.key.',
    ],
    [
      'two keys',
      { kmsKeyId: 'ocid1.key.oc1..k', sseCustomerKeySha256: 'c2hh' },
      'sseCustomerKeySha256 goes without a key of a vault only: got "c2hh"; expected kmsKeyId or sseCustomerKeySha256, not both',
    ],
    [
      'a reference',
      { bucket: '${var.bucket}' },
      'bucket is known to Terraform only: got "a reference"; expected a constant. A backend is read before variables are; take the value from process.env, for example',
    ],
  ])('%s', (_, props, message) => {
    expect(() => backend(props)).toThrow(new Error(`${message} (at Test/backend)`));
  });

  test("a variable's value", () => {
    expect(() =>
      synthDocument((stack) => {
        const bucket = new TerraformVariable(stack, 'bucket', { type: 'string' });
        new OciBackend(stack, { ...LEAST, bucket: bucket.stringValue });
      }),
    ).toThrow('bucket is known to Terraform only: got "a reference"; expected a constant.');
  });
});
