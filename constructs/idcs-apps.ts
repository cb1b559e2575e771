import { IdentityDomainsApp } from '@cdktf/provider-oci/lib/identity-domains-app';
import { IdentityDomainsSetting } from '@cdktf/provider-oci/lib/identity-domains-setting';
import { Construct } from 'constructs';
import { Duration } from './duration';
import { isWholeBetween, PropChecks } from './prop-error';

/** How a client may get a token. */
export type OAuthGrant = 'client_credentials' | 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What {@link IdcsApps} takes. */
export interface IdcsAppsProps {
  /** The identity domain, for example `https://idcs-0123.identity.oraclecloud.com:443`. */
  readonly domainUrl: string;
  /**
   * What tokens are for; the gateway has to accept the same. Ends with `/`: the domain joins audience and scope without a
   * separator.
   */
  readonly audience: string;
  /**
   * Names of the apps start with it; they are unique in their domain.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
  /**
   * What a client may ask for, each the bare value that stands in a token.
   *
   * @default ['invoke']
   */
  readonly scopes?: readonly string[];
  /**
   * How the client may get its tokens.
   *
   * @default ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer']
   */
  readonly grants?: readonly OAuthGrant[];
  /**
   * How long a token is good for: 60 seconds to one year.
   *
   * @default Duration.hours(1)
   */
  readonly accessTokenLifetime?: Duration;
  /**
   * Lets anyone read the domain's signing certificate, which a gateway with remote keys needs.
   *
   * It is a setting of the whole domain. The provider writes the domain's settings object as one, so import it first if
   * anything in it was ever changed.
   *
   * @default false
   */
  readonly signingCertificatePublicAccess?: boolean;
}

const APP_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:App';
const ANY_TOKEN = /\$\{[^}]*\}/g;
const WHOLE_TOKEN = /^\$\{[^}]*\}$/;
const ONE_YEAR = Duration.days(365).toSeconds();
const SETTINGS_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:Settings';

/** The two apps of an identity domain: one that tokens are for (resource server), one that gets them (client). */
export class IdcsApps extends Construct {
  readonly resourceServer: IdentityDomainsApp;
  readonly client: IdentityDomainsApp;
  readonly setting?: IdentityDomainsSetting;
  /** Fully qualified, as a client asks for them: audience and scope in one. */
  readonly qualifiedScopes: readonly string[];

  constructor(scope: Construct, id: string, props: IdcsAppsProps) {
    super(scope, id);
    const { domainUrl, audience, displayName = 'oracleapi', scopes = ['invoke'] } = props;
    const lifetime = props.accessTokenLifetime ?? Duration.hours(1);

    new PropChecks(this)
      // Only an audience that is a token from start to end keeps its end from us.
      .expect(audience.endsWith('/') || WHOLE_TOKEN.test(audience), {
        prop: 'audience',
        wrong: 'has no separator at its end',
        // As a token it would count as unknown, and not be judged at all.
        got: audience.replaceAll(ANY_TOKEN, '<known at deploy>'),
        expected: "a value that ends with '/', because a scope is appended to it as it is",
      })
      .expect(scopes.length > 0, { prop: 'scopes', wrong: 'is empty', got: scopes, expected: 'at least one scope' })
      .expect(isWholeBetween(lifetime.toSeconds(), 60, ONE_YEAR), {
        prop: 'accessTokenLifetime',
        wrong: 'is out of range',
        got: `${String(lifetime.toSeconds())} s`,
        expected: '60 seconds to 365 days',
      })
      .done();

    const common = {
      idcsEndpoint: domainUrl,
      schemas: [APP_SCHEMA],
      basedOnTemplate: { value: 'CustomWebAppTemplateId' },
      active: true,
      // An active app cannot be deleted otherwise.
      forceDelete: true,
      // The service adds an extension of its own, which would show as a change for ever.
      lifecycle: { ignoreChanges: ['schemas'] },
    };
    this.qualifiedScopes = scopes.map((value) => `${audience}${value}`);
    this.resourceServer = new IdentityDomainsApp(this, 'ResourceServer', {
      ...common,
      displayName: `${displayName}-resource-server`,
      isOauthResource: true,
      audience,
      accessTokenExpiry: lifetime.toSeconds(),
      allowOffline: false,
      scopes: scopes.map((value) => ({ value, displayName: value, requiresConsent: false })),
    });
    this.client = new IdentityDomainsApp(this, 'Client', {
      ...common,
      displayName: `${displayName}-client`,
      isOauthClient: true,
      clientType: 'confidential',
      trustScope: 'Explicit',
      allowedGrants: [...(props.grants ?? ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'])],
      allowedScopes: this.qualifiedScopes.map((fqs) => ({ fqs })),
      // The domain knows the scopes only once the resource server is there.
      dependsOn: [this.resourceServer],
    });
    if (props.signingCertificatePublicAccess === true) {
      this.setting = new IdentityDomainsSetting(this, 'Setting', {
        idcsEndpoint: domainUrl,
        settingId: 'Settings',
        schemas: [SETTINGS_SCHEMA],
        csrAccess: 'none',
        signingCertPublicAccess: true,
      });
    }
  }

  /** The client's id; the domain gives it. */
  get clientId(): string {
    return this.client.name;
  }

  /** The client's secret; the provider does not mark it as sensitive, so mark every output that holds it. */
  get clientSecret(): string {
    return this.client.clientSecret;
  }
}
