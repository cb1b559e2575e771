import type { FunctionBundle } from '../../constructs';
import { sizeText } from '../../terminal/size-text';

/** The smaller ones say nothing of what makes a bundle large. */
const MAX_ROWS = 5;

/** What a bundle is made of, a line each: the largest parts, then the rest. */
export function sizeTable({ bytes, parts }: Pick<FunctionBundle, 'bytes' | 'parts'>): string[] {
  const largest = parts.slice(0, MAX_ROWS);
  const rest = bytes - largest.reduce((sum, part) => sum + part.bytes, 0);
  const rows = [...largest, ...(largest.length === 0 || rest <= 0 ? [] : [{ name: 'the rest', bytes: rest }])];
  const sizes = rows.map((row) => sizeText(row.bytes));
  const [nameWidth, sizeWidth] = [rows.map(({ name }) => name), sizes].map((texts) =>
    Math.max(...texts.map(({ length }) => length)),
  );
  return rows.map(
    ({ name }, index) => `${name.padEnd(nameWidth ?? 0)}  ${(sizes[index] ?? '').padStart(sizeWidth ?? 0)}`,
  );
}
