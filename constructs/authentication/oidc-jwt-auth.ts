import type { Duration } from '../duration';
import type { AuthenticationBinding, AuthenticationConfig, IGatewayAuthentication } from './gateway-authentication';
import { bindJwt, JWT_AUTH_TYPE_PROPS, JWT_OPTIONS } from './jwt-auth';
import type { JwtAuthTypeProps, JwtOptions } from './jwt-auth';
import { JwtKeys } from './jwt-keys';
import type { WayOutOptions } from '../network/way-out';
import { PropChecks } from '../prop-error';
import type { PropProblem } from '../prop-error';
import type { PropNames } from '../prop-names';
import { WAY_OUT_OPTIONS } from '../network/way-out';

/** What every identity provider's tokens are checked with. */
export type OidcJwtOptions = JwtOptions &
  JwtAuthTypeProps & {
    /**
     * How long the gateway keeps the provider's keys: 1 to 24 whole hours.
     *
     * @default Duration.hours(1)
     */
    readonly cacheTime?: Duration;
  };

/** What {@link OidcJwtAuth.auth0} takes. */
export type Auth0Props = OidcJwtOptions & {
  /** The tenant's or the custom domain, without scheme, for example `acme.eu.auth0.com`. */
  readonly domain: string;
  /** The API's identifier, as the dashboard shows it. */
  readonly audience: string;
};

/** What {@link OidcJwtAuth.okta} takes. */
export type OktaProps = OidcJwtOptions & {
  /** The organization's or the custom domain, without scheme, for example `acme.okta.com`. */
  readonly domain: string;
  /**
   * The authorization server's id. The organization's own server is none: its access tokens are for Okta alone.
   *
   * @default 'default'
   */
  readonly authorizationServer?: string;
  /** The audience of that server, for example `api://default`. */
  readonly audience: string;
  /**
   * Says that the provider was set up to write the scopes into a claim `scope` as well, as words with spaces between.
   *
   * The gateway looks nowhere else. Without it a route cannot ask for a scope: it says `allowCallersWithoutScope`, and
   * `claims` say whose tokens are good, for example `{ key: 'cid', values: [...] }` for the client's id.
   *
   * @default false
   */
  readonly tokensHaveScopeClaim?: boolean;
};

/** What {@link OidcJwtAuth.entra} takes. */
export type EntraProps = OidcJwtOptions & {
  /** The directory's id, a GUID: `common` and the like never stand in a token. */
  readonly tenantId: string;
  /** The client id of the API's registration, which is what tokens of version 2.0 are for. */
  readonly audience: string;
  /**
   * Says that the provider was set up to write the scopes into a claim `scope` as well, as words with spaces between.
   *
   * The gateway looks nowhere else. Without it a route cannot ask for a scope: it says `allowCallersWithoutScope`, and
   * `claims` say whose tokens are good, for example `{ key: 'azp', values: [...] }` for the client's id.
   *
   * @default false
   */
  readonly tokensHaveScopeClaim?: boolean;
};

/** What {@link OidcJwtAuth.provider} takes. */
export type OidcProviderProps = OidcJwtOptions &
  WayOutOptions & {
    /** What stands in `iss`, letter by letter: some end with `/`, others do not. */
    readonly issuer: string;
    /** Where the provider's keys are, the `jwks_uri` of its discovery document. It has to answer without credentials. */
    readonly jwksUri: string;
    /** Accepted values of `aud`, 1 to 5. */
    readonly audiences: readonly string[];
  };

const OPTIONS: PropNames<OidcJwtOptions> = {
  ...JWT_OPTIONS,
  ...JWT_AUTH_TYPE_PROPS,
  cacheTime: true,
};

const AUTH0_PROPS: PropNames<Auth0Props> = {
  ...OPTIONS,
  domain: true,
  audience: true,
};

const OKTA_PROPS: PropNames<OktaProps> = {
  ...OPTIONS,
  domain: true,
  authorizationServer: true,
  audience: true,
  tokensHaveScopeClaim: true,
};

const ENTRA_PROPS: PropNames<EntraProps> = {
  ...OPTIONS,
  tenantId: true,
  audience: true,
  tokensHaveScopeClaim: true,
};

const PROVIDER_PROPS: PropNames<OidcProviderProps> = {
  ...OPTIONS,
  ...WAY_OUT_OPTIONS,
  issuer: true,
  jwksUri: true,
  audiences: true,
};

interface Provider extends WayOutOptions {
  /** Every name that its props may have. */
  readonly names: PropNames<OidcJwtOptions>;
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audiences: readonly string[];
  readonly lacksScopes?: string;
  readonly checks: readonly { readonly holds: boolean; readonly problem: PropProblem }[];
}

const HOST = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Callers show a token of an identity provider other than an identity domain. Makes nothing by itself.
 *
 * The gateway fetches the provider's keys, so it has to reach the internet, or a provider that is in the VCN. It reads
 * scopes from the claim `scope` alone: Auth0 writes them there, Okta and Entra write `scp`, so their routes cannot ask for a
 * scope unless the provider adds that claim and `tokensHaveScopeClaim` says so.
 */
