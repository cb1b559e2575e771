import { ApiNetwork } from '../../../constructs';
import { containing, ruleOf } from '../../../testing/api-network';
import { synthDocument } from '../../../testing/synth';
import type { TerraformDocument } from '../../../terraform';

describe.each([
  ['allowGatewayTo', 'Gateway'],
  ['allowFunctionsTo', 'Functions'],
] as const)('%s', (method, role) => {
  const allowing = (props: Parameters<ApiNetwork['allowGatewayTo']>[1]): TerraformDocument =>
    synthDocument((stack) => {
      new ApiNetwork(stack, 'Network', { compartmentId: 'c' })[method]('Cache', props);
    });

  test('adds a rule to the group of its role', () => {
    const document = allowing({ cidrBlock: '10.0.9.0/24', port: 6379, description: 'the cache' });
    expect(ruleOf(document, `${role}ToCache`)).toMatchObject({
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
    expect(ruleOf(document, `${role}ToCache`)).toMatchObject({
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
