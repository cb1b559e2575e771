import { TerraformVariable } from 'cdktf';
import { ApiNetwork } from '../../../constructs';
import type { ApiNetworkProps, IApiNetwork } from '../../../constructs';
import { addressesOf } from '../../../testing/secured-gateway';
import { dataSources, resource, resources, synthDocument } from '../../../testing/synth';

const network = (props: Partial<ApiNetworkProps> = {}): ReturnType<typeof synthDocument> =>
  synthDocument((stack) => new ApiNetwork(stack, 'Network', { compartmentId: 'ocid1.compartment.own', ...props }));

const byDefault = network();

describe('ApiNetwork', () => {
  const own = network({
    displayName: 'shop',
    cidrBlock: '172.16.0.0/20',
    gatewayCidrBlock: '172.16.4.0/26',
    functionsCidrBlock: '172.16.5.0/27',
  });

  test('gives each part the addresses that it is asked for', () => {
    expect(resource(own, 'oci_core_vcn')).toMatchObject({ cidr_blocks: ['172.16.0.0/20'] });
    expect(resources(own, 'oci_core_subnet')).toMatchObject({
      'Network/GatewaySubnet': { cidr_block: '172.16.4.0/26' },
      'Network/FunctionsSubnet': { cidr_block: '172.16.5.0/27' },
    });
  });

  test('has addresses of its own by default', () => {
    expect(resource(byDefault, 'oci_core_vcn')).toMatchObject({ cidr_blocks: ['10.0.0.0/16'] });
    expect(resources(byDefault, 'oci_core_subnet')).toMatchObject({
      'Network/GatewaySubnet': { cidr_block: '10.0.0.0/24' },
      'Network/FunctionsSubnet': { cidr_block: '10.0.1.0/24' },
    });
  });

  test.each([
    ['shop', own],
    ['oracleapi', byDefault],
  ])('derives the names of its parts from its own: %s', (name, document) => {
    const names = (type: string): unknown[] =>
      Object.values(resources(document, type)).map(({ display_name: displayName }) => displayName);
    expect(names('oci_core_vcn')).toEqual([name]);
    expect(names('oci_core_internet_gateway')).toEqual([name]);
    expect(names('oci_core_service_gateway')).toEqual([name]);
    expect(names('oci_core_security_list')).toEqual([`${name}-closed`]);
    for (const type of ['oci_core_subnet', 'oci_core_route_table', 'oci_core_network_security_group']) {
      expect(names(type).sort()).toEqual([`${name}-functions`, `${name}-gateway`]);
    }
  });

  test('puts everything into the compartment that it is given', () => {
    const types = Object.entries(own.resource as Record<string, Record<string, Record<string, unknown>>>);
    for (const [type, named] of types) {
      if (type === 'oci_core_network_security_group_security_rule') continue;
      for (const { compartment_id: compartmentId } of Object.values(named)) {
        expect([type, compartmentId]).toEqual([type, 'ocid1.compartment.own']);
      }
    }
  });

  test('lets callers in on 443 and on nothing else', () => {
    const rules = Object.entries(resources(own, RULE)).filter(([path]) => !path.endsWith('PathMtu'));
    expect(rules.map(([path]) => path).sort()).toEqual([
      'Network/FunctionsEgress',
      'Network/GatewayEgress',
      'Network/GatewayIngress',
    ]);
    for (const [, rule] of rules) {
      expect(rule).toMatchObject({ protocol: '6', tcp_options: { destination_port_range: { min: 443, max: 443 } } });
    }
    expect(Object.fromEntries(rules)['Network/GatewayIngress']).toMatchObject({
      direction: 'INGRESS',
      source: '0.0.0.0/0',
      source_type: 'CIDR_BLOCK',
      network_security_group_id: expect.stringContaining('GatewaySecurityGroup') as string,
    });
  });

  test.each(['Gateway', 'Functions'])('lets routers tell of packets that are too large: %s', (role) => {
    expect(rule(own, `${role}PathMtu`)).toEqual({
      direction: 'INGRESS',
      description: 'Routers that tell of packets too large for them',
      source: '0.0.0.0/0',
      source_type: 'CIDR_BLOCK',
      protocol: '1',
      icmp_options: { type: 3, code: 4 },
      network_security_group_id: containing(`${role}SecurityGroup`),
    });
  });

  test('lets the gateway call out on 443', () => {
    expect(resources(own, 'oci_core_network_security_group_security_rule')['Network/GatewayEgress']).toMatchObject({
      direction: 'EGRESS',
      destination: '0.0.0.0/0',
      destination_type: 'CIDR_BLOCK',
      network_security_group_id: expect.stringContaining('GatewaySecurityGroup') as string,
    });
  });

  test("lets functions reach OCI's services and nothing else", () => {
    expect(resources(own, 'oci_core_network_security_group_security_rule')['Network/FunctionsEgress']).toMatchObject({
      direction: 'EGRESS',
      destination: expect.stringMatching(/^\$\{data\.oci_core_services\..*\.services\[0\]\.cidr_block\}$/) as string,
      destination_type: 'SERVICE_CIDR_BLOCK',
      network_security_group_id: expect.stringContaining('FunctionsSecurityGroup') as string,
    });
  });

  test("finds OCI's services by a name that holds in every region", () => {
    expect(dataSources(own, 'oci_core_services')['Network/Services']).toMatchObject({
      filter: [{ name: 'name', values: ['All .* Services In Oracle Services Network'], regex: true }],
    });
  });

  test('routes the gateway through the internet gateway', () => {
    expect(resources(own, 'oci_core_route_table')['Network/GatewayRouteTable']).toMatchObject({
      route_rules: [
        {
          network_entity_id: expect.stringContaining('oci_core_internet_gateway') as string,
          destination: '0.0.0.0/0',
          destination_type: 'CIDR_BLOCK',
        },
      ],
    });
  });

  test('routes functions through the service gateway alone', () => {
    expect(resources(own, 'oci_core_route_table')['Network/FunctionsRouteTable']).toMatchObject({
      route_rules: [
        {
          network_entity_id: expect.stringContaining('oci_core_service_gateway') as string,
          destination_type: 'SERVICE_CIDR_BLOCK',
        },
      ],
    });
    expect(resource(own, 'oci_core_service_gateway')).toMatchObject({
      services: [{ service_id: expect.stringMatching(/services\[0\]\.id\}$/) as string }],
    });
  });

  test('gives public addresses to the gateway only', () => {
    expect(resources(own, 'oci_core_subnet')).toMatchObject({
      'Network/GatewaySubnet': {
        prohibit_public_ip_on_vnic: false,
        route_table_id: expect.stringContaining('GatewayRouteTable') as string,
      },
      'Network/FunctionsSubnet': {
        prohibit_public_ip_on_vnic: true,
        route_table_id: expect.stringContaining('FunctionsRouteTable') as string,
      },
    });
  });

  test('keeps the default security list, which lets SSH in, off its subnets', () => {
    for (const subnet of Object.values(resources(own, 'oci_core_subnet'))) {
      expect(subnet).toMatchObject({ security_list_ids: [expect.stringContaining('ClosedSecurityList')] });
    }
    const list = resource(own, 'oci_core_security_list');
    expect(list).not.toHaveProperty('ingress_security_rules');
    expect(list).not.toHaveProperty('egress_security_rules');
  });
});

