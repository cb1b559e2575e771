import type { SignedField } from './signed-fields';

/** The text that is signed: one line a field, no line end after the last. */
export function signingString(fields: readonly SignedField[]): string {
  return fields.map(({ name, value }) => `${name}: ${value}`).join('\n');
}
