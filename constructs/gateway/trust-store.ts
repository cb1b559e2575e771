import type { ApigatewayGatewayCaBundles } from '@cdktf/provider-oci/lib/apigateway-gateway';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** Oracle raises both on request; `addOverride` takes more then. */
const MAX_BUNDLES = 2;
const MAX_AUTHORITIES = 5;

/**
 * Authorities of the Certificates service that a gateway trusts besides the well-known public ones: it checks certificates
 * of servers with all of them, and those of callers with these alone.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaysettingupcustomcertificateauthorities.htm
 */
export interface TrustStore {
  /**
   * OCIDs of bundles of authorities, 2 at most.
   *
   * @default - none
   */
  readonly caBundleIds?: readonly string[];
  /**
   * OCIDs of authorities, 5 at most.
   *
   * @default - none
   */
  readonly certificateAuthorityIds?: readonly string[];
}

export const TRUST_STORE: PropNames<TrustStore> = {
  caBundleIds: true,
  certificateAuthorityIds: true,
};

/** Notes what is wrong with a gateway's authorities, and with the certificate that it shows. */
export function checkTrustStore(
  checks: PropChecks,
  trusted: TrustStore & {
    /** Undefined where the gateway shows Oracle's. */
    readonly certificateId?: string;
  },
): void {
  const { caBundleIds = [], certificateAuthorityIds = [], certificateId } = trusted;
  checks.expect(certificateId === undefined || /^ocid1\.certificate\./.test(certificateId), {
    prop: 'certificateId',
    wrong: 'is not the OCID of a certificate',
    got: certificateId,
    expected: "an OCID that starts with 'ocid1.certificate.'",
  });
  const count = (prop: string, list: readonly string[], most: number): void => {
    checks.expect(list.length <= most, {
      prop,
      wrong: 'has more entries than a gateway takes',
      got: list.length,
      expected: `at most ${String(most)}`,
    });
  };
  count('caBundleIds', caBundleIds, MAX_BUNDLES);
  count('certificateAuthorityIds', certificateAuthorityIds, MAX_AUTHORITIES);
}

/** What the gateway's `ca_bundles` hold. */
export function caBundleBlocks(trusted: TrustStore): ApigatewayGatewayCaBundles[] {
  const { caBundleIds = [], certificateAuthorityIds = [] } = trusted;
  return [
    ...caBundleIds.map((caBundleId) => ({ type: 'CA_BUNDLE', caBundleId })),
    ...certificateAuthorityIds.map((certificateAuthorityId) => ({
      type: 'CERTIFICATE_AUTHORITY',
      certificateAuthorityId,
    })),
  ];
}
