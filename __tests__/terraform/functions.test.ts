import { changed, problemsOf, readDocumentStack, wholeDocument } from '../../testing/document-fixture';

const APPLICATION = 'resource.oci_functions_application.A';
const FUNCTION = 'resource.oci_functions_function.F';

describe('an application', () => {
  test('is read', () => {
    expect(readDocumentStack(wholeDocument()).applications).toEqual([
      {
        address: 'oci_functions_application.A',
        id: 'id of oci_functions_application.A',
        compartmentId: 'c',
        displayName: 'oracleapi',
        shape: 'GENERIC_X86',
        signedImagesOnly: false,
        config: { BOTH: 'application', ONE: '1' },
      },
    ]);
  });

  test('has the shape that is configured', () => {
    expect(readDocumentStack(changed(`${APPLICATION}.shape`, 'GENERIC_ARM')).applications[0]?.shape).toBe(
      'GENERIC_ARM',
    );
  });

  test('may have tags, a network, logs and traces, which have no effect', () => {
    const document = changed(
      `${APPLICATION}.freeform_tags`,
      { a: 'b' },
      changed(`${APPLICATION}.trace_config`, { is_enabled: true }, changed(`${APPLICATION}.syslog_url`, 'tcp://x')),
    );
    expect(problemsOf(document)).toEqual([]);
  });

  test('must not have another shape', () => {
    expect(problemsOf(changed(`${APPLICATION}.shape`, 'GENERIC_RISCV'))).toEqual([
      'oci_functions_application.A.shape: must be one of GENERIC_X86, GENERIC_ARM, GENERIC_X86_ARM; got "GENERIC_RISCV"',
    ]);
  });

  test.each([true, false])('says whether it runs signed images only: %p', (enabled) => {
    const policy = { is_policy_enabled: enabled, key_details: [{ kms_key_id: 'ocid1.key.test' }] };
    const document = changed(`${APPLICATION}.image_policy_config`, policy);
    expect(readDocumentStack(document).applications[0]?.signedImagesOnly).toBe(enabled);
  });

  test('must not ask for a signature with no key', () => {
    expect(problemsOf(changed(`${APPLICATION}.image_policy_config`, { is_policy_enabled: true }))).toEqual([
      'oci_functions_application.A.image_policy_config[0].key_details: is required where is_policy_enabled is true: no image could run',
    ]);
  });

  test('must not have security attributes, which are not understood', () => {
    expect(problemsOf(changed(`${APPLICATION}.security_attributes`, { 'a.b.value': 'c' }))).toEqual([
      "oci_functions_application.A.security_attributes: is not understood here yet, and a stack without it would be another. Leave it out for a local run: docs/local-cloud.md, 'What it refuses', says how",
    ]);
  });
});

