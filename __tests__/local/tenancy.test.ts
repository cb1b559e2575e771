import { tenancyOf } from '../../local/tenancy';

const region = (provider: unknown, variables: Record<string, unknown> = {}): string =>
  tenancyOf({ provider }, variables).region;

describe('the region of the local tenancy', () => {
  test('is the one that the provider is configured for', () => {
    const provider = { oci: [{ region: 'eu-milan-1', alias: 'home' }, { region: 'us-ashburn-1' }] };
    expect(region(provider)).toBe('us-ashburn-1');
    expect(region({ oci: { region: 'us-ashburn-1' } })).toBe('us-ashburn-1');
  });

  test('is what the variable says that the provider is configured by', () => {
    expect(region({ oci: [{ region: '${var.region}' }] }, { region: 'ap-kulai-2' })).toBe('ap-kulai-2');
  });

  test('is Frankfurt when nobody says', () => {
    expect(region(undefined)).toBe('eu-frankfurt-1');
    expect(region({ oci: [{ region: 'us-ashburn-1', alias: 'home' }] })).toBe('eu-frankfurt-1');
  });
});
