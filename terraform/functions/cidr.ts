import { isIPv4, isIPv6 } from 'node:net';
import { ExpressionError, NotUnderstoodError } from '../expressions/expression-error';

/** Terraform's `cidrsubnet`: the index-th network that is `bits` longer than the prefix. */
export function subnet(prefix: string, bits: number, index: number): string {
  const [address = '', length = ''] = prefix.split('/');
  if (/^(?:\d+\.)*0\d/.test(address) || /ffff:/i.test(address) || index < 0) {
    throw new NotUnderstoodError(`a network ${index} of ${prefix} is`);
  }
  const width = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  if (width === 0 || !/^\d{1,3}$/.test(length) || Number(length) > width || prefix.split('/').length !== 2) {
    throw new ExpressionError(`must be an address range like 10.0.0.0/16; got ${JSON.stringify(prefix)}`);
  }
  const longer = Number(length) + bits;
  if (!Number.isInteger(bits) || bits < 0 || longer > width) {
    throw new ExpressionError(`a /${length} has no room for ${bits} more bits`);
  }
  if (!Number.isInteger(index) || index >= 2 ** bits) {
    throw new ExpressionError(`${bits} bits have no room for network ${index}`);
  }
  const whole = width === 32 ? fromIPv4(address) : fromIPv6(address);
  const kept = (whole >> BigInt(width - Number(length))) << BigInt(width - Number(length));
  const network = kept | (BigInt(index) << BigInt(width - longer));
  return `${width === 32 ? toIPv4(network) : toIPv6(network)}/${longer}`;
}

function fromIPv4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function toIPv4(network: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (network >> shift) & 0xffn).join('.');
}

function fromIPv6(address: string): bigint {
  // The URL parser writes an address out in full groups, an embedded IPv4 one too.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...gap, ...back].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function toIPv6(network: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((network >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
