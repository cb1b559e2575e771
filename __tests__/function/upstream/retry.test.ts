import { tryRetryDelay } from '../../../function/upstream/retry';
import type { Attempt } from '../../../function/upstream/retry';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const BUSY: Attempt = { retries: 0, repeatable: true, status: 503, remainingMs: 10_000, nowMs: NOW, random: 1 };

describe('tryRetryDelay', () => {
  it.each([
    [0, 100],
    [1, 200],
    [2, 400],
    [3, undefined],
  ])('after %i repetitions is %p ms', (retries, delay) => {
    expect(tryRetryDelay({ ...BUSY, retries })).toBe(delay);
  });

  it('is spread by chance', () => {
    expect(tryRetryDelay({ ...BUSY, random: 0.25 })).toBe(25);
  });

  it('is for a reset connection, which has no status', () => {
    expect(tryRetryDelay({ ...BUSY, status: undefined })).toBe(100);
  });

  it.each([
    ['3', 3000],
    ['Sun, 01 Mar 2026 10:00:04 GMT', 4000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 100],
    ['soon', 100],
  ])('with Retry-After %s is %i ms', (retryAfter, delay) => {
    expect(tryRetryDelay({ ...BUSY, retryAfter })).toBe(delay);
  });

  it.each([
    ['the operation must not be repeated', { repeatable: false }],
    ['the status is not a passing one', { status: 500 }],
    ['the deadline is too near', { remainingMs: 150 }],
    ['the upstream asks for more than is left', { retryAfter: '11' }],
  ])('is none when %s', (_title, different) => {
    expect(tryRetryDelay({ ...BUSY, ...different })).toBeUndefined();
  });
});
