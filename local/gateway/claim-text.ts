const MAX_LENGTH = 200;

/** A claim's value as a message shows it: a token may hold anything, of any length. */
export function claimText(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value).slice(0, MAX_LENGTH);
}
