import { ApiNetwork, Duration, FunctionsApplication } from '../../constructs';
import type { FunctionsApplicationProps } from '../../constructs';
import { resource, synthDocument } from '../../testing/synth';

const network = ApiNetwork.fromSubnets({
  gatewaySubnetId: 'ocid1.subnet.gateway',
  functionsSubnetId: 'ocid1.subnet.functions',
  functionsSecurityGroupIds: ['ocid1.networksecuritygroup.functions'],
});

const synth = (props: Partial<FunctionsApplicationProps> = {}): ReturnType<typeof synthDocument> =>
  synthDocument(
    (stack) =>
      new FunctionsApplication(stack, 'Application', { compartmentId: 'ocid1.compartment.test', network, ...props }),
  );

describe('FunctionsApplication', () => {
  test('runs the functions in the network it is given', () => {
    expect(resource(synth(), 'oci_functions_application')).toEqual({
      compartment_id: 'ocid1.compartment.test',
      display_name: 'oracleapi',
      shape: 'GENERIC_X86',
      subnet_ids: ['ocid1.subnet.functions'],
      network_security_group_ids: ['ocid1.networksecuritygroup.functions'],
    });
  });

  test('takes a name', () => {
    const document = synth({ displayName: 'billing' });
    expect(resource(document, 'oci_functions_application')).toMatchObject({ display_name: 'billing' });
    expect(resource(document, 'oci_logging_log_group')).toMatchObject({ display_name: 'billing' });
    expect(resource(document, 'oci_logging_log')).toMatchObject({ display_name: 'billing-invoke' });
  });

  test('takes a shape', () => {
    expect(resource(synth({ shape: 'GENERIC_ARM' }), 'oci_functions_application')).toMatchObject({
      shape: 'GENERIC_ARM',
    });
  });

  test('takes environment variables', () => {
    const document = synth({ config: { UPSTREAM_ENDPOINT: 'https://upstream.test' } });
    expect(resource(document, 'oci_functions_application')).toMatchObject({
      config: { UPSTREAM_ENDPOINT: 'https://upstream.test' },
    });
  });

  test('logs invocations', () => {
    expect(resource(synth(), 'oci_logging_log')).toMatchObject({
      log_type: 'SERVICE',
      is_enabled: true,
      retention_duration: 30,
      log_group_id: expect.stringContaining('oci_logging_log_group.Application_LogGroup') as string,
      configuration: {
        compartment_id: 'ocid1.compartment.test',
        source: {
          category: 'invoke',
          resource: expect.stringContaining('oci_functions_application.Application') as string,
          service: 'functions',
          source_type: 'OCISERVICE',
        },
      },
    });
  });

  test('keeps logs for as long as it is told', () => {
    expect(resource(synth({ logRetention: Duration.days(90) }), 'oci_logging_log')).toMatchObject({
      retention_duration: 90,
    });
  });

  test('refuses a retention that the Logging service does not have', () => {
    expect(() => synth({ logRetention: Duration.days(45) })).toThrow(
      'logRetention is not a retention of the Logging service: got "45 days"; expected 30, 60, 90, 120, 150 or 180 days (at Test/Application)',
    );
  });
});

describe('FunctionsApplication.fromApplicationId', () => {
  test('hands on the id', () => {
    expect(FunctionsApplication.fromApplicationId('ocid1.fnapp.test')).toEqual({ applicationId: 'ocid1.fnapp.test' });
  });
});
