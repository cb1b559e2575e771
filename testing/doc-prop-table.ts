import type { DocPage } from './doc-page';
import { docTables } from './doc-table';
import type { DocTable } from './doc-table';

const COLUMNS = ['type', 'default', 'what'];
const NAME = /^`([A-Za-z0-9]+)`$/;
const CODE_ALONE = /^`([^`]+)`$/;
const OF = /^of `([\w.]+)`$/;

/** One row of a table of props. */
export interface PropRow {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly what: string;
}

/**
 * A table of props. Its first column is `prop`, for what the page's title names, or says of what: `` of `Cors` ``,
 * `` of `OidcJwtAuth.okta` ``, or in small letters a prop or a method of what the title names, `` of `pointTo` ``.
 */
export interface PropTable {
  readonly of: string;
  readonly rows: readonly PropRow[];
}

/** The types that the pages write, as TypeScript. A cell with words in it is none. */
export function writtenTypes(pages: readonly DocPage[]): readonly string[] {
  const rows = pages.flatMap((page) => propTables(page).flatMap((table) => table.rows));
  return [...new Set(rows.flatMap(({ type }) => writtenType(type) ?? []))];
}

/** The page's tables of props. */
export function propTables(page: DocPage): readonly PropTable[] {
  return docTables(page.text).flatMap((table) => {
    const of = subject(table, page);
    if (of === undefined) return [];
    const cell = (row: readonly string[], column: string): string => row[table.columns.indexOf(column)] ?? '';
    return [
      {
        of,
        rows: table.rows.map((row) => ({
          name: NAME.exec(row[0] ?? '')?.[1] ?? (row[0] || 'a row'),
          type: cell(row, 'type'),
          default: cell(row, 'default'),
          what: cell(row, 'what'),
        })),
      },
    ];
  });
}

/** What a table has the props of; nothing if it is no table of props. */
function subject({ columns }: DocTable, page: DocPage): string | undefined {
  const [first = '', ...others] = columns;
  if (!COLUMNS.every((column) => others.includes(column))) return undefined;
  const [, of] = OF.exec(first) ?? [];
  if (first === 'prop' || of === undefined) return first === 'prop' ? page.title : undefined;
  return /^[a-z]/.test(of) ? `${page.title}.${of}` : of;
}

/** A table that looks like one of props and does not say of what, or lacks a column. */
export function unnamedTables(page: DocPage): readonly string[] {
  return docTables(page.text)
    .filter((table) => subject(table, page) === undefined)
    .filter(({ columns: [first = '', ...others] }) => others.includes('default') || first === 'prop' || OF.test(first))
    .map(
      ({ heading, columns }) =>
        `the table | ${columns.join(' | ')} | under "${heading}" is none of props: its columns are \`prop\` or \`of …\`, ${COLUMNS.join(', ')}`,
    );
}

/** The type in a cell that has nothing but code. */
export function writtenType(cell: string): string | undefined {
  return CODE_ALONE.exec(cell)?.[1]?.replaceAll('\\|', '|');
}
