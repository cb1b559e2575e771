import { allows } from '../../../cli/resource-manager/version-constraint';

describe('Terraform 1.5.7 is allowed by', () => {
  test.each([
    ...['1.5.7', '=1.5.7', 'v1.5.7', '!= 1.5.6', '> 1.5.6', '>= 1.5.7', '>=1.5', '>= 1', '< 1.6', '<= 1.5.7', '<2'],
    ...['~> 1.5.0', '~> 1.5', '~> 1.0', '>= 1.4.0, < 2.0.0', '> 1.5.7-rc1', '>= 1.5.0-beta1', '< 1.6.0-alpha'],
  ])('%s', (constraint) => {
    expect(allows(constraint, '1.5.7')).toBe(true);
  });
});

describe('Terraform 1.5.7 is not allowed by', () => {
  test.each([
    ...['1.9.0', '= 1.5.6', '1.5.7-rc1', '!= 1.5.7', '> 1.5.7', '>= 1.5.8', '>= 1.10', '>= 2.0', '>= 2', '< 1.5'],
    ...['<= 1.5.6', '< 1.5.7', '~> 1.9', '~> 1.6.0', '~> 1.4.9', '~> 2.0', '>= 1.5.0, != 1.5.7', '>= 1.5, < 1.5.4'],
    // No constraint at all, and none that anybody could read.
    ...['', '>= one', '=> 1.5', '1.5.x', '>= 1.5.0.0', '>= 1.5 < 2'],
  ])('%j', (constraint) => {
    expect(allows(constraint, '1.5.7')).toBe(false);
  });
});
