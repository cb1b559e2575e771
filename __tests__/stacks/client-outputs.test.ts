import { synthOracleStack } from '../../testing/oracle-stack';

const outputs = (...clients: string[]): Record<string, { value: unknown; sensitive?: boolean }> =>
  synthOracleStack({ apps: { clients: Object.fromEntries(clients.map((name) => [name, {}])) } })['output'] as Record<
    string,
    { value: unknown; sensitive?: boolean }
  >;
const attribute = (client: string, name: string): unknown =>
  expect.stringMatching(new RegExp(`^\\$\\{oci_identity_domains_app\\.Apps_${client}_\\w+\\.${name}\\}$`));

describe('the outputs of a stack with several clients', () => {
  test('are of the one called client, in whatever order they are', () => {
    expect(outputs('partner', 'client')).toMatchObject({
      client_id: { value: attribute('Client', 'name') },
      client_secret: { value: attribute('Client', 'client_secret'), sensitive: true },
    });
  });

  test('are of each by its name when none is called client', () => {
    const several = outputs('partner', 'night-job');
    expect(several).toMatchObject({
      token_url: {},
      client_ids: {
        value: { partner: attribute('PartnerClient', 'name'), 'night-job': attribute('NightJobClient', 'name') },
      },
      client_secrets: {
        value: {
          partner: attribute('PartnerClient', 'client_secret'),
          'night-job': attribute('NightJobClient', 'client_secret'),
        },
        sensitive: true,
      },
      client_scopes: {
        value: { partner: [expect.stringMatching(/\/invoke$/)], 'night-job': [expect.stringMatching(/\/invoke$/)] },
      },
    });
    expect(
      Object.keys(several).filter((name) => ['client_id', 'client_secret', 'scope', 'curl_token'].includes(name)),
    ).toEqual([]);
  });
});
