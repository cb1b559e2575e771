const HEADING = /^#{2,} (.+)$/;
const NEXT_CELL = /(?<!\\)\|/;
const RULE = /^:?-+:?$/;

/** A table of a page, with its cells as they are written. */
export interface DocTable {
  /** The heading that it stands under. */
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a page in its order. What stands in a block of code is none. */
export function docTables(text: string): readonly DocTable[] {
  let heading = '';
  const tables: DocTable[] = [];
  for (const block of withoutCode(text).split(/\n{2,}/)) {
    const lines = block.split('\n');
    heading = HEADING.exec(lines[0] ?? '')?.[1] ?? heading;
    const [columns, rule, ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
    if (columns && rule?.every((cell) => RULE.test(cell))) tables.push({ heading, columns, rows });
  }
  return tables;
}

/** The paragraphs and lists of a page: what is no table, no heading and no block of code. */
export function docParagraphs(text: string): readonly string[] {
  return withoutCode(text)
    .split(/\n{2,}/)
    .filter((block) => !/^[|#]/.test(block));
}

/** What stands in backticks, in order. */
export function codeSpans(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|'));
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

function cellsOf(row: string): readonly string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(NEXT_CELL)
    .map((cell) => cell.trim());
}
