const MOST_CHARACTERS = 200;

/** A value out of a token as it may stand in one line for people. */
export function quoted(value: unknown): string {
  return value === undefined ? '(none)' : JSON.stringify(value).slice(0, MOST_CHARACTERS);
}
