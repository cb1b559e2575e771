import { TerraformBackend, TerraformRemoteState, TerraformStack, Token } from 'cdktf';
import type { DataTerraformRemoteStateConfig } from 'cdktf';
import type { Construct } from 'constructs';
import type { BackendAuth, OciBackendProps } from './oci-backend-props';
import { isRegion } from '../operations/regions';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

const AUTHS: readonly BackendAuth[] = [
  'ApiKey',
  'InstancePrincipal',
  'InstancePrincipalWithCerts',
  'ResourcePrincipal',
  'SecurityToken',
];

const PROPS: PropNames<OciBackendProps> = {
  bucket: true,
  namespace: true,
  key: true,
  workspaceKeyPrefix: true,
  region: true,
  auth: true,
  configFileProfile: true,
  tenancyId: true,
  userId: true,
  fingerprint: true,
  privateKeyPath: true,
  kmsKeyId: true,
  sseCustomerKeySha256: true,
};

/** What only an API key has. */
const API_KEY_PROPS = ['userId', 'fingerprint', 'privateKeyPath'] as const;

const TERRAFORM_VERSION = '>= 1.12.0';

type BackendAttributes = Readonly<Record<string, string>>;

/**
 * Keeps a stack's state in a bucket of Object Storage, encrypted and locked while it is written: Terraform's own backend `oci`.
 *
 * It takes Terraform 1.12 or newer; OpenTofu has no such backend. A private key, its passphrase and an encryption key are not
 * taken, because the backend's settings are part of the synthesized document: `docs/state.md` tells how Terraform gets them.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/oci
 */
export class OciBackend extends TerraformBackend {
  private readonly attributes: BackendAttributes;

  constructor(scope: Construct, props: OciBackendProps) {
    super(scope, 'backend', 'oci');
    this.check(props);
    this.attributes = attributesOf(props, `${TerraformStack.of(this).node.id}/terraform.tfstate`);
  }

  /** Lets a stack read the outputs of this one; cdktf calls it where a stack refers to another. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new OciRemoteState(scope, name, { ...this.attributes, workspace: '${terraform.workspace}' });
  }

  /** Says which Terraform it takes, too: an older one would only say that there is no such backend. */
  override toTerraform(): { terraform: Record<string, unknown> } {
    const { terraform } = super.toTerraform() as { terraform: Record<string, unknown> };
    return { terraform: { required_version: TERRAFORM_VERSION, ...terraform } };
  }

  protected override synthesizeAttributes(): BackendAttributes {
    return this.attributes;
  }

  protected override synthesizeHclAttributes(): BackendAttributes {
    return this.attributes;
  }

  private check(props: OciBackendProps): void {
    const checks = new PropChecks(this).known(props, PROPS);
    checkConstants(checks, props);
    checkNames(checks, props);
    checkLogin(checks, props);
    checks
      .expect(props.kmsKeyId === undefined || /^ocid1\.key\./.test(props.kmsKeyId) || isReference(props.kmsKeyId), {
        prop: 'kmsKeyId',
        wrong: 'is no key of a vault',
        got: props.kmsKeyId,
        expected: 'an OCID that begins with ocid1.key.',
      })
      .expect(props.kmsKeyId === undefined || props.sseCustomerKeySha256 === undefined, {
        prop: 'sseCustomerKeySha256',
        wrong: 'goes without a key of a vault only',
        got: props.sseCustomerKeySha256,
        expected: 'kmsKeyId or sseCustomerKeySha256, not both',
      })
      .done();
  }
}

/** The state of a stack that has an {@link OciBackend}, as another stack reads it. */
class OciRemoteState extends TerraformRemoteState {
  constructor(scope: Construct, id: string, config: DataTerraformRemoteStateConfig & BackendAttributes) {
    super(scope, id, 'oci', config);
  }
}

function attributesOf(props: OciBackendProps, key: string): BackendAttributes {
  const attributes = {
    bucket: props.bucket,
    namespace: props.namespace,
    key: props.key ?? key,
    workspace_key_prefix: props.workspaceKeyPrefix,
    region: props.region,
    auth: props.auth,
    config_file_profile: props.configFileProfile,
    tenancy_ocid: props.tenancyId,
    user_ocid: props.userId,
    fingerprint: props.fingerprint,
    private_key_path: props.privateKeyPath,
    kms_key_id: props.kmsKeyId,
    sse_customer_key_sha256: props.sseCustomerKeySha256,
  };
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function isReference(value: string): boolean {
  return Token.isUnresolved(value) || value.includes('${');
}

/** Terraform reads a backend before anything else, so nothing can be referred to there. */
function checkConstants(checks: PropChecks, props: OciBackendProps): void {
  for (const [prop, value] of Object.entries(props) as [string, string | undefined][]) {
    checks.expect(value === undefined || !isReference(value), {
      prop,
      wrong: 'is known to Terraform only',
      got: 'a reference',
      expected: 'a constant',
      nextStep: 'A backend is read before variables are; take the value from process.env, for example',
    });
  }
}

function checkNames(checks: PropChecks, { bucket, namespace, key, workspaceKeyPrefix }: OciBackendProps): void {
  const path = (value: string): boolean => value !== '' && !/^\/|\/\//.test(value);
  checks
    .expect(/^[A-Za-z0-9_-]+$/.test(bucket) || isReference(bucket), {
      prop: 'bucket',
      wrong: 'is no name that the backend takes',
      got: bucket,
      expected: 'letters, digits, _ and -',
    })
    .expect(/^[a-z0-9_-]+$/i.test(namespace) || isReference(namespace), {
      prop: 'namespace',
      wrong: "is no tenancy's namespace",
      got: namespace,
      expected: 'what "oci os ns get" prints',
    })
    .expect(key === undefined || (path(key) && !key.endsWith('/')), {
      prop: 'key',
      wrong: 'is no name of an object that the backend takes',
      got: key,
      expected: 'a name that neither begins nor ends with / and has no // in it',
    })
    .expect(workspaceKeyPrefix === undefined || path(workspaceKeyPrefix), {
      prop: 'workspaceKeyPrefix',
      wrong: 'is no prefix that the backend takes',
      got: workspaceKeyPrefix,
      expected: 'a prefix that does not begin with / and has no // in it',
    });
}

function checkLogin(checks: PropChecks, props: OciBackendProps): void {
  const { auth, region, configFileProfile } = props;
  checks
    .expect(auth === undefined || AUTHS.includes(auth), {
      prop: 'auth',
      wrong: 'is no way to log in that the backend takes',
      got: auth,
      expected: AUTHS.join(', '),
    })
    .expect(region === undefined || isRegion(region) || isReference(region), {
      prop: 'region',
      wrong: 'is not a region',
      got: region,
      expected: 'eu-frankfurt-1 or the like',
    });
  if (auth === undefined || auth === 'ApiKey') return;
  checks
    .expect(region !== undefined, {
      prop: 'region',
      wrong: `is missing for ${auth}`,
      got: region,
      expected: "the bucket's region",
    })
    .expect(auth !== 'SecurityToken' || configFileProfile !== undefined, {
      prop: 'configFileProfile',
      wrong: 'is missing for SecurityToken',
      got: configFileProfile,
      expected: 'the profile that "oci session authenticate" made',
    });
  for (const prop of API_KEY_PROPS) {
    checks.expect(props[prop] === undefined, {
      prop,
      wrong: `is of no use to ${auth}`,
      got: props[prop],
      expected: "auth: 'ApiKey', or none",
    });
  }
}