const VCN = { vcnId: 'ocid1.vcn.theirs', gatewayCidrBlock: '10.9.1.0/24', functionsCidrBlock: '10.9.2.0/24' };
const RULE = 'oci_core_network_security_group_security_rule';

const routes = (document: ReturnType<typeof synthDocument>, role: 'Gateway' | 'Functions'): unknown =>
  resources(document, 'oci_core_route_table')[`Network/${role}RouteTable`]?.route_rules;
const rule = (document: ReturnType<typeof synthDocument>, id: string): unknown =>
  resources(document, RULE)[`Network/${id}`];
const containing = (text: string): string => expect.stringContaining(text) as string;

const toServices = {
  network_entity_id: containing('oci_core_service_gateway'),
  destination_type: 'SERVICE_CIDR_BLOCK',
};
const toNat = {
  network_entity_id: containing('oci_core_nat_gateway'),
  destination: '0.0.0.0/0',
  destination_type: 'CIDR_BLOCK',
};

describe('addresses of an ApiNetwork', () => {
  test.each([
    ['10.8.0.0/20', '10.8.0.0/24', '10.8.1.0/24'],
    ['10.8.4.0/23', '10.8.4.0/24', '10.8.5.0/24'],
    ['10.8.4.0/24', '10.8.4.0/25', '10.8.4.128/25'],
    ['10.8.4.0/28', '10.8.4.0/29', '10.8.4.8/29'],
  ])('are derived from those of the VCN: %s', (cidrBlock, gateway, functions) => {
    expect(resources(network({ cidrBlock }), 'oci_core_subnet')).toMatchObject({
      'Network/GatewaySubnet': { cidr_block: gateway },
      'Network/FunctionsSubnet': { cidr_block: functions },
    });
  });

  test('may be known to Terraform alone', () => {
    const document = synthDocument((stack) => {
      const variable = (id: string): string => new TerraformVariable(stack, id, { type: 'string' }).stringValue;
      new ApiNetwork(stack, 'Network', {
        compartmentId: 'ocid1.compartment.own',
        cidrBlock: variable('vcn'),
        gatewayCidrBlock: variable('gateway'),
        functionsCidrBlock: variable('functions'),
        callers: [variable('office')],
      });
    });
    expect(resource(document, 'oci_core_vcn')).toMatchObject({ cidr_blocks: ['${var.vcn}'] });
    expect(rule(document, 'GatewayIngressFromvar.office')).toMatchObject({ source: '${var.office}' });
  });

  test.each<[Partial<ApiNetworkProps>, string]>([
    [
      { cidrBlock: '10.0.0.0' },
      'cidrBlock is not a block of IPv4 addresses: got "10.0.0.0"; expected an address and a prefix length, for example 10.0.0.0/16',
    ],
    [
      { cidrBlock: 'fd00::/56' },
      'cidrBlock is not a block of IPv4 addresses: got "fd00::/56"; expected an address and a prefix length, for example 10.0.0.0/16',
    ],
    [{ cidrBlock: '10.0.1.0/16' }, 'cidrBlock has bits set behind its prefix: got "10.0.1.0/16"; expected 10.0.0.0/16'],
    [
      { cidrBlock: '10.0.0.0/15' },
      'cidrBlock has a size that no network of OCI has: got "10.0.0.0/15"; expected a prefix length of /16 to /30',
    ],
    [
      { gatewayCidrBlock: '10.0.7.0/31' },
      'gatewayCidrBlock has a size that no network of OCI has: got "10.0.7.0/31"; expected a prefix length of /16 to /30',
    ],
    [
      { gatewayCidrBlock: '10.0.7.0/30' },
      'gatewayCidrBlock has fewer addresses than a gateway takes: got "10.0.7.0/30"; expected a prefix length of /16 to /29. ' +
        'OCI keeps three addresses of a subnet and a gateway takes three, so a new VCN needs a /28 at least',
    ],
    [
      { cidrBlock: '10.0.0.0/29' },
      'gatewayCidrBlock has fewer addresses than a gateway takes: got "10.0.0.0/30"; expected a prefix length of /16 to /29. ' +
        'OCI keeps three addresses of a subnet and a gateway takes three, so a new VCN needs a /28 at least',
    ],
    [
      { cidrBlock: '169.254.0.0/16' },
      'cidrBlock holds addresses that are reserved: got "169.254.0.0/16"; expected a block outside 169.254.0.0/16. ' +
        'Take one of 10.0.0.0/16, 172.16.0.0/16 and 192.168.0.0/16, or a part of it',
    ],
    [
      { gatewayCidrBlock: '10.1.0.0/24' },
      'gatewayCidrBlock lies outside the VCN: got "10.1.0.0/24"; expected a part of 10.0.0.0/16. Move it, or change cidrBlock',
    ],
    [
      { functionsCidrBlock: '10.0.0.128/25' },
      'functionsCidrBlock overlaps gatewayCidrBlock: got "10.0.0.128/25"; expected a block that shares no address with 10.0.0.0/24',
    ],
    [
      { callers: [] },
      'callers names nobody who may call the gateway: got []; expected a block of addresses at least. ' +
        'Say who calls, or what addresses the VCN has: cidrBlock',
    ],
    [
      { callers: ['192.0.2.7'] },
      'callers is not a block of IPv4 addresses: got "192.0.2.7"; expected an address and a prefix length, for example 10.0.0.0/16',
    ],
    [
      { callers: ['192.0.2.7/24'] },
      'callers has bits set behind its prefix: got "192.0.2.7/24"; expected 192.0.2.0/24',
    ],
    [
      { callers: ['192.0.2.0/24', '192.0.2.0/24'] },
      'callers names a block twice: got "192.0.2.0/24"; expected each block once',
    ],
  ])('are refused where they cannot be: %j', (props, message) => {
    expect(() => network(props)).toThrow(new Error(`${message} (at Test/Network)`));
  });

  test.each<Partial<ApiNetworkProps>>([
    { cidrBlock: '10.0.0.0/16' },
    { cidrBlock: '10.0.0.0/28' },
    { gatewayCidrBlock: '10.0.7.0/29' },
    { functionsCidrBlock: '10.0.7.0/30' },
    { cidrBlock: '169.253.0.0/16' },
    { gatewayCidrBlock: '10.0.255.0/24' },
    { functionsCidrBlock: '10.0.1.128/25' },
    { callers: ['192.0.2.7/32'] },
    { callers: ['192.0.2.0/24', '192.0.3.0/24'] },
  ])('are taken where they can be: %j', (props) => {
    expect(() => network(props)).not.toThrow();
  });

  test('have all their problems named together', () => {
    expect(() => network({ cidrBlock: 'one', gatewayCidrBlock: 'two', functionsCidrBlock: 'three' })).toThrow(
      /^cidrBlock .*\ngatewayCidrBlock .*\nfunctionsCidrBlock .*$/,
    );
  });

  test('cannot be derived from what only Terraform knows', () => {
    const build = (): unknown =>
      synthDocument((stack) => {
        const cidrBlock = new TerraformVariable(stack, 'vcn', { type: 'string' }).stringValue;
        new ApiNetwork(stack, 'Network', { compartmentId: 'c', cidrBlock, functionsCidrBlock: '10.0.1.0/24' });
      });
    expect(build).toThrow(
      new Error(
        'gatewayCidrBlock is missing: got null; expected free addresses of the VCN, for example 10.0.4.0/24. ' +
          'Only of a new VCN whose cidrBlock is written out can it be left out (at Test/Network)',
      ),
    );
  });
});

