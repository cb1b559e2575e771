import { CertificatesManagementCertificate } from '@cdktf/provider-oci/lib/certificates-management-certificate';
import type { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { checkCertificates } from '../authentication/pem';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';
import { checkSecretVariable } from './secret-variable';

/** What {@link DomainCertificate.imported} takes. */
export interface ImportedCertificateProps {
  /** The certificate in PEM; it is public and becomes part of the document. Its key is RSA of 2048 to 4096 bits. */
  readonly certificate: string;
  /** The certificates that lead from it to a well-known authority, in PEM; public as well. */
  readonly chain: string;
  /**
   * The variable that the private key comes in by: sensitive, without a default. The key is in PEM and has no passphrase:
   * `-----BEGIN RSA PRIVATE KEY-----`.
   */
  readonly privateKey: TerraformVariable;
  /**
   * Names the certificate in the Certificates service: unique in the compartment. A change replaces it.
   *
   * @default - the domain's name
   */
  readonly name?: string;
}

const IMPORTED_PROPS: PropNames<ImportedCertificateProps> = {
  certificate: true,
  chain: true,
  privateKey: true,
  name: true,
};

/** What a domain's certificate is made for. */
export interface CertificateOptions {
  readonly scope: Construct;
  readonly compartmentId: string;
  readonly domainName: string;
}

/** Where the certificate of a domain comes from. */
export abstract class DomainCertificate {
  /** A certificate of the Certificates service, or one of API Gateway, that exists. */
  static existing(certificateId: string): DomainCertificate {
    return new ExistingCertificate(certificateId);
  }

  /**
   * A certificate of an authority elsewhere, imported into the Certificates service. A renewed one becomes a new version of
   * it, and the gateway takes that over by itself.
   */
  static imported(props: ImportedCertificateProps): DomainCertificate {
    return new ImportedCertificate(props);
  }

  /** Notes what is wrong with it. */
  abstract check(checks: PropChecks, domainName: string): void;

  /** Makes what has to be made. */
  abstract bind(options: CertificateOptions): {
    readonly certificateId: string;
    readonly certificate?: CertificatesManagementCertificate;
  };
}

class ExistingCertificate extends DomainCertificate {
  constructor(private readonly certificateId: string) {
    super();
  }

  check(): void {
    // What it is for, only the service knows.
  }

  bind(): { readonly certificateId: string } {
    return { certificateId: this.certificateId };
  }
}

class ImportedCertificate extends DomainCertificate {
  constructor(private readonly props: ImportedCertificateProps) {
    super();
  }

  check(checks: PropChecks, domainName: string): void {
    checks.known(this.props, IMPORTED_PROPS, 'certificate');
    const { certificate, chain, privateKey } = this.props;
    const [leaf] = checkCertificates(checks, 'certificate', certificate);
    checkCertificates(checks, 'chain', chain);
    checkSecretVariable(checks, 'privateKey', privateKey);
    if (leaf === undefined) return;
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = leaf.publicKey;
    const bits = details?.modulusLength ?? 0;
    checks
      .expect(leaf.checkHost(domainName) !== undefined, {
        prop: 'certificate',
        wrong: 'is not for the domain',
        got: leaf.subjectAltName ?? leaf.subject,
        expected: `one that names ${domainName}`,
      })
      .expect(type === 'rsa' && bits >= 2048 && bits <= 4096, {
        prop: 'certificate',
        wrong: 'has a key that a gateway does not take',
        got: `${String(type)} ${String(bits)}`,
        expected: 'RSA of 2048 to 4096 bits',
      });
  }

  bind({ scope, compartmentId, domainName }: CertificateOptions): {
    readonly certificateId: string;
    readonly certificate: CertificatesManagementCertificate;
  } {
    const { certificate: certificatePem, chain: certChainPem, privateKey, name = domainName } = this.props;
    const certificate = new CertificatesManagementCertificate(scope, 'Certificate', {
      compartmentId,
      name,
      certificateConfig: {
        configType: 'IMPORTED',
        certificatePem,
        certChainPem,
        privateKeyPem: privateKey.stringValue,
      },
    });
    return { certificateId: certificate.id, certificate };
  }
}
