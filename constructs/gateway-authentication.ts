import type { ApigatewayDeploymentSpecificationRequestPoliciesAuthentication } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { Construct } from 'constructs';

/** What an authentication may know of the gateway that it is bound to. */
export interface AuthenticationBinding {
  readonly scope: Construct;
  /** Host name without scheme; known at deploy. */
  readonly gatewayHostname: string;
  /** Whether a route of the deployment lets callers in without a token. */
  readonly anonymousAccessAllowed: boolean;
}

/** What an authentication says to the gateway that it is bound to. */
export interface AuthenticationConfig {
  readonly policy: ApigatewayDeploymentSpecificationRequestPoliciesAuthentication;
}

/** A way for a gateway to know its callers. */
export interface IGatewayAuthentication {
  bind(binding: AuthenticationBinding): AuthenticationConfig;
}
