import type { ApigatewayDeploymentSpecificationRequestPoliciesMutualTls } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { Token } from 'cdktf';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

const MAX_NAMES = 10;
const NAME = /^\*?[^*\s]+\*?$/;

/**
 * Makes every caller of a deployment show a certificate that an authority or bundle of the gateway's own signed, besides
 * its token. Well-known public authorities do not count, and at most three authorities may stand in a chain.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayaddingmtlssupport.htm
 */
export interface MutualTls {
  /**
   * E-mail addresses, URLs and domain names of which a certificate has to have one, 10 at most. A `*` at the start or the
   * end stands for anything; capitals do not count.
   *
   * @default - any certificate that the authorities signed will do
   */
  readonly allowedNames?: readonly string[];
}

const MUTUAL_TLS: PropNames<MutualTls> = {
  allowedNames: true,
};

/** Notes what is wrong with mutual TLS on a gateway that has certificate authorities of its own, or has none. */
export function checkMutualTls(
  checks: PropChecks,
  prop: string,
  mutualTls: MutualTls,
  gatewayHasAuthorities: boolean,
): void {
  checks.known(mutualTls, MUTUAL_TLS, prop);
  const { allowedNames = [] } = mutualTls;
  const bad = allowedNames.find((name) => !Token.isUnresolved(name) && !NAME.test(name));
  checks
    .expect(gatewayHasAuthorities, {
      prop,
      wrong: 'has nothing to check certificates of callers with',
      got: 'a gateway without certificate authorities',
      expected: 'a gateway that has one',
      nextStep: 'Give the gateway caBundleIds or certificateAuthorityIds.',
    })
    .expect(allowedNames.length <= MAX_NAMES, {
      prop: `${prop}.allowedNames`,
      wrong: 'has more entries than a deployment takes',
      got: allowedNames.length,
      expected: `at most ${String(MAX_NAMES)}`,
    })
    .expect(bad === undefined, {
      prop: `${prop}.allowedNames`,
      wrong: 'has an entry that is not a pattern of names',
      got: bad,
      expected: "a name with '*' at its start or end alone",
    });
}

/** What the deployment's `request_policies.mutual_tls` holds. */
export function mutualTlsBlock({
  allowedNames = [],
}: MutualTls): ApigatewayDeploymentSpecificationRequestPoliciesMutualTls {
  return { isVerifiedCertificateRequired: true, allowedSans: [...allowedNames] };
}
