import { Duration, FunctionsApplication, SignedApiFunction, Size } from '../../../constructs';
import type { ApplicationAttributes, SignedApiFunctionProps } from '../../../constructs';
import { synthFunction } from '../../../testing/signed-api-function';
import { resource } from '../../../testing/synth';
import { testApi } from '../../../testing/synth-api';

const inApplication = (attributes: Partial<ApplicationAttributes>): Partial<SignedApiFunctionProps> => ({
  application: FunctionsApplication.fromAttributes({ applicationId: 'ocid1.fnapp.test', ...attributes }),
});

describe('SignedApiFunction', () => {
  test('runs the image in the application', () => {
    expect(resource(synthFunction(), 'oci_functions_function')).toEqual({
      application_id: 'ocid1.fnapp.test',
      config: {},
      detached_mode_timeout_in_seconds: 30,
      failure_destination: { kind: 'NONE' },
      provisioned_concurrency_config: { strategy: 'NONE' },
      success_destination: { kind: 'NONE' },
      trace_config: { is_enabled: false },
      // The image is pushed before.
      depends_on: [expect.stringMatching(/^terraform_data\.Image_Push_Data_\w+$/)],
      display_name: 'list-buckets',
      image: expect.stringMatching(/^ocir\.eu-zurich-1\..*:[0-9a-f]{16}$/) as string,
      memory_in_mbs: '256',
      timeout_in_seconds: 30,
    });
  });

  test('runs an image that others made', () => {
    const image = { imageReference: 'fra.ocir.io/acme/buckets:1' };
    expect(resource(synthFunction({ image }), 'oci_functions_function')).toMatchObject({
      image: 'fra.ocir.io/acme/buckets:1',
    });
  });

  test.each([128, 256, 512, 1024, 2048, 3072])('takes %i MiB of memory', (memory) => {
    expect(resource(synthFunction({ memory: Size.mebibytes(memory) }), 'oci_functions_function')).toMatchObject({
      memory_in_mbs: String(memory),
    });
  });

  test.each([64, 129, 4096])('refuses %i MiB of memory', (memory) => {
    expect(() => synthFunction({ memory: Size.mebibytes(memory) })).toThrow(
      `memory is not a size of a function: got "${String(memory)} MiB"; expected one of 128, 256, 512, 1024, 2048, 3072 MiB (at Test/Function)`,
    );
  });

  test.each([5, 300])('takes a time limit of %i seconds', (seconds) => {
    expect(resource(synthFunction({ timeout: Duration.seconds(seconds) }), 'oci_functions_function')).toMatchObject({
      timeout_in_seconds: seconds,
    });
  });

  test.each([4, 301, 7.5])('refuses a time limit of %d seconds', (seconds) => {
    expect(() => synthFunction({ timeout: Duration.seconds(seconds) })).toThrow(
      `timeout is out of range: got "${String(seconds)} s"; expected 5 to 300 whole seconds (at Test/Function)`,
    );
  });

  test.each([
    [128, 40],
    [128, 80],
    [256, 20],
    [256, 60],
    [512, 10],
    [1024, 30],
    [2048, 10],
    [3072, 50],
  ])('keeps processes waiting: with %i MiB, %i of them', (memory, provisionedConcurrency) => {
    const document = synthFunction({ memory: Size.mebibytes(memory), provisionedConcurrency });
    expect(resource(document, 'oci_functions_function')).toMatchObject({
      provisioned_concurrency_config: { strategy: 'CONSTANT', count: provisionedConcurrency },
    });
  });

  test.each([
    [128, 20, 40],
    [128, 60, 40],
    [256, 10, 20],
    [256, 30, 20],
    [512, 5, 10],
    [3072, 15, 10],
    [512, 0, 10],
    [512, -10, 10],
  ])('refuses other numbers of them: with %i MiB, %i', (memory, provisionedConcurrency, step) => {
    expect(() => synthFunction({ memory: Size.mebibytes(memory), provisionedConcurrency })).toThrow(
      `provisionedConcurrency is not possible with ${String(memory)} MiB of memory: got ${String(provisionedConcurrency)}; expected a multiple of ${String(step)}. Leave it out for none (at Test/Function)`,
    );
  });

  test('takes a prefix for the names of group and policy', () => {
    const document = synthFunction({ namePrefix: 'billing' });
    expect(resource(document, 'oci_identity_dynamic_group')).toMatchObject({ name: 'billing-list-buckets' });
    expect(resource(document, 'oci_identity_policy')).toMatchObject({ name: 'billing-list-buckets' });
  });

  test('says everything that is wrong at once', () => {
    expect(() =>
      synthFunction({ memory: Size.mebibytes(64), timeout: Duration.seconds(1), config: { 'a-b': 'c' } }),
    ).toThrow(/^memory .*\ntimeout .*\nconfig .*$/);
  });
});

