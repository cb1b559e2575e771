import fc from 'fast-check';
import { Cidr } from '../../../constructs/network/cidr';

const cidr = (text: string): Cidr => {
  const block = Cidr.tryParse(text);
  if (block === undefined) throw new Error(`${text} is not a block`);
  return block;
};

describe('Cidr.tryParse', () => {
  test.each(['0.0.0.0/0', '10.0.0.0/16', '255.255.255.255/32', '192.168.7.9/24'])('reads %s', (text) => {
    expect(Cidr.tryParse(text)).toBeDefined();
  });

  test.each([
    '10.0.0.0',
    '10.0.0/16',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/016',
    '010.0.0.0/16',
    '10.0.0.256/16',
    ' 10.0.0.0/16',
    '10.0.0.0/16 ',
    '0x0a.0.0.0/16',
    '::/0',
    '',
  ])('does not read %j', (text) => {
    expect(Cidr.tryParse(text)).toBeUndefined();
  });
});

describe('Cidr', () => {
  test('is written without the bits behind its prefix', () => {
    expect(cidr('10.1.255.7/18').toString()).toBe('10.1.192.0/18');
  });

  test('knows whether bits behind its prefix are set', () => {
    expect([cidr('10.0.0.0/24').hasHostBits, cidr('10.0.0.128/24').hasHostBits]).toEqual([false, true]);
  });

  test('knows how many addresses it has', () => {
    expect([cidr('10.0.0.0/30').size, cidr('0.0.0.0/0').size]).toEqual([4, 2 ** 32]);
  });

  test.each([
    ['10.0.0.0/16', '10.0.255.0/24', true],
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['10.0.0.0/16', '10.1.0.0/24', false],
    ['10.0.0.0/16', '10.0.0.0/15', false],
  ])('%s contains %s: %s', (outer, inner, contains) => {
    expect(cidr(outer).contains(cidr(inner))).toBe(contains);
  });

  test.each([
    ['10.0.0.0/24', '10.0.0.128/25', true],
    ['10.0.0.128/25', '10.0.0.0/24', true],
    ['10.0.0.0/25', '10.0.0.128/25', false],
  ])('%s overlaps %s: %s', (one, other, overlaps) => {
    expect(cidr(one).overlaps(cidr(other))).toBe(overlaps);
  });

  test.each([
    [0, '172.16.0.0/24'],
    [1, '172.16.1.0/24'],
    [15, '172.16.15.0/24'],
  ])('its part %i of /24 is %s', (index, text) => {
    expect(cidr('172.16.0.0/20').part(24, index).toString()).toBe(text);
  });

  test('two parts of one length never overlap, and both lie inside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 1, max: 31 }),
        (address, prefixLength) => {
          const octets = [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.');
          const whole = cidr(`${octets}/${String(prefixLength)}`);
          const [first, second] = [whole.part(prefixLength + 1, 0), whole.part(prefixLength + 1, 1)];
          expect([first.overlaps(second), whole.contains(first), whole.contains(second)]).toEqual([false, true, true]);
        },
      ),
    );
  });
});
