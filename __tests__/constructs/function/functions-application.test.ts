import { TerraformVariable } from 'cdktf';
import { ApiNetwork, Duration, FunctionsApplication, SignedApiFunction } from '../../../constructs';
import type { FunctionsApplicationProps } from '../../../constructs';
import { resource, resources, synthDocument } from '../../../testing/synth';
import { testApi } from '../../../testing/synth-api';

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
      config: {},
      display_name: 'oracleapi',
      trace_config: { is_enabled: false },
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

  test.each(['GENERIC_X86', 'GENERIC_ARM', 'GENERIC_X86_ARM'] as const)('takes the shape %s', (shape) => {
    expect(resource(synth({ shape }), 'oci_functions_application')).toMatchObject({ shape });
  });

  test.each(['GENERIC_ARM64', 'generic_x86', ''])('refuses the shape %p', (shape) => {
    expect(() => synth({ shape: shape as 'GENERIC_ARM' })).toThrow(
      new Error(
        `shape is no shape of an application: got "${shape}"; expected GENERIC_X86, GENERIC_ARM, GENERIC_X86_ARM (at Test/Application)`,
      ),
    );
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

describe("FunctionsApplication's configuration", () => {
  test('refuses a key that is no name of an environment variable', () => {
    expect(() => synth({ config: { 'UPSTREAM-ENDPOINT': 'x' } })).toThrow(
      'config has a key that is no name of an environment variable: got "UPSTREAM-ENDPOINT"; expected letters, digits and _, no digit first (at Test/Application)',
    );
  });

  test('may take 4096 bytes', () => {
    const config = { KEY: 'x'.repeat(4093) };
    expect(resource(synth({ config }), 'oci_functions_application')).toMatchObject({ config });
  });

  test('may not take more', () => {
    expect(() => synth({ config: { KEY: 'x'.repeat(4094) } })).toThrow(
      'config is too large: got "4097 bytes"; expected at most 4096 bytes of UTF-8, keys and values together (at Test/Application)',
    );
  });

  test('may hold what only Terraform knows', () => {
    const document = synthDocument((stack) => {
      const { stringValue } = new TerraformVariable(stack, 'endpoint', { type: 'string' });
      new FunctionsApplication(stack, 'Application', {
        compartmentId: 'ocid1.compartment.test',
        network,
        config: { KEY: 'x'.repeat(4000), UPSTREAM_ENDPOINT: stringValue },
      });
    });
    expect(resource(document, 'oci_functions_application')).toMatchObject({
      config: { UPSTREAM_ENDPOINT: '${var.endpoint}' },
    });
  });
});

describe("FunctionsApplication's logs", () => {
  test('are left out when asked, and the log group is not', () => {
    const document = synth({ invokeLogs: false });
    expect(document['resource']).not.toHaveProperty('oci_logging_log');
    expect(resource(document, 'oci_logging_log_group')).toMatchObject({ display_name: 'oracleapi' });
  });

  test.each(['tcp+tls://logs.test:6514', 'tcp://10.0.3.4:601', 'udp://logs.test:514', 'tcp://logs.test'])(
    'go to %s instead',
    (syslogUrl) => {
      expect(resource(synth({ syslogUrl, invokeLogs: false }), 'oci_functions_application')).toMatchObject({
        syslog_url: syslogUrl,
      });
    },
  );

  test.each(['https://logs.test', 'logs.test:514', 'tcp://', 'tcp://logs.test/path', 'TCP://logs.test', 'tcp://a b'])(
    'refuse %s',
    (syslogUrl) => {
      expect(() => synth({ syslogUrl, invokeLogs: false })).toThrow(
        `syslogUrl is no address of a syslog server: got ${JSON.stringify(syslogUrl)}; expected tcp+tls://host:port, tcp://host:port or udp://host:port (at Test/Application)`,
      );
    },
  );

  test('refuse an address with a password, and do not say it', () => {
    expect(() => synth({ syslogUrl: 'tcp+tls://me:secret@logs.test:6514', invokeLogs: false })).toThrow(
      'syslogUrl is no address of a syslog server: got "tcp+tls://***@logs.test:6514"; expected',
    );
  });

  test('do not go to a server that OCI would ignore', () => {
    expect(() => synth({ syslogUrl: 'tcp+tls://logs.test:6514' })).toThrow(
      'syslogUrl is ignored once the Logging service keeps the logs: got "syslogUrl and invokeLogs"; expected one of the two. Say invokeLogs: false, or leave syslogUrl out (at Test/Application)',
    );
  });

  test('are not kept for a while when they are not kept', () => {
    expect(() => synth({ invokeLogs: false, logRetention: Duration.days(60) })).toThrow(
      'logRetention means nothing when no log is kept: got "60 days, invokeLogs: false"; expected one of the two (at Test/Application)',
    );
  });
});

describe("FunctionsApplication's traces", () => {
  const apmDomainId = 'ocid1.apmdomain.test';

  test('go to a domain that OCI Functions may use', () => {
    const document = synth({ apmDomainId });
    expect(resource(document, 'oci_functions_application')).toMatchObject({
      trace_config: { domain_id: 'ocid1.apmdomain.test', is_enabled: true },
      depends_on: [expect.stringContaining('oci_identity_policy.Application_TracingPolicy')],
    });
    expect(resources(document, 'oci_identity_policy')).toEqual({
      'Application/TracingPolicy': {
        compartment_id: 'ocid1.compartment.test',
        name: 'oracleapi-tracing',
        description: 'OCI Functions may send traces to the APM domains of the compartment',
        statements: ['Allow service faas to use apm-domains in compartment id ocid1.compartment.test'],
      },
    });
  });

  test('go to a domain of another compartment', () => {
    const document = synth({ apmDomainId, apmDomainCompartmentId: 'ocid1.compartment.apm' });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      compartment_id: 'ocid1.compartment.apm',
      statements: ['Allow service faas to use apm-domains in compartment id ocid1.compartment.apm'],
    });
  });

  test('do not go to a compartment without a domain', () => {
    expect(() => synth({ apmDomainCompartmentId: 'ocid1.compartment.apm' })).toThrow(
      'apmDomainCompartmentId means nothing without apmDomainId: got "apmDomainCompartmentId alone"; expected both or neither (at Test/Application)',
    );
  });
});

