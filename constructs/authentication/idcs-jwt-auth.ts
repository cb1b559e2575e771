import type { AuthenticationBinding, AuthenticationConfig, IGatewayAuthentication } from './gateway-authentication';
import { bindJwt, defaultAudiences, JWT_AUTH_TYPE_PROPS, JWT_OPTIONS } from './jwt-auth';
import type { JwtAuthTypeProps, JwtOptions } from './jwt-auth';
import type { JwtKeys } from './jwt-keys';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What {@link IdcsJwtAuth} takes. */
export type IdcsJwtAuthProps = IdcsJwtOptions & JwtAuthTypeProps;

/** The part of {@link IdcsJwtAuthProps} that does not depend on the type. */
export interface IdcsJwtOptions extends JwtOptions {
  /** Where the gateway has the keys from that tokens are checked with. */
  readonly keys: JwtKeys;
  /**
   * Accepted values of `iss`, 1 to 5. Every identity domain has the same one, unless its settings name another.
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
}

const PROPS: PropNames<IdcsJwtAuthProps> = {
  keys: true,
  issuers: true,
  audiences: true,
  ...JWT_OPTIONS,
  ...JWT_AUTH_TYPE_PROPS,
};

/**
 * Callers show a token of an identity domain, which says in `sub` which client or user they are. Makes nothing by itself.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/api-getstarted/AccessToken.htm
 */
export class IdcsJwtAuth implements IGatewayAuthentication {
  constructor(private readonly props: IdcsJwtAuthProps) {}

  /** @throws PropError naming everything that the gateway does not take */
  bind(binding: AuthenticationBinding): AuthenticationConfig {
    new PropChecks(binding.scope).known(this.props, PROPS, 'authentication');
    const { issuers = ['https://identity.oraclecloud.com/'], audiences = defaultAudiences(binding) } = this.props;
    return bindJwt({ ...this.props, issuers, audiences, certainClaims: ['sub'] }, binding);
  }
}
