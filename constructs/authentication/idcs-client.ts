import { IdentityDomainsApp } from '@cdktf/provider-oci/lib/identity-domains-app';
import { Lazy, TerraformResource, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { appAttributes } from './idcs-app-attributes';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** How a client may get a token. */
export type OAuthGrant = (typeof GRANTS)[number];

/** A client of {@link IdcsApps}: an app of the identity domain that gets tokens. */
export interface IdcsClientProps {
  /**
   * How the client may get its tokens.
   *
   * @default - the `grants` of all clients
   */
  readonly grants?: readonly OAuthGrant[];
  /**
   * Scopes that the client may ask for, some of the resource server's.
   *
   * @default - all of them
   */
  readonly scopes?: readonly string[];
  /**
   * A word of your own, for example a date. Each change of it replaces the client by one with a new id and a new secret;
   * the old one stops working at once.
   *
   * The first word is only noted, so a client that runs is not replaced by starting to use this. No attribute of the
   * provider renews a secret in place, and the domain's REST operation that does would leave Terraform with the old one. To
   * change over without a gap, add a second client, move the callers, and take the first away.
   *
   * @default - the client stays as it is
   * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
   */
  readonly secretRotation?: string;
}

const CLIENT_PROPS: PropNames<IdcsClientProps> = {
  grants: true,
  scopes: true,
  secretRotation: true,
};

/** A client as it stands in the stack. */
export interface IdcsClient {
  readonly app: IdentityDomainsApp;
  /** What the client is replaced after, if it has a `secretRotation`. */
  readonly rotation?: TerraformResource;
  /** Fully qualified, as the client asks for them: audience and scope in one. */
  readonly qualifiedScopes: readonly string[];
  /** The client's id; the domain gives it. */
  readonly clientId: string;
  /** The client's secret; the provider does not mark it as sensitive, so mark every output that holds it. */
  readonly clientSecret: string;
}

/** A client's props with what it has from the construct that makes it. */
export interface IdcsClientFrame {
  /** As the user names it. */
  readonly name: string;
  readonly domainUrl: string;
  /** What the names of all apps start with. */
  readonly namePrefix: string;
  readonly grants: readonly OAuthGrant[];
  readonly qualifiedScopes: readonly string[];
  readonly resourceServer: IdentityDomainsApp;
  readonly secretRotation?: string;
}

/** All grants that a client of a gateway has a use for. */
export const GRANTS = ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'] as const;

/** The client that is there unless others are named; it had no name of its own before there could be several. */
export const DEFAULT_CLIENT = 'client';

/** Every word starts with a letter: `a-1` and `a1` would be the same construct id. */
const NAME = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** Makes a client. */
export function idcsClient(scope: Construct, frame: IdcsClientFrame): IdcsClient {
  const { name, domainUrl, qualifiedScopes, resourceServer, secretRotation } = frame;
  const id = constructId(name);
  const rotation = secretRotation === undefined ? undefined : rotationOf(scope, `${id}Rotation`, secretRotation);
  const common = appAttributes(domainUrl);
  const app = new IdentityDomainsApp(scope, id, {
    ...common,
    displayName: name === DEFAULT_CLIENT ? `${frame.namePrefix}-client` : `${frame.namePrefix}-${name}-client`,
    isOauthClient: true,
    clientType: 'confidential',
    trustScope: 'Explicit',
    allowedGrants: [...frame.grants],
    allowedScopes: qualifiedScopes.map((fqs) => ({ fqs })),
    lifecycle: { ...common.lifecycle, ...(rotation !== undefined && { replaceTriggeredBy: [addressOf(rotation)] }) },
    // The domain knows the scopes only once the resource server is there.
    dependsOn: [resourceServer],
  });
  return {
    app,
    ...(rotation !== undefined && { rotation }),
    qualifiedScopes,
    clientId: app.name,
    clientSecret: app.clientSecret,
  };
}

/** Notes what is wrong with a client. */
export function checkClient(checks: PropChecks, name: string, client: IdcsClientProps, all: readonly string[]): void {
  const { scopes, grants, secretRotation } = client;
  const strangers = scopes?.filter((value) => !all.includes(value) && !Token.isUnresolved(value)) ?? [];
  checks
    .known(client, CLIENT_PROPS, `clients.${name}`)
    .expect(NAME.test(name), {
      prop: 'clients',
      wrong: 'has a name that cannot be one of a client',
      got: name,
      expected: "lower-case words joined by '-'",
    })
    .expect(scopes === undefined || scopes.length > 0, {
      prop: `clients.${name}.scopes`,
      wrong: 'is empty',
      got: scopes,
      expected: 'at least one scope',
    })
    .expect(strangers.length === 0, {
      prop: `clients.${name}.scopes`,
      wrong: 'has what the resource server does not have',
      got: strangers,
      expected: `some of ${all.join(', ')}`,
    })
    .expect(secretRotation !== '', {
      prop: `clients.${name}.secretRotation`,
      wrong: 'is empty',
      got: secretRotation,
      expected: 'a word, for example a date',
    });
  if (grants !== undefined) checkGrants(checks, `clients.${name}.grants`, grants);
}

/** Notes a list that holds no grant, or something else. */
export function checkGrants(checks: PropChecks, prop: string, grants: readonly OAuthGrant[]): void {
  checks.expect(grants.length > 0 && grants.every((grant) => GRANTS.includes(grant)), {
    prop,
    wrong: 'is not a list of grants',
    got: grants,
    expected: `at least one of ${GRANTS.join(', ')}`,
  });
}

/** Not cdktf's DataResource: that one runs `terraform version` in a synth, which is to need no Terraform. */
function rotationOf(scope: Construct, id: string, word: string): TerraformResource {
  const rotation = new TerraformResource(scope, id, { terraformResourceType: 'terraform_data' });
  rotation.addOverride('input', { rotation: word });
  return rotation;
}

/** Terraform refuses the `${…}` that cdktf would write for the resource itself. */
function addressOf(rotation: TerraformResource): string {
  return Lazy.stringValue({ produce: () => `${rotation.terraformResourceType}.${rotation.friendlyUniqueId}` });
}

/** `client` stays `Client`; `partner-one` becomes `PartnerOneClient`. */
function constructId(name: string): string {
  if (name === DEFAULT_CLIENT) return 'Client';
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Client`;
}
