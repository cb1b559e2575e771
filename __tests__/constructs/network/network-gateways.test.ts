import type { ApiNetworkProps } from '../../../constructs';
import { containing, ruleOf, synthNetwork, VCN } from '../../../testing/api-network';
import { resource, resources } from '../../../testing/synth';
import type { TerraformDocument } from '../../../terraform';

const routes = (document: TerraformDocument, role: 'Gateway' | 'Functions'): unknown =>
  resources(document, 'oci_core_route_table')[`Network/${role}RouteTable`]?.route_rules;
const toServices = {
  network_entity_id: containing('oci_core_service_gateway'),
  destination_type: 'SERVICE_CIDR_BLOCK',
};
const toNat = {
  network_entity_id: containing('oci_core_nat_gateway'),
  destination: '0.0.0.0/0',
  destination_type: 'CIDR_BLOCK',
};

describe('a private gateway', () => {
  const document = synthNetwork({ gatewayAccess: 'PRIVATE' });

  test('has no public address', () => {
    expect(resources(document, 'oci_core_subnet')['Network/GatewaySubnet']).toMatchObject({
      prohibit_public_ip_on_vnic: true,
    });
  });

  test("reaches OCI's services through the service gateway and nothing else", () => {
    expect(routes(document, 'Gateway')).toEqual([expect.objectContaining(toServices)]);
    expect(ruleOf(document, 'GatewayEgress')).toMatchObject({ destination_type: 'SERVICE_CIDR_BLOCK' });
  });

  test('needs neither an internet gateway nor a NAT gateway', () => {
    expect(resources(document, 'oci_core_internet_gateway')).toEqual({});
    expect(resources(document, 'oci_core_nat_gateway')).toEqual({});
  });

  test('reaches the internet through a NAT gateway when it is asked for', () => {
    const reaching = synthNetwork({ gatewayAccess: 'PRIVATE', gatewayReachesInternet: true });
    expect(routes(reaching, 'Gateway')).toEqual([expect.objectContaining(toServices), expect.objectContaining(toNat)]);
    expect(ruleOf(reaching, 'GatewayEgress')).toMatchObject({
      destination: '0.0.0.0/0',
      destination_type: 'CIDR_BLOCK',
    });
  });

  test('gives functions no way to the internet with its own', () => {
    const reaching = synthNetwork({ gatewayAccess: 'PRIVATE', gatewayReachesInternet: true });
    expect(routes(reaching, 'Functions')).toEqual([expect.objectContaining(toServices)]);
    expect(ruleOf(reaching, 'FunctionsInternetEgress')).toBeUndefined();
  });
});

describe('a public gateway', () => {
  test("calls OCI's services alone when it need not reach the internet", () => {
    const document = synthNetwork({ gatewayReachesInternet: false });
    expect(ruleOf(document, 'GatewayEgress')).toMatchObject({
      destination: containing('.services[0].cidr_block'),
      destination_type: 'SERVICE_CIDR_BLOCK',
    });
  });

  test('keeps its one route, through the internet gateway, either way', () => {
    const way = [expect.objectContaining({ network_entity_id: containing('oci_core_internet_gateway') })];
    expect(routes(synthNetwork({ gatewayReachesInternet: false }), 'Gateway')).toEqual(way);
    expect(routes(synthNetwork({ gatewayReachesInternet: true }), 'Gateway')).toEqual(way);
  });

  test('needs no NAT gateway', () => {
    expect(resources(synthNetwork({ gatewayReachesInternet: true }), 'oci_core_nat_gateway')).toEqual({});
  });
});

describe('functions that reach the internet', () => {
  const document = synthNetwork({ functionsReachInternet: true, displayName: 'shop' });

  test('go through a NAT gateway, and to OCI through the service gateway as before', () => {
    expect(routes(document, 'Functions')).toEqual([
      expect.objectContaining(toServices),
      expect.objectContaining(toNat),
    ]);
    expect(resource(document, 'oci_core_nat_gateway')).toMatchObject({
      compartment_id: 'ocid1.compartment.own',
      display_name: 'shop',
      vcn_id: containing('oci_core_vcn'),
    });
  });

  test('may call out on 443', () => {
    expect(ruleOf(document, 'FunctionsInternetEgress')).toMatchObject({
      direction: 'EGRESS',
      destination: '0.0.0.0/0',
      destination_type: 'CIDR_BLOCK',
      protocol: '6',
      tcp_options: { destination_port_range: { min: 443, max: 443 } },
    });
  });

  test('change no address of anything else', () => {
    const paths = (props: Partial<ApiNetworkProps>): string[] => {
      const document = synthNetwork(props);
      const types = Object.keys(document.resource as object);
      return types.flatMap((type) => Object.keys(resources(document, type)));
    };
    const before = paths({});
    expect(paths({ functionsReachInternet: true }).filter((path) => !before.includes(path))).toEqual(
      expect.arrayContaining(['Network/NatGateway', 'Network/FunctionsInternetEgress']),
    );
    expect(paths({ functionsReachInternet: true })).toEqual(expect.arrayContaining(before));
  });
});

