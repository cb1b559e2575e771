import type { ApigatewayDeploymentSpecificationRequestPoliciesAuthentication } from '@cdktf/provider-oci/lib/apigateway-deployment';
import type { Construct } from 'constructs';
import type { CalledServer } from '../network/called-server';

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
  readonly policy: AuthenticationPolicy;
  /**
   * What the gateway fetches before it can answer a call. One in a network that does not let it would answer every call with
   * 500, so that such a network is refused.
   *
   * @default - nothing
   */
  readonly fetches?: FetchedByGateway;
  /**
   * Claims that every accepted caller is certain to have, which are those that can be passed on to a backend.
   *
   * @default - none
   */
  readonly certainClaims?: readonly string[];
  /**
   * Why the gateway finds no scope in what callers show, and what to do; routes that ask for a scope are refused then.
   *
   * @default - it finds scopes
   */
  readonly lacksScopes?: string;
  /**
   * A secret of the vault that the gateway has to read; whoever makes the deployment lets it.
   *
   * @default - none
   */
  readonly secret?: AuthenticationSecret;
}

/** What a gateway has to fetch to know its callers. */
export interface FetchedByGateway {
  /** What it is, for example `the keys that tokens are checked with`. */
  readonly what: string;
  /** Where it is fetched from. */
  readonly from: CalledServer;
}

/** A secret that a gateway needs to know its callers. */
export interface AuthenticationSecret {
  /** OCID of the secret. */
  readonly secretId: string;
  /** OCID of the tenancy; dynamic groups live there. */
  readonly tenancyId: string;
  /**
   * OCID of the compartment that holds the secret.
   *
   * @default - the gateway's
   */
  readonly compartmentId?: string;
}

/** A way for a gateway to know its callers. */
export interface IGatewayAuthentication {
  /** Says how the callers of one deployment are known; called once for every change of its routes. */
  bind(binding: AuthenticationBinding): AuthenticationConfig;
}

/**
 * What `request_policies.authentication` may hold, by its type.
 *
 * The provider drops, without a word, what belongs to another type: here it does not compile.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-requestpolicy.htm
 */
export type AuthenticationPolicy =
  | Only<'TOKEN_AUTHENTICATION', TokenPlace | 'maxClockSkewInSeconds' | 'validationPolicy' | 'validationFailurePolicy'>
  | Only<
      'JWT_AUTHENTICATION',
      TokenPlace | 'maxClockSkewInSeconds' | 'issuers' | 'audiences' | 'verifyClaims' | 'publicKeys'
    >
  | Only<
      'CUSTOM_AUTHENTICATION',
      'functionId' | 'parameters' | 'cacheKey' | 'tokenHeader' | 'tokenQueryParam' | 'validationFailurePolicy'
    >;

type Block = ApigatewayDeploymentSpecificationRequestPoliciesAuthentication;
type TokenPlace = 'tokenHeader' | 'tokenAuthScheme' | 'tokenQueryParam';
type Always = 'isAnonymousAccessAllowed';
type Only<T extends string, K extends keyof Block> = { readonly type: T } & Pick<Block, K | Always> & {
    readonly [Other in Exclude<keyof Block, K | Always | 'type'>]?: never;
  };