export class OidcJwtAuth implements IGatewayAuthentication {
  /**
   * Tokens of Auth0. Its issuer ends with `/`.
   *
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-identityprovider.htm
   * @see https://auth0.com/docs/secure/tokens/json-web-tokens/locate-json-web-key-sets
   */
  static auth0(props: Auth0Props): OidcJwtAuth {
    const { domain, audience } = props;
    return new OidcJwtAuth(props, {
      names: AUTH0_PROPS,
      issuer: `https://${domain}/`,
      jwksUri: `https://${domain}/.well-known/jwks.json`,
      audiences: [audience],
      checks: [hostCheck(domain), audienceCheck(audience)],
    });
  }

  /**
   * Tokens of one of Okta's custom authorization servers.
   *
   * @see https://developer.okta.com/docs/concepts/auth-servers/
   */
  static okta(props: OktaProps): OidcJwtAuth {
    const { domain, authorizationServer = 'default', audience, tokensHaveScopeClaim } = props;
    const issuer = `https://${domain}/oauth2/${authorizationServer}`;
    return new OidcJwtAuth(props, {
      names: OKTA_PROPS,
      issuer,
      jwksUri: `${issuer}/v1/keys`,
      audiences: [audience],
      lacksScopes: tokensHaveScopeClaim === true ? undefined : scopesElsewhere('Okta', 'cid'),
      checks: [
        hostCheck(domain),
        audienceCheck(audience),
        {
          holds: /^\w+$/.test(authorizationServer),
          problem: {
            prop: 'authorizationServer',
            wrong: 'is not the id of an authorization server',
            got: authorizationServer,
            expected: "'default', or the id that the console shows",
          },
        },
      ],
    });
  }

  /**
   * Tokens of version 2.0 of Microsoft Entra ID: the API's manifest has to say `requestedAccessTokenVersion: 2`.
   *
   * @see https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens
   * @see https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols-oidc
   */
  static entra(props: EntraProps): OidcJwtAuth {
    const { tenantId, audience, tokensHaveScopeClaim } = props;
    const authority = `https://login.microsoftonline.com/${tenantId}`;
    return new OidcJwtAuth(props, {
      names: ENTRA_PROPS,
      issuer: `${authority}/v2.0`,
      jwksUri: `${authority}/discovery/v2.0/keys`,
      audiences: [audience],
      lacksScopes: tokensHaveScopeClaim === true ? undefined : scopesElsewhere('Entra', 'azp'),
      checks: [
        audienceCheck(audience),
        {
          holds: GUID.test(tenantId),
          problem: {
            prop: 'tenantId',
            wrong: 'is not the id of a directory',
            got: tenantId,
            expected: 'a GUID, because a token names its directory by it',
          },
        },
      ],
    });
  }

  /** Tokens of any other provider; its discovery document says issuer and `jwks_uri`. */
  static provider(props: OidcProviderProps): OidcJwtAuth {
    const { issuer, jwksUri, audiences, reachedThrough } = props;
    return new OidcJwtAuth(props, {
      names: PROVIDER_PROPS,
      issuer,
      jwksUri,
      audiences,
      reachedThrough,
      checks: [audiencesCheck(audiences)],
    });
  }

  private constructor(
    private readonly options: OidcJwtOptions,
    private readonly identityProvider: Provider,
  ) {}

  /** @throws PropError naming everything that the gateway does not take */
  bind(binding: AuthenticationBinding): AuthenticationConfig {
    const { type, failureResponse, claims, maxClockSkew, tokenLocation, cacheTime } = this.options;
    const { issuer, jwksUri, audiences, reachedThrough, lacksScopes, names, checks } = this.identityProvider;
    const problems = new PropChecks(binding.scope).known(this.options, names, 'authentication');
    for (const { holds, problem } of checks) problems.expect(holds, problem);
    // Whatever follows from a wrong name would only be noise.
    problems.done();
    const config = bindJwt(
      {
        type,
        failureResponse,
        claims,
        maxClockSkew,
        tokenLocation,
        keys: JwtKeys.remote(jwksUri, { cacheTime, reachedThrough }),
        issuers: [issuer],
        audiences,
      },
      binding,
    );
    return { ...config, ...(lacksScopes !== undefined && { lacksScopes }) };
  }
}

function scopesElsewhere(provider: string, client: string): string {
  return (
    `${provider} writes scopes into scp, the gateway reads scope: let the route take every token and the authentication's ` +
    `claims say which are good, for example by ${client}; if the provider adds a claim scope, say tokensHaveScopeClaim: true`
  );
}

function hostCheck(domain: string): Provider['checks'][number] {
  return {
    holds: HOST.test(domain),
    problem: {
      prop: 'domain',
      wrong: 'is not a host name',
      got: domain,
      expected: "a name without scheme, port and path, for example 'acme.example.com'",
    },
  };
}

/** Without an audience the gateway would take tokens for anybody's API. */
function audienceCheck(audience: unknown): Provider['checks'][number] {
  return {
    holds: isText(audience),
    problem: {
      prop: 'audience',
      wrong: 'is missing',
      got: audience ?? null,
      expected: 'the audience that tokens for this API have',
    },
  };
}

function audiencesCheck(audiences: unknown): Provider['checks'][number] {
  return {
    holds: Array.isArray(audiences) && audiences.every(isText),
    problem: {
      prop: 'audiences',
      wrong: 'is no list of audiences',
      got: audiences ?? null,
      expected: "['my-api'] or the like",
    },
  };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
