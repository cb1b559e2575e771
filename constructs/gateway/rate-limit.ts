import type { ApigatewayDeploymentSpecificationRequestPoliciesRateLimiting } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { PropChecks } from '../prop-error';
import { isWholeBetween } from '../prop-error';

/** Terraform counts in whole numbers of this size. */
const MAX_RATE = 2_147_483_647;

/**
 * How many requests a second a deployment takes; one too many is answered by the gateway, which says when to try again.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaylimitingbackendaccess.htm
 */
export class RateLimit {
  /** From one IPv4 address, or from the addresses of one IPv6 /64 prefix. Callers behind one NAT count as one. */
  static perClient(requestsPerSecond: number): RateLimit {
    return new RateLimit('CLIENT_IP', requestsPerSecond);
  }

  /** From all callers together: a single one may use it up. */
  static total(requestsPerSecond: number): RateLimit {
    return new RateLimit('TOTAL', requestsPerSecond);
  }

  private constructor(
    private readonly rateKey: 'CLIENT_IP' | 'TOTAL',
    private readonly requestsPerSecond: number,
  ) {}

  /** Notes what is wrong with the limit. */
  check(checks: PropChecks, prop: string): void {
    checks.expect(isWholeBetween(this.requestsPerSecond, 1, MAX_RATE), {
      prop,
      wrong: 'is not a number of requests a second',
      got: this.requestsPerSecond,
      expected: 'a whole number above 0',
    });
  }

  /** What the deployment's `request_policies.rate_limiting` holds. */
  toBlock(): ApigatewayDeploymentSpecificationRequestPoliciesRateLimiting {
    return { rateKey: this.rateKey, rateInRequestsPerSecond: this.requestsPerSecond };
  }
}
