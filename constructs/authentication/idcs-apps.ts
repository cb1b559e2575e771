import { IdentityDomainsApp } from '@cdktf/provider-oci/lib/identity-domains-app';
import type { IdentityDomainsSetting } from '@cdktf/provider-oci/lib/identity-domains-setting';
import { Construct } from 'constructs';
import { Duration } from '../duration';
import { appAttributes } from './idcs-app-attributes';
import { checkClient, checkGrants, DEFAULT_CLIENT, GRANTS, idcsClient } from './idcs-client';
import type { IdcsClient, IdcsClientProps, OAuthGrant } from './idcs-client';
import type { ImportBlock } from './import-block';
import { isWholeBetween, PropChecks, PropError } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { knownUrl } from '../known-url';
import { shownUrl } from '../shown-url';
import { isExpression, withoutExpressions } from '../terraform-reference';
import { openSigningCertificate } from './signing-certificate-access';

/** What {@link IdcsApps} takes. */
export interface IdcsAppsProps {
  /** The identity domain, for example `https://idcs-0123.identity.oraclecloud.com:443`, without `/` at the end. */
  readonly domainUrl: string;
  /**
   * What tokens are for; the gateway has to accept the same.
   *
   * The domain joins audience and scope without a separator, so either the audience ends with `/`, or every scope starts
   * with `/` or `:`.
   */
  readonly audience: string;
  /**
   * Names of the apps start with it; they are unique in their domain.
   *
   * @default 'oracleapi'
   */
  readonly namePrefix?: string;
  /**
   * What clients may ask for, each the bare value that stands in a token.
   *
   * @default ['invoke']
   */
  readonly scopes?: readonly string[];
  /**
   * The clients, each by a name of your own: lower-case words joined by `-`. The name is part of the client's address in
   * the state, so that adding one or taking one away leaves the others alone.
   *
   * @default { client: {} }
   */
  readonly clients?: Readonly<Record<string, IdcsClientProps>>;
  /**
   * How clients may get their tokens, unless one says otherwise.
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
   * It is a setting of the whole domain. Its other settings stay as they are: they are imported first, which takes
   * Terraform 1.6. When this is taken away again, the certificate stays open until the setting is changed in the console.
   *
   * @default false
   */
  readonly signingCertificatePublicAccess?: boolean;
}

const PROPS: PropNames<IdcsAppsProps> = {
  domainUrl: true,
  audience: true,
  namePrefix: true,
  scopes: true,
  clients: true,
  grants: true,
  accessTokenLifetime: true,
  signingCertificatePublicAccess: true,
};

type CheckedProps = Required<Omit<IdcsAppsProps, 'namePrefix' | 'signingCertificatePublicAccess'>>;

/** RFC 6749, 3.3 */
const SCOPE = /^[\u0021\u0023-\u005b\u005d-\u007e]+$/;
const ONE_YEAR = Duration.days(365).toSeconds();

/** The apps of an identity domain: one that tokens are for (resource server), and those that get them (clients). */
export class IdcsApps extends Construct {
  readonly resourceServer: IdentityDomainsApp;
  /** The clients by name. */
  readonly clients: Readonly<Record<string, IdcsClient>>;
  readonly setting?: IdentityDomainsSetting;
  readonly settingImport?: ImportBlock;
  /** Fully qualified, as a client asks for them: audience and scope in one. */
  readonly qualifiedScopes: readonly string[];

  constructor(scope: Construct, id: string, props: IdcsAppsProps) {
    super(scope, id);
    const kinds = { scopes: KIND.list, clients: KIND.options, grants: KIND.list, accessTokenLifetime: KIND.duration };
    new PropChecks(this).known(props, PROPS).ofKind(props, kinds);
    const { domainUrl, audience, namePrefix = 'oracleapi', scopes = ['invoke'] } = props;
    const { clients = { [DEFAULT_CLIENT]: {} }, grants = GRANTS, accessTokenLifetime = Duration.hours(1) } = props;
    checkProps(new PropChecks(this), { domainUrl, audience, scopes, clients, grants, accessTokenLifetime });

    const qualified = (values: readonly string[]): string[] => values.map((value) => `${audience}${value}`);
    this.qualifiedScopes = qualified(scopes);
    this.resourceServer = new IdentityDomainsApp(this, 'ResourceServer', {
      ...appAttributes(domainUrl),
      displayName: `${namePrefix}-resource-server`,
      isOauthResource: true,
      audience,
      accessTokenExpiry: accessTokenLifetime.toSeconds(),
      allowOffline: false,
      scopes: scopes.map((value) => ({ value, displayName: value, requiresConsent: false })),
    });
    const common = { domainUrl, namePrefix, resourceServer: this.resourceServer };
    this.clients = Object.fromEntries(
      Object.entries(clients).map(([name, client]) => {
        const own = { grants: client.grants ?? grants, qualifiedScopes: qualified(client.scopes ?? scopes) };
        return [name, idcsClient(this, { ...common, ...own, name, secretRotation: client.secretRotation })];
      }),
    );
    if (props.signingCertificatePublicAccess === true) {
      const { setting, settingImport } = openSigningCertificate(this, domainUrl);
      this.setting = setting;
      this.settingImport = settingImport;
    }
  }