describe("FunctionsApplication's images", () => {
  const imageSigningKeyIds = ['ocid1.key.one', 'ocid1.key.two'];

  test('have to be signed with one of the keys, which OCI Functions may read', () => {
    const document = synth({ imageSigningKeyIds });
    expect(resource(document, 'oci_functions_application')).toMatchObject({
      image_policy_config: {
        is_policy_enabled: true,
        key_details: [{ kms_key_id: 'ocid1.key.one' }, { kms_key_id: 'ocid1.key.two' }],
      },
      depends_on: [expect.stringContaining('oci_identity_policy.Application_ImageSigningPolicy')],
    });
    expect(resources(document, 'oci_identity_policy')).toEqual({
      'Application/ImageSigningPolicy': {
        compartment_id: 'ocid1.compartment.test',
        name: 'oracleapi-image-signing',
        description: 'OCI Functions may check the signatures of images',
        statements: [
          "Allow service faas to {KEY_READ} in compartment id ocid1.compartment.test where request.operation = 'GetKeyVersion'",
        ],
      },
    });
  });

  test('have to be signed with keys of another compartment', () => {
    const document = synth({ imageSigningKeyIds, imageSigningKeysCompartmentId: 'ocid1.compartment.keys' });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({
      compartment_id: 'ocid1.compartment.keys',
      statements: [expect.stringContaining(' in compartment id ocid1.compartment.keys where ')],
    });
  });

  test('cannot be signed with no key', () => {
    expect(() => synth({ imageSigningKeyIds: [] })).toThrow(
      'imageSigningKeyIds is empty, so no image could run: got []; expected at least one key (at Test/Application)',
    );
  });

  test('are not signed with keys that are not named', () => {
    expect(() => synth({ imageSigningKeysCompartmentId: 'ocid1.compartment.keys' })).toThrow(
      'imageSigningKeysCompartmentId means nothing without imageSigningKeyIds: got "imageSigningKeysCompartmentId alone"; expected both or neither (at Test/Application)',
    );
  });
});

