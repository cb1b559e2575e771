import type { ApigatewayDeploymentSpecificationRequestPoliciesAuthentication } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { Construct } from 'constructs';

/** What an authentication may know of the gateway that it is bound to. */
export interface AuthenticationBinding {
  /** The gateway's construct, which errors name. */
  readonly scope: Construct;
  /** Host name without scheme; known at deploy. */
  readonly gatewayHostname: string;
  /** Whether a route of the deployment lets callers in without a token. */
  readonly anonymousAccessAllowed: boolean;
}

/** What an authentication says to the gateway that it is bound to. */
export interface AuthenticationConfig {
  /** What the deployment's `request_policies.authentication` holds. */
  readonly policy: ApigatewayDeploymentSpecificationRequestPoliciesAuthentication;
}

/** A way for a gateway to know its callers. */
export interface IGatewayAuthentication {
  /** Says how the callers of one deployment are known; called once for every change of its routes. */
  bind(binding: AuthenticationBinding): AuthenticationConfig;
}
