/**
 * How Terraform proves to Object Storage who it is, as the backend writes it.
 *
 * `OKEWorkloadIdentity` is no part of it: Terraform (1.15.5) names it in an error, and refuses it.
 */
export type BackendAuth =
  'ApiKey' | 'InstancePrincipal' | 'InstancePrincipalWithCerts' | 'ResourcePrincipal' | 'SecurityToken';

/** What {@link OciBackend} takes. */
export interface OciBackendProps {
  /**
   * Name of the bucket, which has to exist: letters, digits, `_` and `-`. Keep versioning on, so that a lost state can be had back.
   */
  readonly bucket: string;
  /** The tenancy's Object Storage namespace: `oci os ns get`. */
  readonly namespace: string;
  /**
   * Name of the object that holds the state; the lock is an object beside it, with `.lock` after its name.
   *
   * Terraform itself would take `terraform.tfstate` for every stack, so that two of them in one bucket would share a state.
   *
   * @default '<name of the stack>/terraform.tfstate'
   */
  readonly key?: string;
  /**
   * What the states of workspaces other than `default` begin with.
   *
   * @default - Terraform's own, 'tf-state-env'
   */
  readonly workspaceKeyPrefix?: string;
  /**
   * The bucket's region. All ways to log in but `ApiKey` need it.
   *
   * @default - the one of the configuration file
   */
  readonly region?: string;
  /**
   * How Terraform logs in to Object Storage. It may be another way than the provider's.
   *
   * @default - Terraform's own: 'ApiKey', unless the environment's `OCI_auth` says otherwise
   */
  readonly auth?: BackendAuth;
  /**
   * Profile of `~/.oci/config`. `SecurityToken` needs one.
   *
   * @default - 'DEFAULT', for an API key
   */
  readonly configFileProfile?: string;
  /**
   * OCID of the tenancy of an API key.
   *
   * @default - the one of the configuration file
   */
  readonly tenancyId?: string;
  /**
   * OCID of the user of an API key.
   *
   * @default - the one of the configuration file
   */
  readonly userId?: string;
  /**
   * Fingerprint of the API key.
   *
   * @default - the one of the configuration file
   */
  readonly fingerprint?: string;
  /**
   * Where the private key is on the machine that runs Terraform. The key itself is never taken: it would be in the document.
   *
   * @default - the one of the configuration file
   */
  readonly privateKeyPath?: string;
  /**
   * OCID of the key of a vault that the state is encrypted with. Object Storage has to be allowed to use it.
   *
   * @default - the bucket's own key, or else Oracle's: a state is never stored in the clear
   */
  readonly kmsKeyId?: string;
  /**
   * SHA-256 of a key of one's own, as base64; not with `kmsKeyId`. The key itself is never taken: it belongs into the
   * environment, as `OCI_sse_customer_key`.
   *
   * @default - no key of one's own
   */
  readonly sseCustomerKeySha256?: string;
}
