import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { forEachRegion } from '../../../constructs';

describe('forEachRegion', () => {
  test('makes one in each region, in order, and tells which', () => {
    const made = forEachRegion(['eu-frankfurt-1', 'us-gov-ashburn-1'], ({ name, id }) => `${id} of ${name}`);
    expect([...made]).toEqual([
      ['eu-frankfurt-1', 'EuFrankfurt1 of eu-frankfurt-1'],
      ['us-gov-ashburn-1', 'UsGovAshburn1 of us-gov-ashburn-1'],
    ]);
  });

  test('makes a stack a region', () => {
    const app = new App();
    const stacks = forEachRegion(['eu-frankfurt-1', 'ap-kulai-2'], ({ name, id }) => {
      const stack = new TerraformStack(app, `Api${id}`);
      new OciProvider(stack, 'Oci', { region: name });
      return stack;
    });
    expect([...stacks.values()].map(({ node }) => node.path)).toEqual(['ApiEuFrankfurt1', 'ApiApKulai2']);
    expect(stacks.get('ap-kulai-2')?.toTerraform()).toMatchObject({ provider: { oci: [{ region: 'ap-kulai-2' }] } });
  });

  test.each([
    [['FRA'], "names has an entry that is not a region: got 'FRA'; expected eu-frankfurt-1 or the like"],
    [
      ['eu-frankfurt'],
      "names has an entry that is not a region: got 'eu-frankfurt'; expected eu-frankfurt-1 or the like",
    ],
    [['eu-frankfurt-1', 'eu-frankfurt-1'], "names has a region twice: got 'eu-frankfurt-1'; expected each region once"],
  ])('makes nothing of %j', (names, message) => {
    const make = jest.fn();
    expect(() => forEachRegion(names, make)).toThrow(new RangeError(message));
    expect(make).not.toHaveBeenCalled();
  });
});
