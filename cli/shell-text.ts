/** One word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** One option a line; the whole can be pasted into a shell. */
export function shellLines(parts: readonly string[]): string {
  return parts.join(' \\\n  ');
}