  /**
   * A client by its name.
   *
   * @throws RangeError when there is none of that name
   */
  client(name: string): IdcsClient {
    const found = Object.hasOwn(this.clients, name) ? this.clients[name] : undefined;
    if (found !== undefined) return found;
    const names = Object.keys(this.clients).join(', ');
    throw new RangeError(
      `name is not one of a client: got ${JSON.stringify(name)}; expected ${names} (at ${this.node.path})`,
    );
  }

  /** The client that is called `client`, or the only one; undefined among several others. */
  get tryDefaultClient(): IdcsClient | undefined {
    const all = Object.values(this.clients);
    if (Object.hasOwn(this.clients, DEFAULT_CLIENT)) return this.clients[DEFAULT_CLIENT];
    return all.length === 1 ? all[0] : undefined;
  }

  /**
   * The id of the client that is called `client`, or of the only one; the domain gives it.
   *
   * @throws PropError when there are several others
   */
  get clientId(): string {
    return this.defaultClient('clientId').clientId;
  }

  /**
   * The secret of the client that is called `client`, or of the only one; the provider does not mark it as sensitive, so mark
   * every output that holds it.
   *
   * @throws PropError when there are several others
   */
  get clientSecret(): string {
    return this.defaultClient('clientSecret').clientSecret;
  }

  private defaultClient(attribute: string): IdcsClient {
    const found = this.tryDefaultClient;
    if (found !== undefined) return found;
    throw new PropError(this, [
      {
        prop: 'clients',
        wrong: `has several of which none is the one that ${attribute} is of`,
        got: Object.keys(this.clients),
        expected: `one called ${DEFAULT_CLIENT}, or a single one`,
        nextStep: `Use client(name).${attribute}`,
      },
    ]);
  }
}

function checkProps(checks: PropChecks, props: CheckedProps): void {
  const { domainUrl, audience, scopes, clients, grants } = props;
  const seconds = props.accessTokenLifetime.toSeconds();
  const separated = scopes.length > 0 && scopes.every((value) => /^[/:]/.test(value));
  checks
    .expect(/^https:\/\/[^/@]+$/.test(knownUrl(domainUrl) ?? 'https://unknown'), {
      prop: 'domainUrl',
      wrong: 'is not the URL of an identity domain',
      got: shownUrl(knownUrl(domainUrl) ?? domainUrl),
      expected: "https and a host, without '/' at the end",
    })
    // Only an audience that is a token from start to end keeps its end from us.
    .expect(audience.endsWith('/') || separated || isExpression(audience), {
      prop: 'audience',
      wrong: 'has no separator at its end',
      // As a token it would count as unknown, and not be judged at all.
      got: withoutExpressions(audience, '<known at deploy>'),
      expected: "a value that ends with '/', because a scope is appended to it as it is",
      nextStep: "Scopes that all start with '/' or ':' would do as well.",
    })
    .expect(scopes.length > 0, { prop: 'scopes', wrong: 'is empty', got: scopes, expected: 'at least one scope' })
    .expect(isWholeBetween(seconds, 60, ONE_YEAR), {
      prop: 'accessTokenLifetime',
      wrong: 'is out of range',
      got: `${String(seconds)} s`,
      expected: '60 seconds to 365 days',
    })
    .expect(Object.keys(clients).length > 0, {
      prop: 'clients',
      wrong: 'is empty',
      got: clients,
      expected: 'at least one client',
    });
  for (const value of scopes) {
    checks.expect(SCOPE.test(value), {
      prop: 'scopes',
      wrong: 'has an entry that is no scope',
      got: value,
      expected: 'characters without spaces, quotes and backslashes',
    });
  }
  checkGrants(checks, 'grants', grants);
  for (const [name, client] of Object.entries(clients)) checkClient(checks, name, client, scopes);
  checks.done();
}
