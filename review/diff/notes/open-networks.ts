import { closedWhenOn } from '../access/closed-values';
import { isEverywhere } from './every-address';
import { items } from './items';
import type { Attributes } from './items';

/** A subnet whose addresses may be public, which is what OCI does when nothing is said. */
export function openSubnet(attributes: Attributes): readonly string[] {
  const closed = ['prohibit_public_ip_on_vnic', 'prohibit_internet_ingress'].some((name) =>
    closedWhenOn(attributes[name]),
  );
  return closed ? [] : ['its machines may have public addresses: prohibit_public_ip_on_vnic is not true'];
}

/** Ways out to every address. */
export function openRouteTable(attributes: Attributes): readonly string[] {
  return items(attributes['route_rules']).flatMap(({ destination, cidr_block: old, network_entity_id: entity }) =>
    [destination, old]
      .filter(isEverywhere)
      .map((cidr) => `every address may be reached: ${cidr} through ${String(entity)}`),
  );
}
