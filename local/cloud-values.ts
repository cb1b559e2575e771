import { createHash, randomBytes } from 'node:crypto';
import type { ComputedAttribute, ComputedValues } from '../terraform';

/** The middle of an OCID, where it is not the resource type's own name. */
const OCID_TYPES: Readonly<Record<string, string>> = {
  oci_apigateway_deployment: 'apideployment',
  oci_apigateway_gateway: 'apigateway',
  oci_artifacts_container_repository: 'containerrepo',
  oci_core_internet_gateway: 'internetgateway',
  oci_core_nat_gateway: 'natgateway',
  oci_core_network_security_group: 'networksecuritygroup',
  oci_core_route_table: 'routetable',
  oci_core_security_list: 'securitylist',
  oci_core_service_gateway: 'servicegateway',
  oci_core_subnet: 'subnet',
  oci_core_vcn: 'vcn',
  oci_functions_application: 'fnapp',
  oci_functions_function: 'fnfunc',
  oci_identity_dynamic_group: 'dynamicgroup',
  oci_identity_policy: 'policy',
  oci_logging_log: 'log',
  oci_logging_log_group: 'loggroup',
};

export interface CloudValuesOptions {
  readonly region: string;
  /** Where the gateway with this OCID listens, without a path. */
  readonly gatewayUrl: (gatewayId: string) => string | undefined;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An OCID that looks like OCI's and is the same at each start. */
export function ocid(type: string, region: string, name: string): string {
  return `ocid1.${type}.oc1.${region}.${digest(`${type} ${name}`).slice(0, 60)}`;
}

/** What the local cloud gives for attributes that only a cloud can know; secrets are new at each start. */
export function cloudValues({ region, gatewayUrl }: CloudValuesOptions): ComputedValues {
  const secrets = new Map<string, string>();
  const secret = (address: string): string => {
    const known = secrets.get(address) ?? `idcscs-${randomBytes(18).toString('hex')}`;
    secrets.set(address, known);
    return known;
  };

  return (wanted: ComputedAttribute): unknown => {
    const { address, type, attribute, values } = wanted;
    if (attribute === 'id') return idOf(wanted, region);
    switch (`${type}.${attribute}`) {
      case 'oci_apigateway_gateway.hostname':
        return `${digest(address).slice(0, 26)}.apigateway.${region}.oci.customer-oci.com`;
      case 'oci_apigateway_deployment.endpoint': {
        const url = gatewayUrl(String(values.gateway_id));
        return url === undefined ? undefined : `${url}${String(values.path_prefix)}`;
      }
      case 'oci_functions_function.invoke_endpoint':
        return `https://local.${region}.functions.oci.oraclecloud.com`;
      case 'oci_identity_domains_app.name':
        return digest(address).slice(0, 32);
      case 'oci_identity_domains_app.client_secret':
        return secret(address);
      case 'oci_objectstorage_namespace.namespace':
        return 'localnamespace';
      case 'oci_core_services.services':
        return [
          {
            id: ocid('service', region, 'all'),
            name: 'All LCL Services In Oracle Services Network',
            cidr_block: 'all-lcl-services-in-oracle-services-network',
          },
        ];
      default:
        return undefined;
    }
  };
}

function idOf({ address, type, mode, values }: ComputedAttribute, region: string): string {
  if (mode === 'data') return digest(address).slice(0, 32);
  // An app is known to its domain by a bare id; everything else has an OCID.
  if (type === 'oci_identity_domains_app') return digest(`${address} id`).slice(0, 32);
  if (type === 'oci_identity_domains_setting') return String(values.setting_id);
  return ocid(OCID_TYPES[type] ?? type.replace(/^oci_/, '').replaceAll('_', ''), region, address);
}
