import { ApiNetwork } from '../../../constructs';
import type { ApiNetworkProps, IApiNetwork } from '../../../constructs';
import { containing, RULE, ruleOf, synthNetwork } from '../../../testing/api-network';
import { dataSources, resource, resources, synthDocument } from '../../../testing/synth';

const byDefault = synthNetwork();

describe('ApiNetwork', () => {
  const own = synthNetwork({
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
    expect(ruleOf(own, `${role}PathMtu`)).toEqual({
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
  expect(() => synthNetwork({ gatewayAccess: 'private' as 'PRIVATE' })).toThrow(
    "gatewayAccess is neither of two words: got \"private\"; expected 'PUBLIC' or 'PRIVATE'",
  );
});
