import { TerraformVariable } from 'cdktf';
import { ApiNetwork } from '../../../constructs';
import type { ApiNetworkProps } from '../../../constructs';
import { RULE, ruleOf, synthNetwork } from '../../../testing/api-network';
import { addressesOf } from '../../../testing/secured-gateway';
import { resource, resources, synthDocument } from '../../../testing/synth';

const byDefault = synthNetwork();

describe('addresses of an ApiNetwork', () => {
  test.each([
    ['10.8.0.0/20', '10.8.0.0/24', '10.8.1.0/24'],
    ['10.8.4.0/23', '10.8.4.0/24', '10.8.5.0/24'],
    ['10.8.4.0/24', '10.8.4.0/25', '10.8.4.128/25'],
    ['10.8.4.0/28', '10.8.4.0/29', '10.8.4.8/29'],
  ])('are derived from those of the VCN: %s', (cidrBlock, gateway, functions) => {
    expect(resources(synthNetwork({ cidrBlock }), 'oci_core_subnet')).toMatchObject({
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
    expect(ruleOf(document, 'GatewayIngressFromvar.office')).toMatchObject({ source: '${var.office}' });
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
    ...['cidrBlock', 'gatewayCidrBlock', 'functionsCidrBlock'].map((prop): [Partial<ApiNetworkProps>, string] => [
      { [prop]: 10 },
      `${prop} is not a block of IPv4 addresses: got 10; expected an address and a prefix length, for example 10.0.0.0/16`,
    ]),
    [
      { callers: [10] as unknown as string[] },
      'callers is not a block of IPv4 addresses: got 10; expected an address and a prefix length, for example 10.0.0.0/16',
    ],
    [{ callers: '192.0.2.0/24' as unknown as string[] }, 'callers is no list: got "192.0.2.0/24"; expected a list'],
  ])('are refused where they cannot be: %j', (props, message) => {
    expect(() => synthNetwork(props)).toThrow(new Error(`${message} (at Test/Network)`));
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
    expect(() => synthNetwork(props)).not.toThrow();
  });

  test('have all their problems named together', () => {
    expect(() => synthNetwork({ cidrBlock: 'one', gatewayCidrBlock: 'two', functionsCidrBlock: 'three' })).toThrow(
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
  const two = synthNetwork({ callers: ['192.0.2.0/24', '198.51.100.7/32'] });

  test('have a rule each, and nobody else is let in', () => {
    const ingress = Object.entries(resources(two, RULE)).filter(([path]) => path.includes('Ingress'));
    expect(ingress.map(([path, { source }]) => [path, source])).toEqual([
      ['Network/GatewayIngressFrom192.0.2.0-24', '192.0.2.0/24'],
      ['Network/GatewayIngressFrom198.51.100.7-32', '198.51.100.7/32'],
    ]);
  });

  test('keep the address of their rule when others come before them', () => {
    const one = synthNetwork({ callers: ['198.51.100.7/32'] });
    expect(ruleOf(one, 'GatewayIngressFrom198.51.100.7-32')).toEqual(ruleOf(two, 'GatewayIngressFrom198.51.100.7-32'));
  });

  const addresses = (...callers: string[]): string[] => addressesOf(synthNetwork({ callers }));
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
    expect(addressesOf(synthNetwork({ ...inside, callers: ['10.7.0.0/20'] }))).toEqual(
      addressesOf(synthNetwork(inside)),
    );
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
    const document = synthNetwork({ gatewayAccess: 'PRIVATE', cidrBlock: '10.7.0.0/20' });
    expect(ruleOf(document, 'GatewayIngressFrom10.7.0.0-20')).toMatchObject({ source: '10.7.0.0/20' });
  });

  test('of a private gateway may be elsewhere', () => {
    const document = synthNetwork({ gatewayAccess: 'PRIVATE', callers: ['10.200.0.0/16'] });
    expect(ruleOf(document, 'GatewayIngressFrom10.200.0.0-16')).toMatchObject({ source: '10.200.0.0/16' });
    expect(ruleOf(document, 'GatewayIngress')).toBeUndefined();
  });
});
