import type { AuthenticationBinding, AuthenticationConfig, IGatewayAuthentication } from './gateway-authentication';
import { Duration } from './duration';
import type { JwtKeys } from './jwt-keys';
import { isWholeBetween, PropChecks } from './prop-error';

/** A claim that a token has to have. */
export interface ClaimRule {
  /** The claim's name. */
  readonly key: string;
  /**
   * Allowed values, compared letter by letter.
   *
   * @default - any value
   */
  readonly values?: readonly string[];
  /**
   * Whether a token without the claim is refused; if not, its value is checked only where it is there.
   *
   * @default true
   */
  readonly required?: boolean;
}

/** What {@link IdcsJwtAuth} takes. */
export interface IdcsJwtAuthProps {
  /** Where the gateway has the keys from that tokens are checked with. */
  readonly keys: JwtKeys;
  /**
   * `TOKEN_AUTHENTICATION` is what Oracle advises; `JWT_AUTHENTICATION` is what older deployments have. Both check the same.
   *
   * @default 'TOKEN_AUTHENTICATION'
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-requestpolicy.htm
   */
  readonly type?: 'TOKEN_AUTHENTICATION' | 'JWT_AUTHENTICATION';
  /**
   * Accepted values of `iss`, 1 to 5. Every identity domain has the same one.
   *
   * @default ['https://identity.oraclecloud.com/']
   */
  readonly issuers?: readonly string[];
  /**
   * Accepted values of `aud`, 1 to 5.
   *
   * @default - `https://<host name of the gateway>/`
   */
  readonly audiences?: readonly string[];
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
}

/** Callers show a token of an identity domain in the header `Authorization: Bearer`. Makes nothing by itself. */
export class IdcsJwtAuth implements IGatewayAuthentication {
  constructor(private readonly props: IdcsJwtAuthProps) {}

  bind(binding: AuthenticationBinding): AuthenticationConfig {
    const { issuers = ['https://identity.oraclecloud.com/'], claims = [] } = this.props;
    const audiences = this.props.audiences ?? [`https://${binding.gatewayHostname}/`];
    const skew = (this.props.maxClockSkew ?? Duration.seconds(0)).toSeconds();
    this.checkLimits(binding, { issuers, audiences, claims, skew });

    const common = {
      tokenHeader: 'Authorization',
      tokenAuthScheme: 'Bearer',
      isAnonymousAccessAllowed: binding.anonymousAccessAllowed,
      maxClockSkewInSeconds: skew,
    };
    const checks = {
      issuers: [...issuers],
      audiences: [...audiences],
      verifyClaims: claims.map(({ key, values = [], required = true }) => ({
        key,
        values: [...values],
        isRequired: required,
      })),
    };
    const keys = this.props.keys.toBlock();
    // The provider drops, without a word, what stands in the other type's place.
    return this.props.type === 'JWT_AUTHENTICATION'
      ? { policy: { ...common, ...checks, type: 'JWT_AUTHENTICATION', publicKeys: keys } }
      : {
          policy: {
            ...common,
            type: 'TOKEN_AUTHENTICATION',
            validationPolicy: { ...keys, additionalValidationPolicy: checks },
          },
        };
  }

  private checkLimits(
    { scope }: AuthenticationBinding,
    checked: {
      readonly issuers: readonly string[];
      readonly audiences: readonly string[];
      readonly claims: readonly ClaimRule[];
      readonly skew: number;
    },
  ): void {
    const { fixedKeys, remoteKeys } = this.props.keys;
    const count = (prop: string, list: readonly unknown[], least: number, most: number): void => {
      checks.expect(list.length >= least && list.length <= most, {
        prop,
        wrong: 'has a number of entries that the gateway does not take',
        got: list.length,
        expected: `${String(least)} to ${String(most)}`,
      });
    };
    const checks = new PropChecks(scope);
    count('issuers', checked.issuers, 1, 5);
    count('audiences', checked.audiences, 1, 5);
    count('claims', checked.claims, 0, 10);
    if (remoteKeys === undefined) {
      count('keys', fixedKeys, 1, 10);
    } else {
      const hours = remoteKeys.maxCacheDurationInHours;
      checks.expect(isWholeBetween(hours, 1, 24), {
        prop: 'cacheTime',
        wrong: 'is out of range',
        got: `${String(hours)} h`,
        expected: '1 to 24 whole hours',
      });
    }
    for (const issuer of checked.issuers) {
      checks.expect(issuer !== '', { prop: 'issuers', wrong: 'has an empty entry', got: issuer, expected: 'a URL' });
    }
    for (const audience of checked.audiences) {
      checks.expect(audience !== '', {
        prop: 'audiences',
        wrong: 'has an empty entry',
        got: audience,
        expected: 'the audience of the resource server',
      });
    }
    checks
      .expect(checked.skew <= 120, {
        prop: 'maxClockSkew',
        wrong: 'is out of range',
        got: `${String(checked.skew)} s`,
        expected: '0 to 120 seconds',
      })
      .done();
  }
}