describe('callers of an ApiNetwork', () => {
  const two = network({ callers: ['192.0.2.0/24', '198.51.100.7/32'] });

  test('have a rule each, and nobody else is let in', () => {
    const ingress = Object.entries(resources(two, RULE)).filter(([path]) => path.includes('Ingress'));
    expect(ingress.map(([path, { source }]) => [path, source])).toEqual([
      ['Network/GatewayIngressFrom192.0.2.0-24', '192.0.2.0/24'],
      ['Network/GatewayIngressFrom198.51.100.7-32', '198.51.100.7/32'],
    ]);
  });

  test('keep the address of their rule when others come before them', () => {
    const one = network({ callers: ['198.51.100.7/32'] });
    expect(rule(one, 'GatewayIngressFrom198.51.100.7-32')).toEqual(rule(two, 'GatewayIngressFrom198.51.100.7-32'));
  });

  const addresses = (...callers: string[]): string[] => addressesOf(network({ callers }));
  const added = (more: readonly string[], than: readonly string[]): string[] =>
    more.filter((address) => !than.includes(address));

  test.each([
    ['anywhere', '0.0.0.0/0'],
    ['a block', '10.7.0.0/20'],
  ])('keep the addresses of all else when one is added before or after %s', (_what, one) => {
    const alone = addresses(one);
    for (const more of [addresses('192.0.2.0/24', one), addresses(one, '192.0.2.0/24')]) {
      expect(added(alone, more)).toEqual([]);
      expect(added(more, alone)).toEqual([expect.stringContaining('GatewayIngressFrom192020-24')]);
    }
  });

  test('keep all addresses when the default is written out', () => {
    expect(addresses('0.0.0.0/0')).toEqual(addressesOf(byDefault));
    const inside: Partial<ApiNetworkProps> = { gatewayAccess: 'PRIVATE', cidrBlock: '10.7.0.0/20' };
    expect(addressesOf(network({ ...inside, callers: ['10.7.0.0/20'] }))).toEqual(addressesOf(network(inside)));
  });

  test('keep the addresses of those that only Terraform knows when one is added before them', () => {
    const known = (...names: string[]): string[] =>
      addressesOf(
        synthDocument((stack) => {
          const callers = names.map((name) => new TerraformVariable(stack, name, { type: 'string' }).stringValue);
          new ApiNetwork(stack, 'Network', { compartmentId: 'c', callers });
        }),
      );
    expect(added(known('office'), known('home', 'office'))).toEqual([]);
  });

  test('are those of the VCN alone when the gateway is private', () => {
    const document = network({ gatewayAccess: 'PRIVATE', cidrBlock: '10.7.0.0/20' });
    expect(rule(document, 'GatewayIngressFrom10.7.0.0-20')).toMatchObject({ source: '10.7.0.0/20' });
  });

  test('of a private gateway may be elsewhere', () => {
    const document = network({ gatewayAccess: 'PRIVATE', callers: ['10.200.0.0/16'] });
    expect(rule(document, 'GatewayIngressFrom10.200.0.0-16')).toMatchObject({ source: '10.200.0.0/16' });
    expect(rule(document, 'GatewayIngress')).toBeUndefined();
  });
});

