import { Duration } from '../../../constructs';
import type { DeploymentLogOptions } from '../../../constructs';
import { gatewayDocument, specificationOf } from '../../../testing/secured-gateway';
import { resources } from '../../../testing/synth';

describe('the logs of a GatewayDeployment', () => {
  const logs = (options: DeploymentLogOptions = {}): ReturnType<typeof resources> =>
    resources(gatewayDocument(options), 'oci_logging_log');

  test.each([
    ['access', 'AccessLog'],
    ['execution', 'ExecutionLog'],
  ])('have one of kind %s', (category, id) => {
    expect(logs()[`Gateway/Deployment/${id}`]).toEqual({
      display_name: `oracleapi-gw-${category}`,
      is_enabled: true,
      log_group_id: 'ocid1.loggroup.test',
      log_type: 'SERVICE',
      retention_duration: 30,
      configuration: {
        compartment_id: 'ocid1.compartment.gateway',
        source: {
          category,
          resource: expect.stringContaining('oci_apigateway_deployment.Gateway_Deployment') as string,
          service: 'apigateway',
          source_type: 'OCISERVICE',
        },
      },
    });
  });

  test('are kept as long as is said', () => {
    expect(Object.values(logs({ logRetention: Duration.days(180) }))).toMatchObject([
      { retention_duration: 180 },
      { retention_duration: 180 },
    ]);
  });

  test.each([0, 29, 45, 210])('cannot be kept for %p days', (days) => {
    expect(() => logs({ logRetention: Duration.days(days) })).toThrow(
      new Error(
        `logRetention is not a retention of the Logging service: got "${String(days)} days"; expected 30, 60, 90, 120, 150 or 180 days (at Test/Gateway/Deployment)`,
      ),
    );
  });

  test('say as much of each request as is said', () => {
    expect(specificationOf(gatewayDocument({ executionLogLevel: 'WARN' })).logging_policies).toEqual({
      execution_log: { log_level: 'WARN' },
    });
  });

  test('can do without the access log', () => {
    expect(Object.keys(logs({ keepNoAccessLog: true }))).toEqual(['Gateway/Deployment/ExecutionLog']);
  });

  test('can do without the execution log', () => {
    expect(Object.keys(logs({ keepNoExecutionLog: true }))).toEqual(['Gateway/Deployment/AccessLog']);
  });

  test('cannot have a level without the execution log', () => {
    expect(() => logs({ keepNoExecutionLog: true, executionLogLevel: 'ERROR' })).toThrow(
      new Error(
        'executionLogLevel means nothing beside keepNoExecutionLog: got "ERROR"; expected one of the two (at Test/Gateway/Deployment)',
      ),
    );
  });
});
