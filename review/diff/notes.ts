import ipaddr from 'ipaddr.js';
import { asArray, isObject } from '../../terraform';
import type { Block } from './blocks';
import type { Note } from './diff';
import { methodsOf } from './list-entries';

type Attributes = Readonly<Record<string, unknown>>;

/** ICMP and ICMPv6. */
const ICMP = new Set(['1', '58']);
/**
 * Protocol, type and code.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Troubleshoot/connectionhang.htm
 */
const PACKET_TOO_LARGE = new Set(['1/3/4', '58/2/0']);

/** The longest prefix that counts as every address: two rules of half of them each let in all. */
const EVERYWHERE_PREFIX = 1;

/** What a block opens that was closed before. Values that only a cloud knows count as closed. */
export function openings(before: Block | undefined, after: Block | undefined): readonly Note[] {
  if (after === undefined) return [];
  const known = new Set(before === undefined ? [] : openingsOf(before));
  return openingsOf(after)
    .filter((text) => !known.has(text))
    .map((text) => ({ text, access: true }));
}

function openingsOf({ type, attributes }: Block): readonly string[] {
  if (type === 'oci_apigateway_deployment') return openRoutes(attributes);
  if (type === 'oci_core_network_security_group_security_rule') return openRule(attributes);
  if (type !== 'oci_core_security_list' && type !== 'oci_core_default_security_list') return [];
  return items(attributes['ingress_security_rules']).flatMap((rule) => openRule({ ...rule, direction: 'INGRESS' }));
}

function openRoutes(attributes: Attributes): readonly string[] {
  const [specification = {}] = items(attributes['specification']);
  const [policies = {}] = items(specification['request_policies']);
  const checked = ['authentication', 'dynamic_authentication'].some((name) => items(policies[name]).length > 0);
  return items(specification['routes']).flatMap((route) => {
    const [routePolicies = {}] = items(route['request_policies']);
    const [authorization = {}] = items(routePolicies['authorization']);
    if (checked && !isAnonymous(authorization)) return [];
    return methodsOf(route['methods']).map(
      (method) => `anyone may call ${method} ${String(route['path'])}: no token is checked`,
    );
  });
}

/** The provider does not look at capitals. */
function isAnonymous({ type }: Attributes): boolean {
  return typeof type === 'string' && type.toUpperCase() === 'ANONYMOUS';
}

function openRule({ direction, source, protocol, ...rule }: Attributes): readonly string[] {
  if (direction !== 'INGRESS' || typeof source !== 'string' || !isEverywhere(source)) return [];
  const what = ICMP.has(String(protocol)) ? icmpType(String(protocol), rule) : ports(rule);
  return what === undefined ? [] : [`every address may come in: ${source}, protocol ${String(protocol)}, ${what}`];
}

/** Whatever way it is spelled: `0::0/0` and `1.2.3.4/0` are every address too. */
function isEverywhere(source: string): boolean {
  return ipaddr.isValidCIDR(source) && ipaddr.parseCIDR(source)[1] <= EVERYWHERE_PREFIX;
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

/** A block that may stand once is written as an object or as a list of one. */
function items(value: unknown): readonly Attributes[] {
  return asArray(value).filter(isObject);
}
