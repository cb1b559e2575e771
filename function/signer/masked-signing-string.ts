import type { SignedField } from './signed-fields';

/**
 * Shows what was signed to someone who looks for a mismatch, with nothing of the caller's in it.
 *
 * Query values are left out, and a digest is cut to its first six characters: enough to compare, too little to guess a
 * short body from.
 */
export function maskedSigningString(fields: readonly SignedField[]): string {
  return fields.map(({ name, value }) => `${name}: ${masked(name, value)}`).join('\n');
}

function masked(name: string, value: string): string {
  if (name === 'x-content-sha256') return `${value.slice(0, 6)}…`;
  if (name !== '(request-target)') return value;
  const [path = '', query] = split(value);
  return query === undefined ? path : `${path}?${query.replace(/=[^&]*/g, '=…')}`;
}

function split(target: string): string[] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target] : [target.slice(0, mark), target.slice(mark + 1)];
}
