/** Types that are about access and nothing else, in the order in which a reviewer wants them. */
const ACCESS_TYPES: readonly string[] = [
  'oci_identity_policy',
  'oci_identity_dynamic_group',
  'oci_identity_domains_dynamic_resource_group',
  'oci_identity_group',
  'oci_identity_user_group_membership',
  'oci_identity_domains_grant',
  'oci_identity_domains_app_role',
  'oci_identity_domains_app',
  'oci_identity_domains_setting',
  'oci_identity_auth_token',
  'oci_core_network_security_group_security_rule',
  'oci_core_security_list',
  'oci_core_default_security_list',
  'oci_apigateway_subscriber',
  'oci_waf_network_address_list',
  'oci_waf_web_app_firewall',
  'oci_waf_web_app_firewall_policy',
];

/** Types that open a way in by being there; of their attributes only some are about access. */
const ENTRANCES: readonly string[] = ['oci_apigateway_deployment', 'oci_apigateway_gateway'];

const ACCESS_PATHS: readonly RegExp[] = [
  /(^|\.)request_policies(\.(authentication|dynamic_authentication|authorization|mutual_tls|cors|usage_plans)(\.|$)|$)/,
  /^specification(\.dynamic(\.|$)|$)/,
  /^specification\.routes(\[[^\]]*\](\.(path|methods))?)?$/,
  /^(access_type|endpoint_type|is_public|path_prefix|public_access_type)$/,
  /^(network_security_group_ids|nsg_ids|security_list_ids|prohibit_internet_ingress|prohibit_public_ip_on_vnic)$/,
];

/** Whether a change of an attribute decides who may do or reach what. */
export function isAccessChange(type: string, path: string): boolean {
  return ACCESS_TYPES.includes(type) || (type.startsWith('oci_') && ACCESS_PATHS.some((pattern) => pattern.test(path)));
}

/** Whether a block decides that by being there. */
export function isAccessType(type: string): boolean {
  return ACCESS_TYPES.includes(type) || ENTRANCES.includes(type);
}

/** Smaller comes first. */
export function accessRank(type: string): number {
  const rank = [...ACCESS_TYPES, ...ENTRANCES].indexOf(type);
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
}