describe('a function', () => {
  test('is read', () => {
    expect(readDocumentStack(wholeDocument()).functions).toEqual([
      {
        address: 'oci_functions_function.F',
        id: 'id of oci_functions_function.F',
        applicationId: 'id of oci_functions_application.A',
        displayName: 'search',
        image: 'fra.ocir.io/ns/search:1',
        memoryMb: 256,
        timeoutSeconds: 30,
        config: { BOTH: 'function' },
      },
    ]);
  });

  test.each(['128', '256', '512', '1024', '2048', '3072'])('may have %s MB', (memory) => {
    expect(problemsOf(changed(`${FUNCTION}.memory_in_mbs`, memory))).toEqual([]);
  });

  test.each(['64', '300', '4096'])('must not have %s MB', (memory) => {
    expect(problemsOf(changed(`${FUNCTION}.memory_in_mbs`, memory))).toEqual([
      `oci_functions_function.F.memory_in_mbs: must be one of 128, 256, 512, 1024, 2048, 3072; got ${memory}`,
    ]);
  });

  test.each([5, 300])('may take %d seconds', (seconds) => {
    const stack = readDocumentStack(changed(`${FUNCTION}.timeout_in_seconds`, seconds));
    expect(stack.functions[0]?.timeoutSeconds).toBe(seconds);
  });

  test.each([4, 301, 7.5])('must not take %d seconds', (seconds) => {
    expect(problemsOf(changed(`${FUNCTION}.timeout_in_seconds`, seconds))).toEqual([
      `oci_functions_function.F.timeout_in_seconds: must be a whole number from 5 to 300; got ${seconds}`,
    ]);
  });

  test('must have an image', () => {
    expect(problemsOf(changed(`${FUNCTION}.image`, undefined))).toEqual([
      'oci_functions_function.F.image: is required',
    ]);
  });

  test.each([5, 3600])('may take %d seconds where nobody waits for it', (seconds) => {
    expect(problemsOf(changed(`${FUNCTION}.detached_mode_timeout_in_seconds`, seconds))).toEqual([]);
  });

  test.each([4, 3601, 7.5])('must not take %d seconds where nobody waits for it', (seconds) => {
    expect(problemsOf(changed(`${FUNCTION}.detached_mode_timeout_in_seconds`, seconds))).toEqual([
      `oci_functions_function.F.detached_mode_timeout_in_seconds: must be a whole number from 5 to 3600; got ${seconds}`,
    ]);
  });

  test.each(['success_destination', 'failure_destination'])('may have a %s, which has no effect', (name) => {
    expect(problemsOf(changed(`${FUNCTION}.${name}`, { kind: 'STREAM', stream_id: 'ocid1.stream.test' }))).toEqual([]);
  });

  test.each([
    ['128', 40],
    ['256', 60],
    ['512', 10],
    ['3072', 30],
  ])('may have processes waiting: with %s MB, %d of them', (memory, count) => {
    const waiting = changed(`${FUNCTION}.provisioned_concurrency_config`, { strategy: 'CONSTANT', count });
    expect(problemsOf(changed(`${FUNCTION}.memory_in_mbs`, memory, waiting))).toEqual([]);
  });

  test.each([
    ['128', 20, 40],
    ['256', 30, 20],
    ['512', 0, 10],
    ['3072', 15, 10],
  ])('must not have another number of them: with %s MB, %d', (memory, count, step) => {
    const waiting = changed(`${FUNCTION}.provisioned_concurrency_config`, { strategy: 'CONSTANT', count });
    expect(problemsOf(changed(`${FUNCTION}.memory_in_mbs`, memory, waiting))).toEqual([
      `oci_functions_function.F.provisioned_concurrency_config[0].count: must be a multiple of ${step} with ${memory} MB; got ${count}`,
    ]);
  });

  test('must not leave out how many of them', () => {
    expect(problemsOf(changed(`${FUNCTION}.provisioned_concurrency_config`, { strategy: 'CONSTANT' }))).toEqual([
      'oci_functions_function.F.provisioned_concurrency_config[0].count: is required',
    ]);
  });

  test('may have none waiting', () => {
    expect(problemsOf(changed(`${FUNCTION}.provisioned_concurrency_config`, { strategy: 'NONE' }))).toEqual([]);
  });

  test.each(['success_destination', 'failure_destination'])('may have nowhere to write, and somewhere: %s', (name) => {
    expect(problemsOf(changed(`${FUNCTION}.${name}`, { kind: 'NONE' }))).toEqual([]);
    expect(problemsOf(changed(`${FUNCTION}.${name}`, { kind: 'STREAM', stream_id: 's' }))).toEqual([]);
  });

  test('must not write to what is no destination', () => {
    expect(problemsOf(changed(`${FUNCTION}.failure_destination`, { kind: 'EMAIL' }))).toEqual([
      'oci_functions_function.F.failure_destination[0].kind: must be one of NONE, NOTIFICATION, QUEUE, STREAM; got "EMAIL"',
    ]);
  });

  test('must not be made of a listing, which is not understood', () => {
    const listing = { pbf_listing_id: 'x', source_type: 'PBF_LISTING' };
    expect(problemsOf(changed(`${FUNCTION}.source_details`, listing))).toEqual([
      "oci_functions_function.F.source_details: is not understood here yet, and a stack without it would be another. Leave it out for a local run: docs/local-cloud.md, 'What it refuses', says how",
    ]);
  });
});

describe('the config', () => {
  test.each(['A', '_a1'])('may have the key %s', (key) => {
    expect(problemsOf(changed(`${FUNCTION}.config`, { [key]: 'x' }))).toEqual([]);
  });

  test.each(['1A', 'A-B', 'A.B', ''])('must not have the key %j', (key) => {
    expect(problemsOf(changed(`${FUNCTION}.config`, { [key]: 'x' }))).toEqual([
      `oci_functions_function.F.config: holds the key ${JSON.stringify(key)}; ` +
        'a key has letters, digits and _, and no digit first',
    ]);
  });

  test('fits into 4096 bytes with that of the application, the overriding value counting once', () => {
    // BOTH and function (12) and ONE and 1 (4) leave 4080, of which the key takes 1.
    const config = (length: number): object => ({ BOTH: 'function', X: 'x'.repeat(length) });
    expect(problemsOf(changed(`${FUNCTION}.config`, config(4079)))).toEqual([]);
    expect(problemsOf(changed(`${FUNCTION}.config`, config(4080)))).toEqual([
      'oci_functions_function.F.config: takes 4097 bytes with that of its application; the limit is 4096',
    ]);
  });
});
