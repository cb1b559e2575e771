import { ApiNetwork, Duration, VcnFlowLogs } from '../../../constructs';
import type { VcnFlowLogsProps } from '../../../constructs';
import { resources, synthDocument } from '../../../testing/synth';

const subnets = { gatewaySubnetId: 'ocid1.subnet.front', functionsSubnetId: 'ocid1.subnet.back' };
const logs = (props: Partial<VcnFlowLogsProps> = {}): Readonly<Record<string, unknown>> =>
  resources(
    synthDocument(
      (stack) =>
        new VcnFlowLogs(stack, 'FlowLogs', {
          network: ApiNetwork.fromSubnets(subnets),
          logGroupId: 'ocid1.loggroup.own',
          ...props,
        }),
    ),
    'oci_logging_log',
  );

describe('VcnFlowLogs', () => {
  test.each([
    ['FlowLogs/GatewayLog', 'ocid1.subnet.front'],
    ['FlowLogs/FunctionsLog', 'ocid1.subnet.back'],
  ])('logs the traffic of each subnet: %s', (path, resource) => {
    expect(logs()[path]).toMatchObject({
      is_enabled: true,
      log_type: 'SERVICE',
      configuration: { source: { source_type: 'OCISERVICE', service: 'flowlogs', category: 'subnet', resource } },
    });
  });

  test('makes one log for two roles in one subnet', () => {
    const network = ApiNetwork.fromSubnets({ gatewaySubnetId: 'one', functionsSubnetId: 'one' });
    expect(Object.keys(logs({ network }))).toEqual(['FlowLogs/GatewayLog']);
  });

  test('takes a network that was made beside it', () => {
    const document = synthDocument((stack) => {
      const network = new ApiNetwork(stack, 'Network', { compartmentId: 'c' });
      new VcnFlowLogs(stack, 'FlowLogs', { network, logGroupId: 'g' });
    });
    expect(resources(document, 'oci_logging_log')['FlowLogs/FunctionsLog']).toMatchObject({
      configuration: { source: { resource: expect.stringContaining('FunctionsSubnet') as string } },
    });
  });

  test('writes to the log group that it is given', () => {
    expect(logs({ logGroupId: 'ocid1.loggroup.other' })['FlowLogs/GatewayLog']).toMatchObject({
      log_group_id: 'ocid1.loggroup.other',
    });
  });

  test.each([
    [undefined, 'oracleapi-gateway-flow', 'oracleapi-functions-flow'],
    ['shop', 'shop-gateway-flow', 'shop-functions-flow'],
  ])('is named %s', (namePrefix, gateway, functions) => {
    expect(logs({ namePrefix })).toMatchObject({
      'FlowLogs/GatewayLog': { display_name: gateway },
      'FlowLogs/FunctionsLog': { display_name: functions },
    });
  });

  test.each([
    [undefined, 30],
    [Duration.days(90), 90],
  ])('keeps its records: %j', (logRetention, days) => {
    expect(logs({ logRetention })['FlowLogs/GatewayLog']).toMatchObject({ retention_duration: days });
  });

  test('refuses a retention that the service does not have', () => {
    expect(() => logs({ logRetention: Duration.days(31) })).toThrow(
      new Error(
        'logRetention is not a retention of the Logging service: got "31 days"; expected 30, 60, 90, 120, 150 or 180 days (at Test/FlowLogs)',
      ),
    );
  });

  test('logs what a capture filter lets through', () => {
    expect(logs({ captureFilterId: 'ocid1.capturefilter.own' })['FlowLogs/GatewayLog']).toMatchObject({
      configuration: { source: { parameters: { capture_filter: 'ocid1.capturefilter.own' } } },
    });
  });

  test('logs everything without one', () => {
    const { configuration } = logs()['FlowLogs/GatewayLog'] as { configuration: { source: object } };
    expect(configuration.source).not.toHaveProperty('parameters');
  });
});