describe("SignedApiFunction's configuration", () => {
  test('is its environment', () => {
    const config = { UPSTREAM_ENDPOINT: 'https://upstream.test' };
    expect(resource(synthFunction({ config }), 'oci_functions_function')).toMatchObject({ config });
  });

  test.each(['1ST', 'a-b', 'ÄRGER', ''])('refuses the key %p', (key) => {
    expect(() => synthFunction({ config: { [key]: 'x' } })).toThrow(
      `config has a key that is no name of an environment variable: got ${JSON.stringify(key)}; expected letters, digits and _, no digit first (at Test/Function)`,
    );
  });

  test('refuses a value that cannot be printed, and does not show it', () => {
    expect(() => synthFunction({ config: { LINES: 'one\ntwo' } })).toThrow(
      'config has a value with characters that cannot be printed: got "LINES"; expected printable characters, no line break (at Test/Function)',
    );
  });

  test('may take 4096 bytes', () => {
    const config = { KEY: 'ü'.repeat(2046) + 'x' };
    expect(resource(synthFunction({ config }), 'oci_functions_function')).toMatchObject({ config });
  });

  test('may not take more, counted in UTF-8', () => {
    expect(() => synthFunction({ config: { KEY: 'ü'.repeat(2047) } })).toThrow(
      'config is too large: got "4097 bytes"; expected at most 4096 bytes of UTF-8, keys and values together (at Test/Function)',
    );
  });

  test('may not take more together with that of the application', () => {
    expect(() =>
      synthFunction({ config: { KEY: 'x'.repeat(2000) }, ...inApplication({ config: { OTHER: 'y'.repeat(2089) } }) }),
    ).toThrow(
      `config is too large together with the application's: got "4097 bytes"; expected at most 4096 bytes of UTF-8, keys and values together (at Test/Function)`,
    );
  });

  test('counts a value of the application that it replaces once', () => {
    const config = { KEY: 'x'.repeat(4093) };
    const document = synthFunction({ config, ...inApplication({ config: { KEY: 'y'.repeat(100) } }) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ config });
  });
});

describe('SignedApiFunction in an application', () => {
  test.each(['GENERIC_ARM', 'GENERIC_X86_ARM'] as const)('refuses an image that is not built for %s', (shape) => {
    const expected = shape === 'GENERIC_ARM' ? 'linux/arm64' : 'linux/amd64 and linux/arm64';
    expect(() => synthFunction(inApplication({ shape }))).toThrow(
      `image is not built for the application's shape ${shape}: got ["linux/amd64"]; expected ${expected}. Give the image these platforms, or the application another shape (at Test/Function)`,
    );
  });

  test.each([
    ['GENERIC_X86', ['linux/amd64']],
    ['GENERIC_ARM', ['linux/arm64']],
    ['GENERIC_X86_ARM', ['linux/arm64', 'linux/amd64']],
    ['GENERIC_ARM', undefined],
  ] as const)('takes an image for %s that is built for %p', (shape, platforms) => {
    const image = { imageReference: 'fra.ocir.io/acme/buckets:1', platforms };
    expect(resource(synthFunction({ image, ...inApplication({ shape }) }), 'oci_functions_function')).toMatchObject({
      image: 'fra.ocir.io/acme/buckets:1',
    });
  });

  test('is traced where the application is', () => {
    const document = synthFunction(inApplication({ tracingEnabled: true }));
    expect(resource(document, 'oci_functions_function')).toMatchObject({ trace_config: { is_enabled: true } });
  });

  test('is not traced when it is told so', () => {
    const document = synthFunction({ ...inApplication({ tracingEnabled: true }), tracing: false });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ trace_config: { is_enabled: false } });
  });

  test('is traced in an application of which nothing is known, when asked', () => {
    expect(resource(synthFunction({ tracing: true }), 'oci_functions_function')).toMatchObject({
      trace_config: { is_enabled: true },
    });
  });

  test('refuses to be traced where the application is not', () => {
    expect(() => synthFunction({ ...inApplication({ tracingEnabled: false }), tracing: true })).toThrow(
      'tracing has nowhere to go: got true; expected an application with an APM domain. Give the application an apmDomainId (at Test/Function)',
    );
  });

  const abroad = testApi({
    upstream: { service: 'elsewhere', method: 'POST', path: '/20160918/buckets', network: 'internet' },
  });

  test('refuses an API on the internet where functions do not reach it', () => {
    expect(() => synthFunction({ api: abroad, ...inApplication({ functionsReachInternet: false }) })).toThrow(
      'api is on the internet, which the functions of this network do not reach: got "list-buckets"; expected an API of the Oracle Services Network. Give the network a way out, or the API its own application in another network (at Test/Function)',
    );
  });

  test.each([true, undefined])('takes it where they reach it: %p', (functionsReachInternet) => {
    const document = synthFunction({ api: abroad, ...inApplication({ functionsReachInternet }) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ display_name: 'list-buckets' });
  });

  test('takes an API of the Oracle Services Network where functions reach nothing else', () => {
    const document = synthFunction(inApplication({ functionsReachInternet: false }));
    expect(resource(document, 'oci_functions_function')).toMatchObject({ display_name: 'list-buckets' });
  });

  test('refuses what the application does not take', () => {
    const application = {
      applicationId: 'ocid1.fnapp.test',
      tryAddFunction: (name: string) => `${name} is one too many`,
    };
    expect(() => synthFunction({ application })).toThrow(
      'application does not take the function: got "list-buckets is one too many"; expected room for it, and a name of its own (at Test/Function)',
    );
  });
});

describe('SignedApiFunction.fromFunctionId', () => {
  test('hands on the id, and is its OCID to policies', () => {
    expect(SignedApiFunction.fromFunctionId('ocid1.fnfunc.test')).toEqual({
      functionId: 'ocid1.fnfunc.test',
      subject: {
        text: 'any-user',
        conditions: [
          { variable: 'request.principal.type', value: 'fnfunc' },
          { variable: 'request.principal.id', value: 'ocid1.fnfunc.test' },
        ],
      },
    });
  });
});
