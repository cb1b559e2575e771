import { IdentityDomainsApp } from '@cdktf/provider-oci/lib/identity-domains-app';
import { IdentityDomainsSetting } from '@cdktf/provider-oci/lib/identity-domains-setting';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { Duration } from './duration';
import { PropChecks } from './prop-error';

/** How a client may get a token. */
export type OAuthGrant = 'client_credentials' | 'urn:ietf:params:oauth:grant-type:jwt-bearer';

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
  /** @default ['invoke'] */
  readonly scopes?: readonly string[];
  /** @default ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'] */
  readonly grants?: readonly OAuthGrant[];
  /**
   * How long a token is good for: from 60 seconds.
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
      // A token inside the audience is a host name at most; its end is still ours to see.
      .expect(audience.endsWith('/') || (Token.isUnresolved(audience) && audience.endsWith('}')), {
        prop: 'audience',
        wrong: 'has no separator at its end',
        got: audience.includes('${') ? '(known at deploy)' : audience,
        expected: "a value that ends with '/', because a scope is appended to it as it is",
      })
      .expect(scopes.length > 0, { prop: 'scopes', wrong: 'is empty', got: scopes, expected: 'at least one scope' })
      .expect(lifetime.toSeconds() >= 60, {
        prop: 'accessTokenLifetime',
        wrong: 'is too short',
        got: `${String(lifetime.toSeconds())} s`,
        expected: 'at least 60 seconds',
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
