import ipaddr from 'ipaddr.js';

/** The longest prefix that counts as every address: two rules of half of them each let in all. */
const EVERYWHERE_PREFIX = 1;

/** Whatever way it is spelled: `0::0/0` and `1.2.3.4/0` are every address too. */
export function isEverywhere(cidr: unknown): cidr is string {
  return typeof cidr === 'string' && ipaddr.isValidCIDR(cidr) && ipaddr.parseCIDR(cidr)[1] <= EVERYWHERE_PREFIX;
}
