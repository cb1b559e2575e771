import { closeName } from '../../constructs/close-name';

const NAMES = ['gatewayAccess', 'gatewayCidrBlock', 'rateLimit', 'cors', 'port'];

describe('the name that was meant', () => {
  test.each([
    ['gatewayAcess', 'gatewayAccess'],
    ['gatewayAccesss', 'gatewayAccess'],
    ['getewayAccess', 'gatewayAccess'],
    ['gatewayAccses', 'gatewayAccess'],
    ['GATEWAYACCESS', 'gatewayAccess'],
    ['rateLimt', 'rateLimit'],
    ['ratLimt', 'rateLimit'],
    ['cros', 'cors'],
  ])('of %s is %s', (word, name) => {
    expect(closeName(word, NAMES)).toBe(name);
  });

  test.each(['', 'c', 'memory', 'access', 'toPr'])('of %p is not known', (word) => {
    expect(closeName(word, NAMES)).toBeUndefined();
  });
});
