import type { Gateway } from '../model/gateway';
import type { BlockReader } from './block-reader';

/** Reads an `oci_apigateway_gateway`. */
export function readGateway(reader: BlockReader): Gateway {
  reader.withoutEffect('subnet_id', 'network_security_group_ids', 'ip_mode');
  reader.withoutEffect('ipv4address_configuration', 'ipv6address_configuration');
  reader.withoutEffect('defined_tags', 'freeform_tags', 'timeouts', 'locks', 'is_lock_override');
  return {
    address: reader.place.address,
    id: reader.completedText('id'),
    compartmentId: reader.text('compartment_id'),
    displayName: reader.optionalText('display_name') ?? reader.place.address,
    endpointType: reader.choice('endpoint_type', ['PUBLIC', 'PRIVATE']) ?? 'PUBLIC',
    hostname: reader.completedText('hostname'),
  };
}
