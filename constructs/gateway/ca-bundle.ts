import { CertificatesManagementCaBundle } from '@cdktf/provider-oci/lib/certificates-management-ca-bundle';
import { Construct } from 'constructs';
import { checkCertificates } from '../authentication/pem';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

const NAME = /^[A-Za-z0-9._-]+$/;

/** What {@link CaBundle} takes. */
export interface CaBundleProps {
  /** OCID of the compartment that holds the bundle. */
  readonly compartmentId: string;
  /** The authorities' certificates in PEM, one behind another. They are public and become part of the document. */
  readonly certificates: string;
  /**
   * Names the bundle: letters, digits, `-`, `_` and `.`, unique in the compartment. A change replaces it.
   *
   * @default 'oracleapi'
   */
  readonly name?: string;
  /**
   * Shown in the console.
   *
   * @default - none
   */
  readonly description?: string;
}

const PROPS: PropNames<CaBundleProps> = {
  compartmentId: true,
  certificates: true,
  name: true,
  description: true,
};

/**
 * Certificate authorities of one's own. A gateway that is given the bundle (`caBundleIds`) checks its callers' certificates with
 * them when a deployment asks for mutual TLS, and those of HTTP backends.
 */
export class CaBundle extends Construct {
  readonly caBundle: CertificatesManagementCaBundle;

  constructor(scope: Construct, id: string, props: CaBundleProps) {
    super(scope, id);
    const { compartmentId, certificates, name = 'oracleapi', description } = props;
    const checks = new PropChecks(this).known(props, PROPS).expect(NAME.test(name), {
      prop: 'name',
      wrong: 'is not a name of the Certificates service',
      got: name,
      expected: "letters, digits, '-', '_' and '.'",
    });
    for (const { ca, subject } of checkCertificates(checks, 'certificates', certificates)) {
      checks.expect(ca, {
        prop: 'certificates',
        wrong: 'holds a certificate that is not of an authority',
        got: subject,
        expected: 'certificates of authorities alone',
        nextStep: 'Leave out those of callers: whoever holds the key of one could vouch for nobody else anyway',
      });
    }
    checks.done();
    this.caBundle = new CertificatesManagementCaBundle(this, 'CaBundle', {
      compartmentId,
      name,
      description,
      caBundlePem: certificates,
    });
  }

  get caBundleId(): string {
    return this.caBundle.id;
  }
}
