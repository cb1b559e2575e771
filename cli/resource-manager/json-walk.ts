/** A JSON value with every string in it changed. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry: unknown) => mapStrings(entry, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, mapStrings(entry, change)]));
}

/** Every string in a JSON value. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A section's or block's part by its name; empty when it is not there. */
export function recordAt(value: unknown, ...names: readonly string[]): Record<string, unknown> {
  const found = names.reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), value);
  return isRecord(found) ? found : {};
}
