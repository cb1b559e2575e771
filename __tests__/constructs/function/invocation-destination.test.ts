import type { TerraformStack } from 'cdktf';
import { FunctionsApplication, InvocationDestination, SignedApiFunction } from '../../../constructs';
import { resource, resources, synthDocument } from '../../../testing/synth';
import { testApi } from '../../../testing/synth-api';

const synth = (failureDestination: InvocationDestination): ReturnType<typeof synthDocument> =>
  synthDocument((stack: TerraformStack) => {
    new SignedApiFunction(stack, 'Function', {
      api: testApi(),
      application: FunctionsApplication.fromApplicationId('ocid1.fnapp.test'),
      image: { imageReference: 'fra.ocir.io/acme/buckets:1' },
      compartmentId: 'ocid1.compartment.test',
      tenancyId: 'ocid1.tenancy.test',
      failureDestination,
    });
  });
const block = (destination: InvocationDestination): unknown =>
  resource(synth(destination), 'oci_functions_function').failure_destination;
const policy = (destination: InvocationDestination): Record<string, unknown> =>
  resources(synth(destination), 'oci_identity_policy')['Function/FailureDestinationPolicy'] ?? {};
const statement = (destination: InvocationDestination): unknown => (policy(destination).statements as string[])[0];

describe('InvocationDestination', () => {
  test('is a topic', () => {
    const topic = InvocationDestination.topic('ocid1.onstopic.test');
    expect(block(topic)).toEqual({ kind: 'NOTIFICATION', topic_id: 'ocid1.onstopic.test' });
    expect(statement(topic)).toMatch(/ to \{ONS_TOPIC_PUBLISH\} in compartment id ocid1\.compartment\.test$/);
  });

  test('is a queue', () => {
    const queue = InvocationDestination.queue('ocid1.queue.test');
    expect(block(queue)).toEqual({ kind: 'QUEUE', queue_id: 'ocid1.queue.test' });
    expect(statement(queue)).toMatch(
      / to use queue-push in compartment id ocid1\.compartment\.test where target\.queue\.id = 'ocid1\.queue\.test'$/,
    );
  });

  test('is a channel of a queue', () => {
    expect(block(InvocationDestination.queue('ocid1.queue.test', { channelId: 'failed' }))).toEqual({
      kind: 'QUEUE',
      queue_id: 'ocid1.queue.test',
      channel_id: 'failed',
    });
  });

  test('is a stream', () => {
    const stream = InvocationDestination.stream('ocid1.stream.test');
    expect(block(stream)).toEqual({ kind: 'STREAM', stream_id: 'ocid1.stream.test' });
    expect(statement(stream)).toMatch(
      / to use stream-push in compartment id ocid1\.compartment\.test where target\.stream\.id = 'ocid1\.stream\.test'$/,
    );
  });

  const elsewhere = { compartmentId: 'ocid1.compartment.elsewhere' };

  test.each([
    ['topic', InvocationDestination.topic('ocid1.onstopic.test', elsewhere)],
    ['queue', InvocationDestination.queue('ocid1.queue.test', elsewhere)],
    ['stream', InvocationDestination.stream('ocid1.stream.test', elsewhere)],
  ])('is a %s of another compartment', (_kind, destination) => {
    expect(policy(destination)).toMatchObject({
      compartment_id: 'ocid1.compartment.elsewhere',
      statements: [expect.stringContaining(' in compartment id ocid1.compartment.elsewhere')],
    });
  });
});