describe('a private gateway', () => {
  const document = network({ gatewayAccess: 'PRIVATE' });

  test('has no public address', () => {
    expect(resources(document, 'oci_core_subnet')['Network/GatewaySubnet']).toMatchObject({
      prohibit_public_ip_on_vnic: true,
    });
  });

  test("reaches OCI's services through the service gateway and nothing else", () => {
    expect(routes(document, 'Gateway')).toEqual([expect.objectContaining(toServices)]);
    expect(rule(document, 'GatewayEgress')).toMatchObject({ destination_type: 'SERVICE_CIDR_BLOCK' });
  });

  test('needs neither an internet gateway nor a NAT gateway', () => {
    expect(resources(document, 'oci_core_internet_gateway')).toEqual({});
    expect(resources(document, 'oci_core_nat_gateway')).toEqual({});
  });

  test('reaches the internet through a NAT gateway when it is asked for', () => {
    const reaching = network({ gatewayAccess: 'PRIVATE', gatewayReachesInternet: true });
    expect(routes(reaching, 'Gateway')).toEqual([expect.objectContaining(toServices), expect.objectContaining(toNat)]);
    expect(rule(reaching, 'GatewayEgress')).toMatchObject({ destination: '0.0.0.0/0', destination_type: 'CIDR_BLOCK' });
  });

  test('gives functions no way to the internet with its own', () => {
    const reaching = network({ gatewayAccess: 'PRIVATE', gatewayReachesInternet: true });
    expect(routes(reaching, 'Functions')).toEqual([expect.objectContaining(toServices)]);
    expect(rule(reaching, 'FunctionsInternetEgress')).toBeUndefined();
  });
});

