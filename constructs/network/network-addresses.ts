import { Token } from 'cdktf';
import { ANYWHERE, checkCidr, checkNetworkCidr } from './cidr';
import type { Cidr } from './cidr';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';

/** Which addresses a network has, and who may call from where; part of the props of an `ApiNetwork`. */
export interface NetworkAddressProps {
  /**
   * Addresses of the whole network, /16 to /28, as a gateway's subnet needs /29; of a VCN that exists: what the subnets are
   * checked against.
   *
   * @default '10.0.0.0/16'; unknown for a VCN that exists
   */
  readonly cidrBlock?: string;
  /**
   * Addresses of the subnet that holds the gateway; part of `cidrBlock`, /16 to /29.
   *
   * A gateway takes three of them, and OCI keeps three of every subnet. A change replaces the subnet and with it the gateway and its host name.
   *
   * @default - the first /24 of `cidrBlock`, or its first half if it has no two; has to be said for a VCN that exists
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaytroubleshooting_topic-Issues-setting-up-and-running-API-gateways.htm
   */
  readonly gatewayCidrBlock?: string;
  /**
   * Addresses of the private subnet that holds the functions; part of `cidrBlock`, /16 to /30.
   *
   * OCI keeps three of every subnet, and functions take one for each 14 GB of memory that they use at once. A change replaces the subnet and the application.
   *
   * @default - the second /24 of `cidrBlock`, or its second half if it has no two; has to be said for a VCN that exists
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionscidrblocks.htm
   */
  readonly functionsCidrBlock?: string;
  /**
   * Addresses that may call the gateway, as blocks of IPv4 addresses.
   *
   * @default ['0.0.0.0/0'] for a public gateway; [cidrBlock] for a private one
   */
  readonly callers?: readonly string[];
}

export const NETWORK_ADDRESS_PROPS: PropNames<NetworkAddressProps> = {
  cidrBlock: true,
  gatewayCidrBlock: true,
  functionsCidrBlock: true,
  callers: true,
};

/** What the props come to. */
export interface NetworkAddresses {
  readonly cidrBlock: string | undefined;
  readonly gatewayCidrBlock: string;
  readonly functionsCidrBlock: string;
  readonly callers: readonly string[];
}

/** 8 addresses: three that OCI keeps, three for the gateway, and no smaller block has as many. */
const GATEWAY_PREFIX_LENGTH = 29;

/** Fills in what was not said, and notes what cannot be. */
export function networkAddresses(
  props: NetworkAddressProps & { readonly vcnId?: string; readonly gatewayAccess?: 'PUBLIC' | 'PRIVATE' },
  checks: PropChecks,
): NetworkAddresses {
  checks.ofKind(props, { callers: KIND.list });
  const cidrBlock = props.cidrBlock ?? (props.vcnId === undefined ? '10.0.0.0/16' : undefined);
  const vcn = cidrBlock === undefined ? undefined : checkNetworkCidr(checks, 'cidrBlock', cidrBlock);
  // A VCN that exists has subnets already, and which addresses they leave is not known here.
  const free = props.vcnId === undefined ? vcn : undefined;
  const gatewayCidrBlock = props.gatewayCidrBlock ?? subnetOf(free, 0);
  const functionsCidrBlock = props.functionsCidrBlock ?? subnetOf(free, 1);
  const gateway = checkSubnet(checks, 'gatewayCidrBlock', gatewayCidrBlock, { vcn, cidrBlock });
  const functions = checkSubnet(checks, 'functionsCidrBlock', functionsCidrBlock, { vcn, cidrBlock });
  if (gateway !== undefined) {
    checks.expect(gateway.prefixLength <= GATEWAY_PREFIX_LENGTH, {
      prop: 'gatewayCidrBlock',
      wrong: 'has fewer addresses than a gateway takes',
      got: gatewayCidrBlock,
      expected: `a prefix length of /16 to /${String(GATEWAY_PREFIX_LENGTH)}`,
      nextStep: 'OCI keeps three addresses of a subnet and a gateway takes three, so a new VCN needs a /28 at least',
    });
  }
  if (gateway !== undefined && functions !== undefined) {
    checks.expect(!gateway.overlaps(functions), {
      prop: 'functionsCidrBlock',
      wrong: 'overlaps gatewayCidrBlock',
      got: functionsCidrBlock,
      expected: `a block that shares no address with ${gateway.toString()}`,
    });
  }
  return {
    cidrBlock,
    gatewayCidrBlock: gatewayCidrBlock ?? '',
    functionsCidrBlock: functionsCidrBlock ?? '',
    callers: checkedCallers(checks, props.callers ?? defaultCallers(props.gatewayAccess, cidrBlock)),
  };
}

function defaultCallers(access: 'PUBLIC' | 'PRIVATE' | undefined, cidrBlock: string | undefined): readonly string[] {
  if (access !== 'PRIVATE') return [ANYWHERE];
  return cidrBlock === undefined ? [] : [cidrBlock];
}

function checkedCallers(checks: PropChecks, callers: readonly string[]): readonly string[] {
  checks.expect(callers.length > 0, {
    prop: 'callers',
    wrong: 'names nobody who may call the gateway',
    got: callers,
    expected: 'a block of addresses at least',
    nextStep: 'Say who calls, or what addresses the VCN has: cidrBlock',
  });
  callers.forEach((caller, index) => {
    checkCidr(checks, 'callers', caller);
    checks.expect(callers.indexOf(caller) === index, {
      prop: 'callers',
      wrong: 'names a block twice',
      got: caller,
      expected: 'each block once',
    });
  });
  return callers;
}

function checkSubnet(
  checks: PropChecks,
  prop: string,
  text: string | undefined,
  { vcn, cidrBlock }: { readonly vcn: Cidr | undefined; readonly cidrBlock: string | undefined },
): Cidr | undefined {
  if (text === undefined) {
    // Whatever is wrong with the VCN's own block has been noted.
    checks.expect(cidrBlock !== undefined && vcn === undefined && !Token.isUnresolved(cidrBlock), {
      prop,
      wrong: 'is missing',
      got: null,
      expected: 'free addresses of the VCN, for example 10.0.4.0/24',
      nextStep: 'Only of a new VCN whose cidrBlock is written out can it be left out',
    });
    return undefined;
  }
  const subnet = checkNetworkCidr(checks, prop, text);
  if (subnet === undefined || vcn === undefined) return subnet;
  checks.expect(vcn.contains(subnet), {
    prop,
    wrong: 'lies outside the VCN',
    got: text,
    expected: `a part of ${vcn.toString()}`,
    nextStep: 'Move it, or change cidrBlock',
  });
  return subnet;
}

/** Subnets of 256 addresses, or the halves of a VCN that has no two of these. */
function subnetOf(vcn: Cidr | undefined, index: number): string | undefined {
  return vcn?.part(Math.max(24, vcn.prefixLength + 1), index).toString();
}
