import type { Block } from '../blocks';

/** What decides about access as a whole, in the order in which a reviewer wants it. */
const ORDER: readonly RegExp[] = [
  // What a deploy runs, and where it leaves the state; sections that hold anything, and other providers, stand beside it.
  /^terraform$/,
  // Who may do what.
  /^oci_identity_policy$/,
  /^oci_identity_(domains_)?dynamic_(resource_)?group$/,
  /^oci_identity_(domains_)?group$/,
  /^oci_identity_user_group_membership$/,
  /^oci_identity_domains_(grant|app_role)$/,
  /^oci_identity_domains_app$/,
  /^oci_identity_domains_setting$/,
  // All else of identity too: users, keys, tokens, trusts, sign-on rules.
  /^oci_identity_/,
  // Who may read or change what is stored.
  /^oci_objectstorage_(preauthrequest|replication_policy)$/,
  /^(oci_secrets_secretbundle|terraform_remote_state)/,
  // Who may reach what.
  /^oci_core_network_security_group_security_rule$/,
  /^oci_core_(default_)?security_list$/,
  /^oci_core_(internet|nat|local_peering)_gateway$/,
  /^oci_core_(drg|remote_peering|public_ip|route_table_attachment)/,
  /^oci_bastion_/,
  /^oci_dns_rrset$/,
  // Who may call.
  /^oci_apigateway_(subscriber|usage_plan|certificate)$/,
  /^oci_certificates_management_ca_bundle$/,
  /^oci_waf_/,
  // What is called, or told, when something happens.
  /^oci_(events_rule|functions_invoke_function|ons_subscription|sch_service_connector)$/,
  // Ways in, of which some attributes are harmless.
  /^oci_apigateway_(deployment|gateway)$/,
];

/** Of identity, but only names for other things. */
const NAMES_ONLY = /^oci_identity_(compartment|domain|tag|tag_default|tag_namespace|domains_branding_setting)$/;

/** Sections whose entries decide about access only by what they hold. */
const PLAIN_SECTIONS = new Set(['variable', 'output', 'local']);

/** Of another provider, but kept in the state alone: nothing is reached, read or run. */
const INERT = /^(null|random|time|tls|terraform)(_|$)/;

/** Whether a block decides who may reach, read or change something, or what a deploy runs, by being there. */
export function isAccessType({ type, mode }: Pick<Block, 'type' | 'mode'>): boolean {
  if (mode === 'other') return !PLAIN_SECTIONS.has(type);
  if (isForeign(type)) return true;
  if (mode === 'data') return /^(oci_secrets_secretbundle|terraform_remote_state)/.test(type);
  return ORDER.some((pattern) => pattern.test(type)) && !NAMES_ONLY.test(type);
}

/** Smaller comes first. */
export function accessRank(type: string): number {
  if (isForeign(type) && !PLAIN_SECTIONS.has(type)) return 0;
  const rank = ORDER.findIndex((pattern) => pattern.test(type));
  return rank < 0 ? ORDER.length : rank;
}

/** What another provider does with a block is not known here, so it counts. */
function isForeign(type: string): boolean {
  return !type.startsWith('oci_') && !INERT.test(type);
}