describe('a public gateway', () => {
  test("calls OCI's services alone when it need not reach the internet", () => {
    const document = network({ gatewayReachesInternet: false });
    expect(rule(document, 'GatewayEgress')).toMatchObject({
      destination: containing('.services[0].cidr_block'),
      destination_type: 'SERVICE_CIDR_BLOCK',
    });
  });

  test('keeps its one route, through the internet gateway, either way', () => {
    const way = [expect.objectContaining({ network_entity_id: containing('oci_core_internet_gateway') })];
    expect(routes(network({ gatewayReachesInternet: false }), 'Gateway')).toEqual(way);
    expect(routes(network({ gatewayReachesInternet: true }), 'Gateway')).toEqual(way);
  });

  test('needs no NAT gateway', () => {
    expect(resources(network({ gatewayReachesInternet: true }), 'oci_core_nat_gateway')).toEqual({});
  });
});

describe('functions that reach the internet', () => {
  const document = network({ functionsReachInternet: true, displayName: 'shop' });

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
    expect(rule(document, 'FunctionsInternetEgress')).toMatchObject({
      direction: 'EGRESS',
      destination: '0.0.0.0/0',
      destination_type: 'CIDR_BLOCK',
      protocol: '6',
      tcp_options: { destination_port_range: { min: 443, max: 443 } },
    });
  });

  test('change no address of anything else', () => {
    const paths = (props: Partial<ApiNetworkProps>): string[] => {
      const document = network(props);
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
    const document = network(VCN);
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
    const document = network({ ...VCN, internetGatewayId: 'ocid1.internetgateway.theirs' });
    expect(routes(document, 'Gateway')).toMatchObject([{ network_entity_id: 'ocid1.internetgateway.theirs' }]);
    expect(resources(document, 'oci_core_internet_gateway')).toEqual({});
  });

  test('lends its service gateway', () => {
    const document = network({ ...VCN, serviceGatewayId: 'ocid1.servicegateway.theirs' });
    expect(routes(document, 'Functions')).toMatchObject([{ network_entity_id: 'ocid1.servicegateway.theirs' }]);
    expect(resources(document, 'oci_core_service_gateway')).toEqual({});
  });

  test('lends its NAT gateway', () => {
    const document = network({ ...VCN, natGatewayId: 'ocid1.natgateway.theirs', functionsReachInternet: true });
    expect(routes(document, 'Functions')).toMatchObject([{}, { network_entity_id: 'ocid1.natgateway.theirs' }]);
    expect(resources(document, 'oci_core_nat_gateway')).toEqual({});
  });

  test('has subnets checked against its addresses when they are said', () => {
    expect(() => network({ ...VCN, cidrBlock: '10.9.0.0/16' })).not.toThrow();
    expect(() => network({ ...VCN, cidrBlock: '10.9.2.0/23' })).toThrow(
      new Error(
        'gatewayCidrBlock lies outside the VCN: got "10.9.1.0/24"; expected a part of 10.9.2.0/23. ' +
          'Move it, or change cidrBlock (at Test/Network)',
      ),
    );
  });

  test('may hold a private gateway whose callers are said', () => {
    expect(() => network({ ...VCN, gatewayAccess: 'PRIVATE', callers: ['10.9.0.0/16'] })).not.toThrow();
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
    expect(() => network(props)).toThrow(new Error(`${message} (at Test/Network)`));
  });
});

