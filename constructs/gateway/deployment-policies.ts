import type { ApigatewayDeploymentSpecificationRequestPolicies } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { AuthenticationConfig } from '../authentication/gateway-authentication';
import { checkClaimHeaders } from './claim-headers';
import type { ClaimHeaders } from './claim-headers';
import type { ContextVariable } from './context-variable';
import { checkCors, corsBlock } from './cors';
import type { Cors } from './cors';
import { checkMutualTls, mutualTlsBlock } from './mutual-tls';
import type { MutualTls } from './mutual-tls';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import type { RateLimit } from './rate-limit';
import type { RouteMethod } from './route-method';

/**
 * What holds for every route of a deployment, besides its authentication.
 *
 * What is taken away from a deployment that is there (`rateLimit`, `cors`, `mutualTls`, `usagePlanToken`) stays in OCI, because
 * the provider leaves alone what is not written: run `terraform apply -replace` for the deployment.
 */
export interface DeploymentPolicies {
  /**
   * Scopes of which a caller's token has to have one, unless the route says otherwise.
   *
   * @default ['invoke']
   */
  readonly scopes?: readonly string[];
  /**
   * How many requests a second are taken.
   *
   * @default - as many as come
   */
  readonly rateLimit?: RateLimit;
  /**
   * Which web pages may call from a browser; a route's own replaces it.
   *
   * @default - none
   */
  readonly cors?: Cors;
  /**
   * Makes callers show a certificate besides their token.
   *
   * @default - only the gateway shows one
   */
  readonly mutualTls?: MutualTls;
  /**
   * Where callers have the token that usage plans know them by: a header, a query or path parameter, a claim or the host.
   * It makes the deployment eligible for plans. Once it is in one, callers without a subscription are refused.
   *
   * @default - the deployment can be in no usage plan
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaydefiningusageplans_topic-Making_an_API_Deployment_Eligible_for_Inclusion_in_a_Usage_Plan.htm
   */
  readonly usagePlanToken?: ContextVariable;
  /**
   * Headers that backends find claims of the caller's token in, by the claim: `{ sub: 'x-caller' }`. Callers cannot write
   * them, nor another spelling with `_` for `-`; anonymous routes take them out.
   *
   * Only claims that every accepted token is certain to have: what its authentication verifies (`iss`, `aud`, `exp` and
   * those of its `claims` that are required), and `sub` of an identity domain. Names have three dashes at most.
   *
   * @default - none
   */
  readonly passClaims?: ClaimHeaders;
}

export const DEPLOYMENT_POLICIES: PropNames<DeploymentPolicies> = {
  scopes: true,
  rateLimit: true,
  cors: true,
  mutualTls: true,
  usagePlanToken: true,
  passClaims: true,
};

/** What a deployment's policies have to know of the gateway and of the callers. */
export interface PoliciesSurroundings {
  readonly hasCertificateAuthorities: boolean;
  readonly callers: AuthenticationConfig;
}

/** Notes what is wrong with a deployment's policies. */
export function checkPolicies(checks: PropChecks, policies: DeploymentPolicies, around: PoliciesSurroundings): void {
  const { rateLimit, cors, mutualTls, usagePlanToken, passClaims } = policies;
  checks.ofKind(policies, { scopes: KIND.list, rateLimit: KIND.rateLimit, passClaims: KIND.options });
  rateLimit?.check(checks, 'rateLimit');
  if (cors !== undefined) checkCors(checks, 'cors', cors);
  if (mutualTls !== undefined) checkMutualTls(checks, 'mutualTls', mutualTls, around.hasCertificateAuthorities);
  if (passClaims !== undefined) checkClaimHeaders(checks, passClaims, around.callers);
  checks.expect(usagePlanToken === undefined || !['cert', 'body'].includes(usagePlanToken.table), {
    prop: 'usagePlanToken',
    wrong: 'is where no token of a usage plan can be',
    got: usagePlanToken?.reference,
    expected: 'a header, a query or path parameter, a claim or the host',
  });
}

/**
 * What the deployment's `request_policies` hold besides the authentication.
 *
 * @param methods those of the deployment's routes
 */
export function policyBlocks(
  { rateLimit, cors, mutualTls, usagePlanToken }: DeploymentPolicies,
  methods: readonly RouteMethod[],
): ApigatewayDeploymentSpecificationRequestPolicies {
  return {
    rateLimiting: rateLimit?.toBlock(),
    cors: cors && corsBlock(cors, methods),
    mutualTls: mutualTls && mutualTlsBlock(mutualTls),
    usagePlans: usagePlanToken && { tokenLocations: [usagePlanToken.reference] },
  };
}
