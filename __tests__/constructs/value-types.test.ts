import { Duration, Size } from '../../constructs';

describe('Duration', () => {
  test.each([
    ['seconds', Duration.seconds(90), 90],
    ['minutes', Duration.minutes(2), 120],
    ['hours', Duration.hours(3), 10_800],
    ['days', Duration.days(4), 345_600],
  ])('counts %s', (_unit, duration, seconds) => {
    expect(duration.toSeconds()).toBe(seconds);
  });

  test('converts to hours', () => {
    expect(Duration.minutes(90).toHours()).toBe(1.5);
  });

  test('converts to days', () => {
    expect(Duration.hours(36).toDays()).toBe(1.5);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p', (amount) => {
    expect(() => Duration.seconds(amount)).toThrow(
      `amount is not a length of time: got ${String(amount)} s; expected 0 or more`,
    );
  });
});

describe('Size', () => {
  test('counts mebibytes', () => {
    expect(Size.mebibytes(512).toMebibytes()).toBe(512);
  });

  test('counts gibibytes', () => {
    expect(Size.gibibytes(3).toMebibytes()).toBe(3072);
  });

  test.each([0, -128, 128.5, Number.NaN])('refuses %p MiB', (amount) => {
    expect(() => Size.mebibytes(amount)).toThrow(
      `amount is not an amount of memory: got ${String(amount)} MiB; expected a whole number above 0`,
    );
  });
});
