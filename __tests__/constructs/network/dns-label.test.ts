import type { ApiNetworkProps } from '../../../constructs';
import { synthNetwork, VCN } from '../../../testing/api-network';
import { resource, resources } from '../../../testing/synth';

const byDefault = synthNetwork();

describe('DNS labels of an ApiNetwork', () => {
  test('are none by default', () => {
    expect(resource(byDefault, 'oci_core_vcn')).not.toHaveProperty('dns_label');
    for (const subnet of Object.values(resources(byDefault, 'oci_core_subnet'))) {
      expect(subnet).not.toHaveProperty('dns_label');
    }
  });

  test('name subnets by their role once the VCN has one', () => {
    const document = synthNetwork({ dnsLabel: 'shop' });
    expect(resource(document, 'oci_core_vcn')).toMatchObject({ dns_label: 'shop' });
    expect(resources(document, 'oci_core_subnet')).toMatchObject({
      'Network/GatewaySubnet': { dns_label: 'gateway' },
      'Network/FunctionsSubnet': { dns_label: 'functions' },
    });
  });

  test('of subnets are as they are given', () => {
    const labels = { gatewayDnsLabel: 'front', functionsDnsLabel: 'back' };
    for (const document of [synthNetwork({ dnsLabel: 'shop', ...labels }), synthNetwork({ ...VCN, ...labels })]) {
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
    expect(() => synthNetwork(props)).toThrow(new Error(`${message} (at Test/Network)`));
  });

  test('may have 15 letters', () => {
    expect(() => synthNetwork({ dnsLabel: 'fifteenletters1' })).not.toThrow();
  });
});