describe('a VCN that exists', () => {
  test('gets subnets, and no second VCN is made', () => {
    const document = synthNetwork(VCN);
    expect(resources(document, 'oci_core_vcn')).toEqual({});
    for (const type of [
      'oci_core_subnet',
      'oci_core_route_table',
      'oci_core_security_list',
      'oci_core_service_gateway',
    ]) {
      for (const made of Object.values(resources(document, type))) {
        expect(made).toMatchObject({ vcn_id: 'ocid1.vcn.theirs' });
      }
    }
  });

  test('lends its internet gateway', () => {
    const document = synthNetwork({ ...VCN, internetGatewayId: 'ocid1.internetgateway.theirs' });
    expect(routes(document, 'Gateway')).toMatchObject([{ network_entity_id: 'ocid1.internetgateway.theirs' }]);
    expect(resources(document, 'oci_core_internet_gateway')).toEqual({});
  });

  test('lends its service gateway', () => {
    const document = synthNetwork({ ...VCN, serviceGatewayId: 'ocid1.servicegateway.theirs' });
    expect(routes(document, 'Functions')).toMatchObject([{ network_entity_id: 'ocid1.servicegateway.theirs' }]);
    expect(resources(document, 'oci_core_service_gateway')).toEqual({});
  });

  test('lends its NAT gateway', () => {
    const document = synthNetwork({ ...VCN, natGatewayId: 'ocid1.natgateway.theirs', functionsReachInternet: true });
    expect(routes(document, 'Functions')).toMatchObject([{}, { network_entity_id: 'ocid1.natgateway.theirs' }]);
    expect(resources(document, 'oci_core_nat_gateway')).toEqual({});
  });

  test('has subnets checked against its addresses when they are said', () => {
    expect(() => synthNetwork({ ...VCN, cidrBlock: '10.9.0.0/16' })).not.toThrow();
    expect(() => synthNetwork({ ...VCN, cidrBlock: '10.9.2.0/23' })).toThrow(
      new Error(
        'gatewayCidrBlock lies outside the VCN: got "10.9.1.0/24"; expected a part of 10.9.2.0/23. ' +
          'Move it, or change cidrBlock (at Test/Network)',
      ),
    );
  });

  test('may hold a private gateway whose callers are said', () => {
    expect(() => synthNetwork({ ...VCN, gatewayAccess: 'PRIVATE', callers: ['10.9.0.0/16'] })).not.toThrow();
  });

  test.each<[Partial<ApiNetworkProps>, string]>([
    [
      { vcnId: 'ocid1.vcn.theirs', functionsCidrBlock: '10.9.2.0/24' },
      'gatewayCidrBlock is missing: got null; expected free addresses of the VCN, for example 10.0.4.0/24. ' +
        'Only of a new VCN whose cidrBlock is written out can it be left out',
    ],
    [
      { vcnId: 'ocid1.vcn.theirs', cidrBlock: '10.9.0.0/16', gatewayCidrBlock: '10.9.1.0/24' },
      'functionsCidrBlock is missing: got null; expected free addresses of the VCN, for example 10.0.4.0/24. ' +
        'Only of a new VCN whose cidrBlock is written out can it be left out',
    ],
    [
      { ...VCN, gatewayAccess: 'PRIVATE' },
      'callers names nobody who may call the gateway: got []; expected a block of addresses at least. ' +
        'Say who calls, or what addresses the VCN has: cidrBlock',
    ],
    [
      { internetGatewayId: 'ocid1.internetgateway.theirs' },
      'internetGatewayId belongs to a VCN that exists, and none is given: got "ocid1.internetgateway.theirs"; ' +
        'expected none for a new VCN. Give its vcnId, or leave the gateway to be made',
    ],
    [
      { serviceGatewayId: 'ocid1.servicegateway.theirs' },
      'serviceGatewayId belongs to a VCN that exists, and none is given: got "ocid1.servicegateway.theirs"; ' +
        'expected none for a new VCN. Give its vcnId, or leave the gateway to be made',
    ],
    [
      { natGatewayId: 'ocid1.natgateway.theirs', functionsReachInternet: true },
      'natGatewayId belongs to a VCN that exists, and none is given: got "ocid1.natgateway.theirs"; ' +
        'expected none for a new VCN. Give its vcnId, or leave the gateway to be made',
    ],
    [
      { ...VCN, gatewayAccess: 'PRIVATE', callers: ['10.9.0.0/16'], internetGatewayId: 'ocid1.internetgateway.theirs' },
      'internetGatewayId is of no use to a private gateway: got "ocid1.internetgateway.theirs"; expected none. ' +
        "Set gatewayReachesInternet for a NAT gateway, or gatewayAccess to 'PUBLIC'",
    ],
    [
      { ...VCN, natGatewayId: 'ocid1.natgateway.theirs' },
      'natGatewayId is given, but nothing private reaches the internet: got "ocid1.natgateway.theirs"; expected none. ' +
        'Set functionsReachInternet, or gatewayReachesInternet of a private gateway',
    ],
    [
      { ...VCN, dnsLabel: 'shop' },
      'dnsLabel is given to a VCN that exists: got "shop"; expected no label: it has been settled when the VCN was made',
    ],
  ])('refuses what cannot work: %j', (props, message) => {
    expect(() => synthNetwork(props)).toThrow(new Error(`${message} (at Test/Network)`));
  });
});
