import { Duration, FunctionAccess, InvocationDestination } from '../../../constructs';
import { synthFunction } from '../../../testing/signed-api-function';
import { resource, resources } from '../../../testing/synth';

const group = /oci_identity_dynamic_group\.Function_DynamicGroup_\w+\.name/.source;
const functionId = /\$\{oci_functions_function\.Function_\w+\.id\}/.source;

describe('SignedApiFunction called without waiting', () => {
  test('may take as long as it may otherwise', () => {
    const document = synthFunction({ timeout: Duration.seconds(77) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({
      timeout_in_seconds: 77,
      detached_mode_timeout_in_seconds: 77,
    });
  });

  test.each([5, 3600])('takes a time limit of %i seconds', (seconds) => {
    const document = synthFunction({ detachedTimeout: Duration.seconds(seconds) });
    expect(resource(document, 'oci_functions_function')).toMatchObject({ detached_mode_timeout_in_seconds: seconds });
  });

  test.each([4, 3601, 7.5])('refuses a time limit of %d seconds', (seconds) => {
    expect(() => synthFunction({ detachedTimeout: Duration.seconds(seconds) })).toThrow(
      `detachedTimeout is out of range: got "${String(seconds)} s"; expected 5 to 3600 whole seconds (at Test/Function)`,
    );
  });

  test.each([
    ['success', 'Success'],
    ['failure', 'Failure'],
  ] as const)('writes a record of %s, and may', (outcome, word) => {
    const document = synthFunction({ [`${outcome}Destination`]: InvocationDestination.stream('ocid1.stream.test') });
    expect(resource(document, 'oci_functions_function')).toMatchObject({
      [`${outcome}_destination`]: { kind: 'STREAM', stream_id: 'ocid1.stream.test' },
    });
    expect(resources(document, 'oci_identity_policy')[`Function/${word}DestinationPolicy`]).toEqual({
      compartment_id: 'ocid1.compartment.test',
      name: `oracleapi-list-buckets-on-${outcome}`,
      description: `Where the function of list-buckets writes after a detached call that ended in ${outcome}`,
      statements: [
        expect.stringMatching(
          new RegExp(
            `^Allow dynamic-group \\$\\{${group}\\} to use stream-push in compartment id ocid1.compartment.test where target.stream.id = 'ocid1.stream.test'$`,
          ),
        ),
      ],
    });
  });

  test('may write without a group too', () => {
    const failureDestination = InvocationDestination.stream('ocid1.stream.test');
    const document = synthFunction({ failureDestination, access: FunctionAccess.withoutGroup() });
    expect(resources(document, 'oci_identity_policy')['Function/FailureDestinationPolicy']).toMatchObject({
      statements: [
        expect.stringMatching(
          new RegExp(
            `where ALL \\{request\\.principal\\.type = 'fnfunc', request\\.principal\\.id = '${functionId}', target\\.stream\\.id = 'ocid1\\.stream\\.test'\\}$`,
          ),
        ),
      ],
    });
  });

  test('may write to another compartment, by a policy there', () => {
    const successDestination = InvocationDestination.queue('ocid1.queue.test', {
      compartmentId: 'ocid1.compartment.queues',
    });
    const policies = resources(synthFunction({ successDestination }), 'oci_identity_policy');
    expect(policies['Function/SuccessDestinationPolicy']).toMatchObject({
      compartment_id: 'ocid1.compartment.queues',
      statements: [expect.stringContaining(' in compartment id ocid1.compartment.queues where ')],
    });
  });
});
