import { StackError } from '../terraform';
import type { Stack } from '../terraform';

/** Types that the local cloud acts on. */
const EMULATED = new Set([
  'oci_apigateway_deployment',
  'oci_apigateway_gateway',
  'oci_functions_application',
  'oci_functions_function',
  'oci_identity_domains_app',
  'oci_identity_domains_setting',
  'oci_core_services',
  'oci_objectstorage_namespace',
]);

/** Types that are checked against the schema and resolved, but change nothing here; each with the reason. */
const NOT_EVALUATED: Readonly<Record<string, string>> = {
  oci_artifacts_container_repository: 'images',
  oci_certificates_management_ca_bundle: 'certificates',
  oci_certificates_management_certificate: 'certificates',
  oci_core_internet_gateway: 'network rules',
  oci_core_nat_gateway: 'network rules',
  oci_core_network_security_group: 'network rules',
  oci_core_network_security_group_security_rule: 'network rules',
  oci_core_route_table: 'network rules',
  oci_core_security_list: 'network rules',
  oci_core_service_gateway: 'network rules',
  oci_core_subnet: 'network rules',
  oci_core_vcn: 'network rules',
  oci_dns_rrset: 'DNS records',
  oci_identity_domains_dynamic_resource_group: 'IAM policies',
  oci_identity_dynamic_group: 'IAM policies',
  oci_identity_policy: 'IAM policies',
  oci_logging_log: 'logs',
  oci_logging_log_group: 'logs',
  oci_monitoring_alarm: 'alarms',
  oci_ons_notification_topic: 'notifications',
  oci_ons_subscription: 'notifications',
  terraform_data: 'replacements and provisioners',
};

/**
 * What of the stack the local cloud does not evaluate, for example `IAM policies`: it has to be said to whoever relies on a
 * run.
 *
 * @throws StackError naming every block of a type that is not known here at all
 */
export function notEvaluated({ blocks, applications }: Stack): string[] {
  const strangers = blocks.filter(({ type }) => !EMULATED.has(type) && NOT_EVALUATED[type] === undefined);
  if (strangers.length > 0) {
    throw new StackError(
      strangers.map(({ address, type }) => ({ address, message: `the local cloud does not know ${type}` })),
    );
  }
  const signatures = applications.some(({ signedImagesOnly }) => signedImagesOnly) ? ['image signatures'] : [];
  return [...new Set([...blocks.flatMap(({ type }) => NOT_EVALUATED[type] ?? []), ...signatures])].sort();
}

/**
 * The local cloud gives each function its own services to call; a stack that sends them elsewhere would be another stack
 * once it is deployed.
 *
 * @throws StackError naming every configuration that sets UPSTREAM_ENDPOINT
 */
export function assertNoOtherUpstream({ applications, functions }: Stack): void {
  const elsewhere = [...applications, ...functions].filter(({ config }) => config.UPSTREAM_ENDPOINT !== undefined);
  if (elsewhere.length > 0) {
    throw new StackError(
      elsewhere.map(({ address, config }) => ({
        address,
        attribute: 'config.UPSTREAM_ENDPOINT',
        message: `is ${String(config.UPSTREAM_ENDPOINT)}, which the local cloud is not; leave it out to run the stack here`,
      })),
    );
  }
}

/**
 * The local cloud has one identity domain; an app of another one would be an app that no token of this one is for.
 *
 * @throws StackError naming every app and setting that is elsewhere
 */
export function assertOneDomain({ identityDomainApps, identityDomainSettings }: Stack, url: string): void {
  const elsewhere = [...identityDomainApps, ...identityDomainSettings].filter(
    ({ idcsEndpoint }) => idcsEndpoint !== url,
  );
  if (elsewhere.length > 0) {
    throw new StackError(
      elsewhere.map(({ address, idcsEndpoint }) => ({
        address,
        attribute: 'idcs_endpoint',
        message: `is ${idcsEndpoint}; the local cloud's domain is ${url}. Let the variable identity_domain_url say where it is`,
      })),
    );
  }
}