describe('DNS labels of an ApiNetwork', () => {
  test('are none by default', () => {
    expect(resource(byDefault, 'oci_core_vcn')).not.toHaveProperty('dns_label');
    for (const subnet of Object.values(resources(byDefault, 'oci_core_subnet'))) {
      expect(subnet).not.toHaveProperty('dns_label');
    }
  });

  test('name subnets by their role once the VCN has one', () => {
    const document = network({ dnsLabel: 'shop' });
    expect(resource(document, 'oci_core_vcn')).toMatchObject({ dns_label: 'shop' });
    expect(resources(document, 'oci_core_subnet')).toMatchObject({
      'Network/GatewaySubnet': { dns_label: 'gateway' },
      'Network/FunctionsSubnet': { dns_label: 'functions' },
    });
  });

  test('of subnets are as they are given', () => {
    const labels = { gatewayDnsLabel: 'front', functionsDnsLabel: 'back' };
    for (const document of [network({ dnsLabel: 'shop', ...labels }), network({ ...VCN, ...labels })]) {
      expect(resources(document, 'oci_core_subnet')).toMatchObject({
        'Network/GatewaySubnet': { dns_label: 'front' },
        'Network/FunctionsSubnet': { dns_label: 'back' },
      });
    }
  });

  test.each<[Partial<ApiNetworkProps>, string]>([
    [
      { dnsLabel: 'my-shop' },
      'dnsLabel is not a DNS label of a network: got "my-shop"; expected 1 to 15 letters and digits, a letter first',
    ],
    [
      { dnsLabel: '1shop' },
      'dnsLabel is not a DNS label of a network: got "1shop"; expected 1 to 15 letters and digits, a letter first',
    ],
    [
      { dnsLabel: 'shop', functionsDnsLabel: 'sixteenletterlbl' },
      'functionsDnsLabel is not a DNS label of a network: got "sixteenletterlbl"; ' +
        'expected 1 to 15 letters and digits, a letter first',
    ],
    [
      { gatewayDnsLabel: 'front' },
      'gatewayDnsLabel cannot be had in a VCN that has no label itself: got "front"; expected no label. ' +
        'Give the VCN a dnsLabel as well',
    ],
    [
      { dnsLabel: 'shop', gatewayDnsLabel: 'same', functionsDnsLabel: 'same' },
      'functionsDnsLabel is the gateway\'s as well: got "same"; expected a label of its own for each subnet',
    ],
  ])('are refused where they cannot be: %j', (props, message) => {
    expect(() => network(props)).toThrow(new Error(`${message} (at Test/Network)`));
  });

  test('may have 15 letters', () => {
    expect(() => network({ dnsLabel: 'fifteenletters1' })).not.toThrow();
  });
});