describe("FunctionsApplication's functions", () => {
  /** Adds functions of these names. */
  const serve = (names: readonly string[], props: Partial<FunctionsApplicationProps> = {}): ReturnType<typeof synth> =>
    synthDocument((stack) => {
      const compartmentId = 'ocid1.compartment.test';
      const application = new FunctionsApplication(stack, 'Application', { compartmentId, network, ...props });
      for (const [index, name] of names.entries()) {
        new SignedApiFunction(stack, `Function${String(index)}`, {
          api: testApi({ name }),
          application,
          image: { imageReference: 'fra.ocir.io/acme/buckets:1', platforms: ['linux/amd64'] },
          compartmentId,
          tenancyId: 'ocid1.tenancy.test',
          config: { KEY: 'x'.repeat(96) },
        });
      }
    });

  test('have a name each', () => {
    expect(() => serve(['one', 'two', 'one'])).toThrow(
      'application does not take the function: got "Test/Application has a function one already"; expected room for it, and a name of its own (at Test/Function2)',
    );
  });

  test('are five where images are signed', () => {
    const document = serve(['a', 'b', 'c', 'd', 'e'], { imageSigningKeyIds: ['ocid1.key.one'] });
    expect(Object.keys(resources(document, 'oci_functions_function'))).toHaveLength(5);
  });

  test('are not six where images are signed', () => {
    expect(() => serve(['a', 'b', 'c', 'd', 'e', 'f'], { imageSigningKeyIds: ['ocid1.key.one'] })).toThrow(
      'application does not take the function: got "Test/Application runs signed images only, and takes 5 functions"; expected room for it, and a name of its own (at Test/Function5)',
    );
  });

  test('may be six where they are not', () => {
    const document = serve(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(Object.keys(resources(document, 'oci_functions_function'))).toHaveLength(6);
  });

  test('are checked against its shape', () => {
    expect(() => serve(['a'], { shape: 'GENERIC_ARM' })).toThrow(
      "image is not built for the application's shape GENERIC_ARM",
    );
  });

  test('are checked against its configuration', () => {
    expect(() => serve(['a'], { config: { OTHER: 'x'.repeat(4000) } })).toThrow(
      'config is too large together with the application\'s: got "4104 bytes"',
    );
  });

  test('are traced with it', () => {
    expect(resource(serve(['a'], { apmDomainId: 'ocid1.apmdomain.test' }), 'oci_functions_function')).toMatchObject({
      trace_config: { is_enabled: true },
    });
  });

  test('are checked against its network', () => {
    const closed = { ...network, functionsReachInternet: false };
    const upstream = { service: 'x', method: 'POST', path: '/20160918/x', network: 'internet' } as const;
    expect(() =>
      synthDocument((stack) => {
        const compartmentId = 'ocid1.compartment.test';
        const application = new FunctionsApplication(stack, 'Application', { compartmentId, network: closed });
        new SignedApiFunction(stack, 'Function', {
          api: testApi({ upstream }),
          application,
          image: { imageReference: 'fra.ocir.io/acme/buckets:1' },
          compartmentId,
          tenancyId: 'ocid1.tenancy.test',
        });
      }),
    ).toThrow('api is on the internet, which the functions of this network do not reach');
  });
});

describe('FunctionsApplication.fromAttributes', () => {
  test('hands on what is known', () => {
    const known = { applicationId: 'ocid1.fnapp.test', shape: 'GENERIC_ARM' } as const;
    expect(FunctionsApplication.fromAttributes(known)).toEqual(known);
  });
});

describe('FunctionsApplication.fromApplicationId', () => {
  test('hands on the id', () => {
    expect(FunctionsApplication.fromApplicationId('ocid1.fnapp.test')).toEqual({ applicationId: 'ocid1.fnapp.test' });
  });
});
