import ts from 'typescript';
import type { DocPage } from './doc-page';
import { codeSpans, docParagraphs, docTables } from './doc-table';
import type { DocTable } from './doc-table';
import type { PublicApi, PublicProp } from './public-api';

const COLUMNS = ['type', 'default', 'what'];
const NAME = /^`([A-Za-z0-9]+)`$/;
const CODE_ALONE = /^`([^`]+)`$/;
const OF = /^of `([\w.]+)`$/;
/** What a construct calls, not a user. */
const FOR_CONSTRUCTS = /\.bind$/;

/** One row of a table of props. */
interface PropRow {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly what: string;
}

/**
 * A table of props. Its first column is `prop`, for what the page's title names, or says of what: `` of `Cors` ``,
 * `` of `OidcJwtAuth.okta` ``, or in small letters a prop or a method of what the title names, `` of `pointTo` ``.
 */
interface PropTable {
  readonly of: string;
  readonly rows: readonly PropRow[];
}

/** The types that the pages write, as TypeScript. A cell with words in it is none. */
export function writtenTypes(pages: readonly DocPage[]): readonly string[] {
  const rows = pages.flatMap((page) => propTables(page).flatMap((table) => table.rows));
  return [...new Set(rows.flatMap(({ type }) => writtenType(type) ?? []))];
}

/** What the pages' tables of props say that is not so, and what they leave out. */
export class DocProps {
  constructor(
    private readonly pages: readonly DocPage[],
    private readonly api: PublicApi,
  ) {}

  /** The names that have a table, on whatever page. */
  documented(): readonly string[] {
    return this.pages.flatMap((page) => propTables(page).map((table) => table.of));
  }

  /** All that is wrong with one page; empty when it is in order. */
  problems(page: DocPage): readonly string[] {
    return [
      ...unnamedTables(page),
      ...propTables(page).flatMap((table) => this.tableProblems(table)),
      ...this.missingRows(page),
      ...this.missingMethods(page),
    ];
  }

  private tableProblems({ of, rows }: PropTable): readonly string[] {
    const props = this.api.propsOf(of);
    if (!props) return [`${of}: is nothing that is exported and has props`];
    const names = rows.map((row) => row.name);
    return [
      ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${of}: \`${name}\` has two rows`),
      ...rows.flatMap((row) => {
        const prop = props.find(({ name }) => name === row.name);
        const problems = prop ? this.rowProblems(row, prop) : ['is no prop'];
        return problems.map((problem) => `${of}: \`${row.name}\` ${problem}`);
      }),
    ];
  }

  private rowProblems(row: PropRow, prop: PublicProp): readonly string[] {
    const type = writtenType(row.type);
    return [
      ...defaultProblems(row, prop),
      ...(row.what ? [] : ['is not explained']),
      ...(type === undefined || this.api.isWritten(prop, type) ? [] : [`is not of the type ${type}`]),
    ];
  }

  /** Props of what the page has tables of that neither it nor a page that it names them with a link to has a row for. */
  private missingRows(page: DocPage): readonly string[] {
    const subjects = [page.title, ...propTables(page).map((table) => table.of)];
    return [...new Set(subjects)].flatMap((of) => {
      const here = this.declarationsOn(page);
      const missing = (this.api.propsOf(of) ?? []).filter((prop) => !here.has(prop.declaration));
      return missing
        .filter(
          (prop) =>
            !this.pagesNaming(page, prop.name).some((other) => this.declarationsOn(other).has(prop.declaration)),
        )
        .map((prop) => `${of}: \`${prop.name}\` has no row, here or on a page that is named beside it by a link`);
    });
  }

  /** Factories and methods whose props are explained neither here nor on a page that this one has a link to. */
  private missingMethods(page: DocPage): readonly string[] {
    const near = [page, ...this.pagesLinked(page.text)].map((one) => this.declarationsOn(one));
    return this.api
      .methodsWithProps(page.title)
      .filter((method) => !FOR_CONSTRUCTS.test(method))
      .flatMap((method) => {
        const props = this.api.propsOf(method) ?? [];
        const missing = props.filter(({ declaration }) => !near.some((declarations) => declarations.has(declaration)));
        return missing.map(
          ({ name }) => `${method}: \`${name}\` has no row, here or on a page that this one has a link to`,
        );
      });
  }

  /** Pages with a link in the paragraph or the list that names the prop. */
  private pagesNaming(page: DocPage, prop: string): readonly DocPage[] {
    return docParagraphs(page.text)
      .filter((paragraph) => codeSpans(paragraph).includes(prop))
      .flatMap((paragraph) => this.pagesLinked(paragraph));
  }

  private pagesLinked(text: string): readonly DocPage[] {
    return this.pages.filter(({ name }) => text.includes(`](${name}.md)`) || text.includes(`](${name}.md#`));
  }

  /** Where the props that a page has rows for are declared. */
  private declarationsOn(page: DocPage): ReadonlySet<ts.Node> {
    return new Set(
      propTables(page).flatMap(({ of, rows }) =>
        (this.api.propsOf(of) ?? []).flatMap((prop) =>
          rows.some(({ name }) => name === prop.name) ? [prop.declaration] : [],
        ),
      ),
    );
  }
}

function propTables(page: DocPage): readonly PropTable[] {
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
function unnamedTables(page: DocPage): readonly string[] {
  return docTables(page.text)
    .filter((table) => subject(table, page) === undefined)
    .filter(({ columns: [first = '', ...others] }) => others.includes('default') || first === 'prop' || OF.test(first))
    .map(
      ({ heading, columns }) =>
        `the table | ${columns.join(' | ')} | under "${heading}" is none of props: its columns are \`prop\` or \`of …\`, ${COLUMNS.join(', ')}`,
    );
}

function writtenType(cell: string): string | undefined {
  return CODE_ALONE.exec(cell)?.[1]?.replaceAll('\\|', '|');
}

function defaultProblems(row: PropRow, prop: PublicProp): readonly string[] {
  if (!row.default) return ['has nothing in the column default'];
  if (!prop.optional) return row.default === 'required' ? [] : [`is required: the column default says ${row.default}`];
  if (row.default === 'required') return ['is not required'];
  const literal = literalOf(prop.defaultText ?? '');
  const [written = ''] = row.default.startsWith('`') ? codeSpans(row.default) : [];
  if (literal !== undefined)
    return literal === written ? [] : [`has the default ${literal}: the column says ${row.default}`];
  return isValue(written) && CODE_ALONE.test(row.default)
    ? [`has no default that is a value in its comment: the column says ${row.default}`]
    : [];
}

/** The value that a comment's `@default` starts with; none if it starts with a dash, for words. */
function literalOf(text: string): string | undefined {
  if (!text || text.startsWith('-')) return undefined;
  const parsed = ts.createSourceFile('default.ts', `(${text}`, ts.ScriptTarget.ES2022, true);
  const value = firstExpression(parsed);
  return value?.getText();
}

/** Without what is read as a subtraction: `false - not at all`. */
function firstExpression(file: ts.SourceFile): ts.Expression | undefined {
  const [statement] = file.statements;
  if (!statement || !ts.isExpressionStatement(statement)) return undefined;
  let expression = statement.expression;
  while (ts.isParenthesizedExpression(expression)) expression = expression.expression;
  while (ts.isBinaryExpression(expression)) expression = expression.left;
  return expression;
}

/** Whether it can be nothing but a value: `'x'`, `5`, `true`, `[…]`, `Duration.hours(1)`. */
function isValue(code: string): boolean {
  return /^(['"[{\d]|true$|false$|[A-Z]\w*\.\w+\((['\d]|\)))/.test(code);
}
