import { isEverywhere } from './every-address';
import { items } from './items';
import type { Attributes } from './items';

/** ICMP and ICMPv6. */
const ICMP = new Set(['1', '58']);
/**
 * Protocol, type and code.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Troubleshoot/connectionhang.htm
 */
const PACKET_TOO_LARGE = new Set(['1/3/4', '58/2/0']);

/** What a security list lets in from everywhere. */
export function openList(attributes: Attributes): readonly string[] {
  return items(attributes['ingress_security_rules']).flatMap((rule) => openRule({ ...rule, direction: 'INGRESS' }));
}

/** What a rule of a network security group lets in from everywhere. */
export function openRule({ direction, source, protocol, ...rule }: Attributes): readonly string[] {
  if (direction !== 'INGRESS' || !isEverywhere(source)) return [];
  const what = ICMP.has(String(protocol)) ? icmpType(String(protocol), rule) : ports(rule);
  return what === undefined ? [] : [`every address may come in: ${source}, protocol ${String(protocol)}, ${what}`];
}

function ports(rule: Attributes): string {
  const [options = {}] = [...items(rule['tcp_options']), ...items(rule['udp_options'])];
  const [range = options] = items(options['destination_port_range']);
  const { min, max } = range;
  return min === undefined ? 'every port' : `ports ${JSON.stringify(min)} to ${JSON.stringify(max)}`;
}

/** Undefined for words about packets that are too large: they open nothing, and networks hang without them. */
function icmpType(protocol: string, rule: Attributes): string | undefined {
  const [{ type, code } = {}] = items(rule['icmp_options']);
  if (PACKET_TOO_LARGE.has([protocol, type, code].map(String).join('/'))) return undefined;
  return type === undefined ? 'every type' : `type ${JSON.stringify(type)}`;
}
