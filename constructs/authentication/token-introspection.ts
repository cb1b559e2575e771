import { Duration } from '../duration';
import { checkFailureResponse, failurePolicy } from './failure-response';
import type { FailureResponse } from './failure-response';
import type { AuthenticationBinding, AuthenticationConfig, IGatewayAuthentication } from './gateway-authentication';
import { defaultAudiences, JWT_OPTIONS } from './jwt-auth';
import type { JwtOptions } from './jwt-auth';
import { CalledServer } from '../network/called-server';
import { checkWayOut, WAY_OUT_OPTIONS } from '../network/way-out';
import type { WayOutOptions } from '../network/way-out';
import { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { checkSecretVersion } from '../gateway/secret-version';
import type { SecretVersion } from '../gateway/secret-version';
import { checkFetchedUrl } from './fetched-url';
import { checkCacheHours, checkedClaims, checkTokenChecks, skewSeconds, tokenChecksBlock } from './token-checks';
import { TokenLocation } from './token-location';

/** What {@link TokenIntrospection} takes. */
export interface TokenIntrospectionProps extends JwtOptions, WayOutOptions {
  /**
   * The authorization server's discovery document, for example
   * `https://idp.example.com/.well-known/openid-configuration`. The gateway has to reach it, and the endpoint for
   * introspection that it names.
   */
  readonly discoveryUri: string;
  /** The id that the gateway shows to the server. */
  readonly clientId: string;
  /** OCID of the vault secret that holds the client's secret. The deployment makes the policy that lets gateways read it. */
  readonly clientSecretId: string;
  /**
   * OCID of the compartment that holds that secret.
   *
   * @default - the gateway's
   */
  readonly clientSecretCompartmentId?: string;
  /** OCID of the tenancy: the dynamic group of the gateways that may read the secret lives there. */
  readonly tenancyId: string;
  /**
   * Version of the secret to use, at least 1; a secret of the stack gives it as `currentVersionNumber`. A new version is used
   * only once this says so.
   */
  readonly clientSecretVersion: SecretVersion;
  /**
   * How long the gateway keeps the server's answer about a token: 1 to 24 whole hours. A revoked token is still accepted
   * for as long.
   *
   * @default Duration.hours(1)
   */
  readonly cacheTime?: Duration;
  /**
   * Accepted values of `iss`, 5 at most.
   *
   * @default - whatever the server calls active
   */
  readonly issuers?: readonly string[];
  /**
   * Accepted values of `aud`, 1 to 5.
   *
   * @default - `https://<host name of the gateway>/`
   */
  readonly audiences?: readonly string[];
  /**
   * Accepts every token that the server calls active, whoever it is for: a token for another API opens this one too.
   *
   * Tokens that are no JSON Web Tokens may have no audience that could be looked at.
   *
   * @default false
   */
  readonly acceptTokensForAnyAudience?: boolean;
  /**
   * What a caller is answered whose token is missing or refused.
   *
   * @default - 401 with a `WWW-Authenticate` header
   */
  readonly failureResponse?: FailureResponse;
}

const PROPS: PropNames<TokenIntrospectionProps> = {
  discoveryUri: true,
  clientId: true,
  clientSecretId: true,
  clientSecretCompartmentId: true,
  tenancyId: true,
  clientSecretVersion: true,
  cacheTime: true,
  issuers: true,
  audiences: true,
  acceptTokensForAnyAudience: true,
  failureResponse: true,
  ...JWT_OPTIONS,
  ...WAY_OUT_OPTIONS,
};

/**
 * Callers show a token that the gateway asks its authorization server about, so that it need not be a JSON Web Token and
 * can be revoked. Makes nothing by itself; the deployment that it is given to lets the gateway read the client's secret.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-usinjson.htm
 */
export class TokenIntrospection implements IGatewayAuthentication {
  constructor(private readonly props: TokenIntrospectionProps) {}

  /** @throws PropError naming everything that the gateway does not take */
  bind(binding: AuthenticationBinding): AuthenticationConfig {
    const { discoveryUri, clientId, clientSecretId, clientSecretVersion, failureResponse } = this.props;
    const { tokenLocation = TokenLocation.header('Authorization', 'Bearer') } = this.props;
    const kinds = { cacheTime: KIND.duration, acceptTokensForAnyAudience: KIND.boolean };
    const checks = new PropChecks(binding.scope).known(this.props, PROPS, 'authentication').ofKind(this.props, kinds);
    const cacheHours = (this.props.cacheTime ?? Duration.hours(1)).toHours();
    const expected = this.expected(binding);

    this.checkServer(checks);
    checkCacheHours(checks, cacheHours);
    checkTokenChecks(checks, expected, { issuers: 0, audiences: this.anyAudience ? 0 : 1 });
    const skew = skewSeconds(checks, this.props.maxClockSkew);
    tokenLocation.check(checks);
    if (failureResponse !== undefined) checkFailureResponse(checks, failureResponse, 'TOKEN_CHECK');
    checks.done();

    return {
      fetches: { what: "the authorization server's word on tokens", from: CalledServer.at(discoveryUri, this.props) },
      certainClaims: checkedClaims(expected),
      secret: {
        secretId: clientSecretId,
        tenancyId: this.props.tenancyId,
        compartmentId: this.props.clientSecretCompartmentId,
      },
      policy: {
        ...tokenLocation.attributes,
        type: 'TOKEN_AUTHENTICATION',
        isAnonymousAccessAllowed: binding.anonymousAccessAllowed,
        maxClockSkewInSeconds: skew,
        validationPolicy: {
          type: 'REMOTE_DISCOVERY',
          sourceUriDetails: { type: 'DISCOVERY_URI', uri: discoveryUri },
          clientDetails: {
            type: 'CUSTOM',
            clientId,
            clientSecretId,
            clientSecretVersionNumber: String(clientSecretVersion),
          },
          maxCacheDurationInHours: cacheHours,
          additionalValidationPolicy: tokenChecksBlock(expected),
        },
        ...(failureResponse !== undefined && { validationFailurePolicy: failurePolicy(failureResponse) }),
      },
    };
  }

  private get anyAudience(): boolean {
    return this.props.acceptTokensForAnyAudience === true;
  }

  private expected(binding: AuthenticationBinding): Parameters<typeof tokenChecksBlock>[0] {
    const { issuers = [], claims = [] } = this.props;
    const audiences = this.props.audiences ?? (this.anyAudience ? [] : defaultAudiences(binding));
    return { issuers, audiences, claims };
  }

  private checkServer(checks: PropChecks): void {
    const { discoveryUri, clientId, clientSecretId, clientSecretVersion, audiences = [] } = this.props;
    checkWayOut(checks, 'reachedThrough', this.props);
    checkSecretVersion(checks, 'clientSecretVersion', clientSecretVersion);
    checkFetchedUrl(checks, 'discoveryUri', discoveryUri);
    checks
      .expect(clientId !== '', { prop: 'clientId', wrong: 'is empty', got: clientId, expected: 'the id of a client' })
      .expect(/^ocid1\.vaultsecret\./.test(clientSecretId), {
        prop: 'clientSecretId',
        wrong: 'is not the OCID of a vault secret',
        // It could be the secret itself.
        got: `${clientSecretId.length} characters`,
        expected: "an OCID that starts with 'ocid1.vaultsecret.'",
      })
      .expect(!this.anyAudience || audiences.length === 0, {
        prop: 'audiences',
        wrong: 'means nothing beside acceptTokensForAnyAudience',
        got: audiences,
        expected: 'one of the two',
      });
  }
}
