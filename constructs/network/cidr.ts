import ipaddr from 'ipaddr.js';
import { isWholeBetween } from '../prop-error';
import type { PropChecks } from '../prop-error';

const { IPv4 } = ipaddr;

/** Addresses that no network of OCI may have: metadata and block storage, multicast, and what is reserved. */
const RESERVED = ['169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'];

/** Every IPv4 address. */
export const ANYWHERE = '0.0.0.0/0';

/** A block of IPv4 addresses, for example `10.0.0.0/16`. */
export class Cidr {
  static tryParse(text: string): Cidr | undefined {
    if (typeof (text as unknown) !== 'string') return undefined;
    // The form without the word "decimal" takes 010.1 and the like, which OCI reads in another way or not at all.
    if (!IPv4.isValidCIDRFourPartDecimal(text) || /\/0\d/.test(text)) return undefined;
    const [address, prefixLength] = IPv4.parseCIDR(text);
    return new Cidr(toNumber(address.octets), prefixLength);
  }

  /** First address as a number; bits behind the prefix are cleared. */
  private readonly first: number;

  private constructor(
    private readonly address: number,
    readonly prefixLength: number,
  ) {
    this.first = address - (address % this.size);
  }

  /** How many addresses it has. */
  get size(): number {
    return 2 ** (32 - this.prefixLength);
  }

  /** Whether it names an address inside the block instead of the block. */
  get hasHostBits(): boolean {
    return this.address !== this.first;
  }

  contains(other: Cidr): boolean {
    return other.first >= this.first && other.first + other.size <= this.first + this.size;
  }

  overlaps(other: Cidr): boolean {
    return this.contains(other) || other.contains(this);
  }

  /** The block of that length that follows `index` others of the same length at the beginning of this one. */
  part(prefixLength: number, index: number): Cidr {
    return new Cidr(this.first + index * 2 ** (32 - prefixLength), prefixLength);
  }

  /** The block, without the bits behind the prefix. */
  toString(): string {
    const octets = [24, 16, 8, 0].map((bits) => Math.floor(this.first / 2 ** bits) % 256);
    return `${octets.join('.')}/${String(this.prefixLength)}`;
  }
}

/**
 * Notes what is wrong with a block of addresses; values that only Terraform will know are not judged.
 *
 * @returns the block, unless it is wrong or unknown
 */
export function checkCidr(checks: PropChecks, prop: string, text: string): Cidr | undefined {
  const cidr = Cidr.tryParse(text);
  checks.expect(cidr !== undefined, {
    prop,
    wrong: 'is not a block of IPv4 addresses',
    got: text,
    expected: 'an address and a prefix length, for example 10.0.0.0/16',
  });
  if (cidr === undefined) return undefined;
  checks.expect(!cidr.hasHostBits, {
    prop,
    wrong: 'has bits set behind its prefix',
    got: text,
    expected: cidr.toString(),
  });
  return cidr.hasHostBits ? undefined : cidr;
}

/**
 * As {@link checkCidr}, for a block that a VCN or a subnet is to have.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/overview.htm#Allowed
 */
export function checkNetworkCidr(checks: PropChecks, prop: string, text: string): Cidr | undefined {
  const cidr = checkCidr(checks, prop, text);
  if (cidr === undefined) return undefined;
  const reserved = RESERVED.find((block) => Cidr.tryParse(block)?.overlaps(cidr));
  const fits = isWholeBetween(cidr.prefixLength, 16, 30);
  checks
    .expect(fits, {
      prop,
      wrong: 'has a size that no network of OCI has',
      got: text,
      expected: 'a prefix length of /16 to /30',
    })
    .expect(reserved === undefined, {
      prop,
      wrong: 'holds addresses that are reserved',
      got: text,
      expected: `a block outside ${reserved ?? ''}`,
      nextStep: 'Take one of 10.0.0.0/16, 172.16.0.0/16 and 192.168.0.0/16, or a part of it',
    });
  return fits && reserved === undefined ? cidr : undefined;
}

function toNumber(octets: readonly number[]): number {
  return octets.reduce((number, octet) => number * 256 + octet, 0);
}