describe.each([
  ['allowGatewayTo', 'Gateway'],
  ['allowFunctionsTo', 'Functions'],
] as const)('%s', (method, role) => {
  const allowing = (props: Parameters<ApiNetwork['allowGatewayTo']>[1]): ReturnType<typeof synthDocument> =>
    synthDocument((stack) => {
      new ApiNetwork(stack, 'Network', { compartmentId: 'c' })[method]('Cache', props);
    });

  test('adds a rule to the group of its role', () => {
    const document = allowing({ cidrBlock: '10.0.9.0/24', port: 6379, description: 'the cache' });
    expect(rule(document, `${role}ToCache`)).toMatchObject({
      network_security_group_id: containing(`${role}SecurityGroup`),
      direction: 'EGRESS',
      description: 'the cache',
      destination: '10.0.9.0/24',
      destination_type: 'CIDR_BLOCK',
      protocol: '6',
      tcp_options: { destination_port_range: { min: 6379, max: 6379 } },
    });
  });

  test('means HTTPS when no port is said', () => {
    const document = allowing({ cidrBlock: '10.0.9.0/24', description: 'a backend' });
    expect(rule(document, `${role}ToCache`)).toMatchObject({
      tcp_options: { destination_port_range: { min: 443, max: 443 } },
    });
  });

  test.each([
    [
      { cidrBlock: '10.0.9.0/24', port: 65_536, description: '' },
      'port is not a TCP port: got 65536; expected a whole number from 1 to 65535',
    ],
    [
      { cidrBlock: '10.0.9.1/24', description: '' },
      'cidrBlock has bits set behind its prefix: got "10.0.9.1/24"; expected 10.0.9.0/24',
    ],
  ])('refuses %j', (props, message) => {
    expect(() => allowing(props)).toThrow(new Error(`${message} (at Test/Network)`));
  });
});

describe('what an ApiNetwork says of itself', () => {
  const made = (props: Partial<ApiNetworkProps>): IApiNetwork => {
    let network: IApiNetwork | undefined;
    synthDocument((stack) => (network = new ApiNetwork(stack, 'Network', { compartmentId: 'c', ...props })));
    if (network === undefined) throw new Error('no network was made');
    return network;
  };

  test.each<[Partial<ApiNetworkProps>, Partial<IApiNetwork>]>([
    [{}, { gatewayAccess: 'PUBLIC', gatewayReachesInternet: true, functionsReachInternet: false }],
    [{ gatewayAccess: 'PRIVATE' }, { gatewayAccess: 'PRIVATE', gatewayReachesInternet: false }],
    [{ gatewayReachesInternet: false }, { gatewayReachesInternet: false }],
    [{ functionsReachInternet: true }, { functionsReachInternet: true }],
  ])('follows from %j', (props, says) => {
    expect(made(props)).toMatchObject(says);
  });
});

describe('ApiNetwork.fromSubnets', () => {
  test('makes no resource', () => {
    const document = synthDocument(() => {
      ApiNetwork.fromSubnets({ gatewaySubnetId: 'gateway', functionsSubnetId: 'functions' });
    });
    expect(document).not.toHaveProperty('resource');
  });

  test('keeps the ids that it is given', () => {
    const ids = {
      gatewaySubnetId: 'subnet-1',
      gatewaySecurityGroupIds: ['group-1', 'group-2'],
      functionsSubnetId: 'subnet-2',
      functionsSecurityGroupIds: ['group-3'],
    };
    expect(ApiNetwork.fromSubnets(ids)).toEqual(ids);
  });

  test('has no security groups by default', () => {
    expect(ApiNetwork.fromSubnets({ gatewaySubnetId: 'subnet-1', functionsSubnetId: 'subnet-2' })).toMatchObject({
      gatewaySecurityGroupIds: [],
      functionsSecurityGroupIds: [],
    });
  });

  test('says what it is told of the subnets', () => {
    const told = {
      gatewayAccess: 'PRIVATE',
      gatewayReachesInternet: true,
      functionsReachInternet: false,
    } as const;
    expect(
      ApiNetwork.fromSubnets({ gatewaySubnetId: 'subnet-1', functionsSubnetId: 'subnet-2', ...told }),
    ).toMatchObject(told);
  });

  test('says nothing of what it was not told', () => {
    expect(ApiNetwork.fromSubnets({ gatewaySubnetId: 'subnet-1', functionsSubnetId: 'subnet-2' })).not.toHaveProperty(
      'gatewayReachesInternet',
    );
  });
});

test('ApiNetwork refuses another word for its access', () => {
  expect(() => network({ gatewayAccess: 'private' as 'PRIVATE' })).toThrow(
    "gatewayAccess is neither of two words: got \"private\"; expected 'PUBLIC' or 'PRIVATE'",
  );
});
