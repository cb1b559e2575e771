import type { Duration } from '../duration';
import type { FailureResponse } from './failure-response';
import { checkFailureResponse, failurePolicy } from './failure-response';
import type { AuthenticationBinding, AuthenticationConfig } from './gateway-authentication';
import type { JwtKeys } from './jwt-keys';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';
import { checkedClaims, checkTokenChecks, skewSeconds, tokenChecksBlock } from './token-checks';
import type { ClaimRule, TokenChecks } from './token-checks';
import { TokenLocation } from './token-location';

/** What every authentication by JSON Web Tokens takes. */
export interface JwtOptions {
  /**
   * Claims besides `exp`, `nbf`, `iss` and `aud`, 10 at most.
   *
   * @default - none
   */
  readonly claims?: readonly ClaimRule[];
  /**
   * Tolerance for `exp` and `nbf`, 0 to 120 seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly maxClockSkew?: Duration;
  /**
   * Where callers put the token.
   *
   * @default TokenLocation.header('Authorization', 'Bearer')
   */
  readonly tokenLocation?: TokenLocation;
}

export const JWT_OPTIONS: PropNames<JwtOptions> = {
  claims: true,
  maxClockSkew: true,
  tokenLocation: true,
};

/**
 * How the gateway is told to check tokens; both ways check the same.
 *
 * `TOKEN_AUTHENTICATION` is what Oracle advises; `JWT_AUTHENTICATION` is what older deployments have. It knows no
 * failure response: the provider would drop it without a word.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-requestpolicy.htm
 */
export type JwtAuthType = 'TOKEN_AUTHENTICATION' | 'JWT_AUTHENTICATION';

const TYPES: readonly string[] = ['TOKEN_AUTHENTICATION', 'JWT_AUTHENTICATION'] satisfies JwtAuthType[];

/** The choice of a type, with what only that type takes. */
export type JwtAuthTypeProps =
  | {
      /**
       * How the gateway is told to check tokens; see {@link JwtAuthType}.
       *
       * @default 'TOKEN_AUTHENTICATION'
       */
      readonly type?: 'TOKEN_AUTHENTICATION';
      /**
       * What a caller is answered whose token is missing or refused.
       *
       * @default - 401 with a `WWW-Authenticate` header
       */
      readonly failureResponse?: FailureResponse;
    }
  | { readonly type: 'JWT_AUTHENTICATION'; readonly failureResponse?: undefined };

export const JWT_AUTH_TYPE_PROPS: PropNames<JwtAuthTypeProps> = {
  type: true,
  failureResponse: true,
};

/** What {@link bindJwt} takes: everything, with the defaults of its class filled in. */
export interface JwtAuth extends JwtOptions {
  readonly type?: JwtAuthType;
  readonly failureResponse?: FailureResponse;
  readonly keys: JwtKeys;
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
  /** Claims that the provider puts into every token. */
  readonly certainClaims?: readonly string[];
}

/** The audience that a gateway's tokens are for unless something else is said. */
export function defaultAudiences({ gatewayHostname }: AuthenticationBinding): readonly string[] {
  return [`https://${gatewayHostname}/`];
}

/**
 * Checks an authentication by JSON Web Tokens and puts it in the gateway's terms.
 *
 * @throws PropError naming everything that the gateway does not take
 */
export function bindJwt(auth: JwtAuth, binding: AuthenticationBinding): AuthenticationConfig {
  const { issuers, audiences, claims = [], failureResponse } = auth;
  const location = auth.tokenLocation ?? TokenLocation.header('Authorization', 'Bearer');
  const expected: TokenChecks = { issuers, audiences, claims };
  const checks = new PropChecks(binding.scope);
  checks.expect(TYPES.includes(auth.type ?? 'TOKEN_AUTHENTICATION'), {
    prop: 'type',
    wrong: 'is no way to check tokens',
    got: auth.type,
    expected: TYPES.join(' or '),
  });
  checkTokenChecks(checks, expected);
  auth.keys.check(checks);
  const skew = skewSeconds(checks, auth.maxClockSkew);
  location.check(checks);
  if (failureResponse !== undefined) checkFailureResponse(checks, failureResponse, 'TOKEN_CHECK');
  checks
    .expect(failureResponse === undefined || auth.type !== 'JWT_AUTHENTICATION', {
      prop: 'failureResponse',
      wrong: 'means nothing beside JWT_AUTHENTICATION',
      got: failureResponse && failurePolicy(failureResponse).responseCode,
      expected: 'the type TOKEN_AUTHENTICATION, or no failure response',
    })
    .done();

  const common = {
    ...location.attributes,
    isAnonymousAccessAllowed: binding.anonymousAccessAllowed,
    maxClockSkewInSeconds: skew,
  };
  const block = tokenChecksBlock(expected);
  const keys = auth.keys.toBlock();
  return {
    fetches: auth.keys.fetched,
    certainClaims: ['exp', ...checkedClaims(expected), ...(auth.certainClaims ?? [])],
    policy:
      auth.type === 'JWT_AUTHENTICATION'
        ? { ...common, ...block, type: 'JWT_AUTHENTICATION', publicKeys: keys }
        : {
            ...common,
            type: 'TOKEN_AUTHENTICATION',
            validationPolicy: { ...keys, additionalValidationPolicy: block },
            ...(failureResponse !== undefined && { validationFailurePolicy: failurePolicy(failureResponse) }),
          },
  };
}
