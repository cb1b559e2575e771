import type { ApigatewayGatewayConfig } from '@cdktf/provider-oci/lib/apigateway-gateway';
import type { IApiNetwork } from '../network/api-network';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

const MAX_SECURITY_GROUPS = 5;

/**
 * The addresses that a gateway is reached at. The network says whether they are public; a change of it replaces the gateway.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayassigningreservedIPaddressestoAPIgateways.htm
 */
export interface GatewayAddress {
  /**
   * OCIDs of network security groups besides those of the network, 5 at most together.
   *
   * @default - none
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * Which kinds of addresses the gateway has; its subnet has to have them too, and those of an `ApiNetwork` have IPv4 alone.
   *
   * @default - what the service does by itself, `IPV4`
   */
  readonly ipMode?: 'IPV4' | 'IPV6' | 'DUAL_STACK';
  /**
   * OCIDs of public IPv4 addresses that outlive the gateway. They can be given to a new gateway alone, and to a public one.
   *
   * @default - an address of the service's choice
   */
  readonly reservedIpIds?: readonly string[];
  /**
   * IPv6 addresses of the gateway, out of its subnet.
   *
   * @default - of the service's choice
   */
  readonly ipv6Addresses?: readonly string[];
  /**
   * IPv6 blocks of the subnet that the gateway's addresses are taken from.
   *
   * @default - of the service's choice
   */
  readonly ipv6SubnetCidrs?: readonly string[];
}

export const GATEWAY_ADDRESS: PropNames<GatewayAddress> = {
  securityGroupIds: true,
  ipMode: true,
  reservedIpIds: true,
  ipv6Addresses: true,
  ipv6SubnetCidrs: true,
};

/** Notes what is wrong with a gateway's addresses in a network. */
export function checkGatewayAddress(checks: PropChecks, address: GatewayAddress, network: IApiNetwork): void {
  const { ipMode = 'IPV4', reservedIpIds = [], ipv6Addresses = [], ipv6SubnetCidrs = [] } = address;
  const groups = securityGroups(address, network);
  checks
    .expect(groups.length <= MAX_SECURITY_GROUPS, {
      prop: 'securityGroupIds',
      wrong: 'has more entries, with those of the network, than a gateway takes',
      got: groups.length,
      expected: `at most ${String(MAX_SECURITY_GROUPS)}`,
    })
    .expect(reservedIpIds.length === 0 || network.gatewayAccess !== 'PRIVATE', {
      prop: 'reservedIpIds',
      wrong: 'gives public addresses to a private gateway',
      got: reservedIpIds,
      expected: 'none, or a network with a public subnet',
    })
    .expect(reservedIpIds.length === 0 || ipMode !== 'IPV6', {
      prop: 'reservedIpIds',
      wrong: 'means nothing beside ipMode IPV6',
      got: reservedIpIds,
      expected: 'IPV4 or DUAL_STACK',
    })
    .expect(ipMode === 'IPV4' || network.gatewayHasIpv6 !== false, {
      prop: 'ipMode',
      wrong: 'asks for IPv6, which the network does not have',
      got: ipMode,
      expected: 'IPV4',
      nextStep: 'Place the gateway in a subnet of your own that has IPv6: ApiNetwork.fromSubnets().',
    });
  for (const [prop, list] of Object.entries({ ipv6Addresses, ipv6SubnetCidrs })) {
    checks.expect(list.length === 0 || ipMode !== 'IPV4', {
      prop,
      wrong: 'means nothing without IPv6',
      got: list,
      expected: 'ipMode IPV6 or DUAL_STACK',
    });
  }
}

/** What the gateway's resource says of it. */
export function addressAttributes(
  address: GatewayAddress,
  network: IApiNetwork,
): Pick<
  ApigatewayGatewayConfig,
  | 'endpointType'
  | 'subnetId'
  | 'networkSecurityGroupIds'
  | 'ipMode'
  | 'ipv4AddressConfiguration'
  | 'ipv6AddressConfiguration'
> {
  const { ipMode, reservedIpIds, ipv6Addresses, ipv6SubnetCidrs } = address;
  const ipv6 = ipv6Addresses !== undefined || ipv6SubnetCidrs !== undefined;
  return {
    endpointType: network.gatewayAccess ?? 'PUBLIC',
    subnetId: network.gatewaySubnetId,
    networkSecurityGroupIds: securityGroups(address, network),
    ipMode,
    ipv4AddressConfiguration: reservedIpIds && { reservedIpIds: [...reservedIpIds] },
    ipv6AddressConfiguration: ipv6 ? { addresses: copy(ipv6Addresses), subnetCidrs: copy(ipv6SubnetCidrs) } : undefined,
  };
}

function securityGroups({ securityGroupIds = [] }: GatewayAddress, network: IApiNetwork): string[] {
  return [...new Set([...network.gatewaySecurityGroupIds, ...securityGroupIds])];
}

function copy(list: readonly string[] | undefined): string[] | undefined {
  return list && [...list];
}
