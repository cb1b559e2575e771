import { TerraformVariable } from 'cdktf';
import type { TerraformStack, TerraformVariableConfig } from 'cdktf';
import { Subscriber } from '../../../constructs';
import type { SubscriberProps } from '../../../constructs';
import { resource, synthDocument } from '../../../testing/synth';

type Document = ReturnType<typeof synthDocument>;

const token = (
  stack: TerraformStack,
  id: string,
  config: TerraformVariableConfig = { sensitive: true },
): TerraformVariable => new TerraformVariable(stack, id, { type: 'string', ...config });
const subscriber = (props: (stack: TerraformStack) => Partial<SubscriberProps> = () => ({})): Document =>
  synthDocument((stack) => {
    const given = props(stack);
    new Subscriber(stack, 'Subscriber', {
      compartmentId: 'c',
      usagePlanIds: ['ocid1.usageplan.gold'],
      clients: given.clients ?? [{ name: 'android', token: token(stack, 'android_token') }],
      ...given,
    });
  });
const made = (document: Document): unknown => resource(document, 'oci_apigateway_subscriber');

describe('Subscriber', () => {
  test('is in the compartment that it is given', () => {
    expect(made(subscriber(() => ({ compartmentId: 'ocid1.compartment.own' })))).toMatchObject({
      compartment_id: 'ocid1.compartment.own',
    });
  });

  test.each([
    [undefined, 'oracleapi'],
    ['Acme', 'Acme'],
  ])('is named: %s', (displayName, expected) => {
    expect(made(subscriber(() => ({ displayName })))).toMatchObject({ display_name: expected });
  });

  test('has plans in order', () => {
    expect(made(subscriber(() => ({ usagePlanIds: ['new', 'old'] })))).toMatchObject({ usage_plans: ['new', 'old'] });
  });

  test('has clients whose tokens come in by variables', () => {
    const document = subscriber((stack) => ({
      clients: [
        { name: 'android', token: token(stack, 'android_token') },
        { name: 'ios', token: token(stack, 'ios_token') },
      ],
    }));
    expect(made(document)).toMatchObject({
      clients: [
        { name: 'android', token: '${var.android_token}' },
        { name: 'ios', token: '${var.ios_token}' },
      ],
    });
  });

  const clients = (stack: TerraformStack, number: number): SubscriberProps['clients'] =>
    Array.from({ length: number }, (_, i) => ({ name: `n${String(i)}`, token: token(stack, `t${String(i)}`) }));

  test.each<[(stack: TerraformStack) => Partial<SubscriberProps>, string]>([
    [
      (stack) => ({ clients: [{ name: 'android', token: token(stack, 'shown', { sensitive: false }) }] }),
      'clients.token is a variable that Terraform would show: got "shown"; expected a variable with sensitive: true',
    ],
    [
      (stack) => ({
        clients: [{ name: 'android', token: token(stack, 'written', { sensitive: true, default: 'abc' }) }],
      }),
      'clients.token is a variable whose default would be a secret in the document: got "written"; ' +
        'expected a variable without a default. Set it by the environment: TF_VAR_written',
    ],
    [
      (stack) => {
        const one = token(stack, 'one');
        return {
          clients: [
            { name: 'android', token: one },
            { name: 'ios', token: one },
          ],
        };
      },
      'clients.token is that of another client: got "one"; expected a variable of its own for each client',
    ],
    [
      (stack) => ({
        clients: [
          { name: 'android', token: token(stack, 'one') },
          { name: 'android', token: token(stack, 'two') },
        ],
      }),
      'clients.name does not tell the client from others of the subscriber: got "android"; expected a name of its own',
    ],
    [() => ({ clients: [] }), 'clients does not have as many clients as a subscriber takes: got 0; expected 1 to 5'],
    [
      (stack) => ({ clients: clients(stack, 6) }),
      'clients does not have as many clients as a subscriber takes: got 6; expected 1 to 5',
    ],
    [
      () => ({ usagePlanIds: [] }),
      'usagePlanIds does not have as many plans as a subscriber takes: got 0; expected 1 to 10',
    ],
    [
      () => ({ usagePlanIds: Array.from({ length: 11 }, (_, i) => String(i)) }),
      'usagePlanIds does not have as many plans as a subscriber takes: got 11; expected 1 to 10',
    ],
    [() => ({ usagePlanIds: ['gold', 'gold'] }), 'usagePlanIds has a plan twice: got 2; expected each plan once'],
  ])('refuses what cannot be: %#', (props, message) => {
    expect(() => subscriber(props)).toThrow(new Error(`${message} (at Test/Subscriber)`));
  });

  test('never repeats a default that is a secret', () => {
    const build = (): unknown =>
      subscriber((stack) => ({
        clients: [{ name: 'android', token: token(stack, 'written', { sensitive: true, default: 'hush-hush' }) }],
      }));
    expect(build).toThrow(/^(?![\s\S]*hush-hush)/);
  });

  test('takes as much as a subscriber can have', () => {
    expect(() =>
      subscriber((stack) => ({
        clients: clients(stack, 5),
        usagePlanIds: Array.from({ length: 10 }, (_, i) => String(i)),
      })),
    ).not.toThrow();
  });
});
