import { closedAs, closedOnlyAs, closedWhenEmpty, closedWhenOff, closedWhenOn } from './closed-values';
import type { Closed } from './closed-values';

/** An attribute that decides about access, in blocks that are about something else. */
export interface AccessPath {
  readonly type: RegExp;
  /** Of the attribute, without places in lists: `[0]` is left out, `[GET /health]` is not, and may hold any character. */
  readonly path: RegExp;
  /** Of a value that opens nothing, before and after. */
  readonly closed: Closed;
}

const OCI = /^oci_/;
const ANY = /./;
const never: Closed = () => false;

/** Whatever becomes of the block: added, removed or changed. */
export const ACCESS_PATHS: readonly AccessPath[] = [
  // What a deploy runs, and as whom.
  { type: ANY, path: /^(provisioner|connection)(\.|$)/, closed: closedWhenEmpty },
  { type: ANY, path: /^provider$/, closed: never },
  // What a deploy leaves as it finds it.
  { type: OCI, path: /^lifecycle\.ignore_changes$/, closed: closedWhenEmpty },

  // What a function runs, where its calls go, and who is told.
  { type: /^oci_functions_function$/, path: /^(image|image_digest)$/, closed: never },
  { type: /^oci_functions_function$/, path: /^source_details\./, closed: never },
  { type: /^oci_functions_function$/, path: /^(success|failure)_destination\./, closed: closedAs('NONE') },
  { type: /^oci_functions_(application|function)$/, path: /^config(\.|$)/, closed: closedWhenEmpty },
  { type: /^oci_functions_application$/, path: /^image_policy_config\./, closed: never },
  { type: /^oci_functions_application$/, path: /^syslog_url$/, closed: closedAs('') },
  { type: /^oci_core_instance/, path: /(^|\.)(extended_)?metadata\.(ssh_authorized_keys|user_data)$/, closed: never },

  // Who may read or change what is stored.
  { type: OCI, path: /^(public_)?access_type$/, closed: closedAs('NoPublicAccess') },
  { type: OCI, path: /(^|\.)is_public$/, closed: closedWhenOff },
  { type: /^oci_artifacts_container_repository$/, path: /^is_immutable$/, closed: closedWhenOn },
  {
    type: /^oci_artifacts_container_configuration$/,
    path: /^is_repository_created_on_first_push$/,
    closed: closedWhenOff,
  },

  // Who may reach what.
  { type: OCI, path: /^endpoint_type$/, closed: closedOnlyAs('PRIVATE') },
  { type: OCI, path: /^is_private$/, closed: closedWhenOn },
  { type: OCI, path: /(^|\.)assign_public_ip$/, closed: closedWhenOff },
  { type: OCI, path: /(^|\.)is_ssl_verify_disabled$/, closed: closedWhenOff },
  { type: OCI, path: /^prohibit_(internet_ingress|public_ip_on_vnic)$/, closed: closedWhenOn },
  { type: OCI, path: /(^|\.)(network_security_group_ids|nsg_ids|security_list_ids)$/, closed: closedWhenEmpty },
  { type: OCI, path: /(^|\.)(subnet_ids?|route_table_id)$/, closed: closedWhenEmpty },
  { type: OCI, path: /(^|\.)security_attributes(\.|$)/, closed: closedWhenEmpty },
  {
    type: /^oci_core_(default_)?route_table$/,
    path: /^route_rules(?!.*\.description$)/,
    closed: closedWhenEmpty,
  },

  // What is written down.
  { type: /^oci_logging_log$/, path: /^is_enabled$/, closed: (value) => value === undefined || closedWhenOn(value) },
  {
    type: /^oci_apigateway_deployment$/,
    path: /(^|\.)logging_policies\.(access|execution)_log\.is_enabled$/,
    closed: never,
  },
];

/** Only of a block that was there before: every block has them. */
export const CHANGED_PATHS: readonly AccessPath[] = [
  // Policies go by compartment.
  { type: OCI, path: /^compartment_id$/, closed: never },
  { type: /^oci_logging_log$/, path: /^configuration\.source\./, closed: never },
  { type: /^(variable|output)$/, path: /^sensitive$/, closed: never },
];

/** Attributes that decide nothing, in blocks of which all others do. */
export const HARMLESS_PATHS: readonly Omit<AccessPath, 'closed'>[] = [
  { type: /^terraform$/, path: /^required_version$/ },
  {
    type: /^oci_apigateway_(deployment|gateway)$/,
    path: /^(display_name|defined_tags|freeform_tags|depends_on|timeouts)(\.|$)/,
  },
  {
    type: /^oci_apigateway_deployment$/,
    path: /^specification(\.routes\[.*\])?\.(logging_policies|request_policies\.rate_limiting)(\.\w+)*$/,
  },
  {
    type: /^oci_apigateway_deployment$/,
    path: /^specification\.routes\[.*\]\.backend\.(.*\.)?\w+_timeout_in_seconds$/,
  },
];
