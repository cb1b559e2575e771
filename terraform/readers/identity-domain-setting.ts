import type { IdentityDomainSetting } from '../model/identity-domain';
import type { BlockReader } from './block-reader';

/** Reads an `oci_identity_domains_setting`. */
export function readIdentityDomainSetting(reader: BlockReader): IdentityDomainSetting {
  reader.withoutEffect('schemas', 'setting_id', 'csr_access', 'contact_emails', 'locale', 'timezone');
  reader.withoutEffect('attributes', 'attribute_sets', 'authorization', 'resource_type_schema_version');
  reader.withoutEffect('tags', 'timeouts');
  return {
    address: reader.place.address,
    idcsEndpoint: reader.text('idcs_endpoint'),
    signingCertPublicAccess: reader.optionalFlag('signing_cert_public_access') ?? false,
  };
}
