import type { ApigatewayDeploymentSpecificationRequestPolicies } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { checkClaimHeaders } from './claim-headers';
import type { ClaimHeaders } from './claim-headers';
import type { ContextVariable } from './context-variable';
import { checkCors, corsBlock } from './cors';
import type { Cors } from './cors';
import { checkMutualTls, mutualTlsBlock } from './mutual-tls';
import type { MutualTls } from './mutual-tls';
import type { PropChecks } from '../prop-error';
import type { RateLimit } from './rate-limit';
import type { RouteMethod } from './route-method';

/** What holds for every route of a deployment, besides its authentication. */
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
   * them; anonymous routes take them out.
   *
   * @default - none
   */
  readonly passClaims?: ClaimHeaders;
}

/** What a deployment's policies have to know of the gateway. */
export interface PoliciesSurroundings {
  readonly hasCertificateAuthorities: boolean;
}

/** Notes what is wrong with a deployment's policies. */
export function checkPolicies(checks: PropChecks, policies: DeploymentPolicies, gateway: PoliciesSurroundings): void {
  const { rateLimit, cors, mutualTls, usagePlanToken, passClaims } = policies;
  rateLimit?.check(checks, 'rateLimit');
  if (cors !== undefined) checkCors(checks, 'cors', cors);
  if (mutualTls !== undefined) checkMutualTls(checks, 'mutualTls', mutualTls, gateway.hasCertificateAuthorities);
  if (passClaims !== undefined) checkClaimHeaders(checks, passClaims);
  checks.expect(usagePlanToken?.table !== 'cert', {
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
