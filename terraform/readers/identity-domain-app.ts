import type { IdentityDomainApp, IdentityDomainClient, ResourceServer } from '../model/identity-domain';
import type { BlockReader } from './block-reader';

const DEFAULT_EXPIRY_SECONDS = 3600;
const MIN_EXPIRY_SECONDS = 60;
const MAX_EXPIRY_SECONDS = 31_536_000;

/** What only people see, and what only Terraform and the domain's own administration use. */
const WITHOUT_EFFECT = [
  'schemas',
  'based_on_template',
  'description',
  'app_icon',
  'app_thumbnail',
  'icon',
  'home_page_url',
  'landing_page_url',
  'contact_email_address',
  'privacy_policy_url',
  'terms_of_service_url',
  'product_name',
  'product_logo_url',
  'show_in_my_apps',
  'attributes',
  'attribute_sets',
  'authorization',
  'resource_type_schema_version',
  'force_delete',
  'tags',
  'urnietfparamsscimschemasoracleidcsextension_oci_tags',
  'timeouts',
];

/** Reads an `oci_identity_domains_app`. */
export function readIdentityDomainApp(reader: BlockReader): IdentityDomainApp {
  reader.withoutEffect(...WITHOUT_EFFECT);
  const active = reader.optionalFlag('active');
  if (!reader.has('active')) {
    reader.problem('active', 'must be said; no documentation tells what an app without it is');
  }
  const isClient = reader.optionalFlag('is_oauth_client') ?? false;
  const isResource = reader.optionalFlag('is_oauth_resource') ?? false;
  return {
    address: reader.place.address,
    id: reader.completedText('id'),
    displayName: reader.text('display_name'),
    idcsEndpoint: reader.text('idcs_endpoint'),
    active: active ?? false,
    ...(isClient && { client: readClient(reader) }),
    ...(isResource && { resourceServer: readResourceServer(reader) }),
  };
}

function readClient(reader: BlockReader): IdentityDomainClient {
  const trust = reader.optionalText('trust_scope');
  if (trust !== undefined && trust !== 'Explicit') {
    reader.problem('trust_scope', `${trust} is not understood here yet; expected Explicit`);
  }
  return {
    clientId: reader.completedText('name'),
    clientSecret: reader.completedText('client_secret'),
    type: reader.choice('client_type', ['confidential', 'public', 'trusted']) ?? 'confidential',
    allowedGrants: reader.texts('allowed_grants'),
    allowedScopes: reader.blocks('allowed_scopes').map((scope) => scope.text('fqs')),
  };
}

function readResourceServer(reader: BlockReader): ResourceServer {
  const expiry = reader.optionalNumber('access_token_expiry') ?? DEFAULT_EXPIRY_SECONDS;
  if (!Number.isInteger(expiry) || expiry < MIN_EXPIRY_SECONDS || expiry > MAX_EXPIRY_SECONDS) {
    reader.problem(
      'access_token_expiry',
      `must be a whole number of seconds from ${MIN_EXPIRY_SECONDS} to ${MAX_EXPIRY_SECONDS}; got ${expiry}`,
    );
  }
  if (reader.optionalFlag('allow_offline') === true) {
    reader.problem('allow_offline', 'is not understood here yet: there are no refresh tokens');
  }
  return {
    audience: reader.text('audience'),
    scopes: reader.blocks('scopes').map(readScope),
    accessTokenExpirySeconds: expiry,
  };
}

function readScope(reader: BlockReader): string {
  reader.withoutEffect('display_name', 'description');
  if (reader.optionalFlag('requires_consent') === true) {
    reader.problem('requires_consent', 'is not understood here yet: there is nobody to consent');
  }
  return reader.text('value');
}
