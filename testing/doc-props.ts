import ts from 'typescript';
import type { DocPage } from './doc-page';
import { codeSpans, docParagraphs } from './doc-table';
import { propTables, unnamedTables, writtenType } from './doc-prop-table';
import type { PropRow, PropTable } from './doc-prop-table';
import type { PublicApi, PublicProp } from './public-api';

/** What a construct calls, not a user. */
const FOR_CONSTRUCTS = /\.bind$/;

/** What the pages' tables of props say that is not so, and what they leave out. */
export class DocProps {
  constructor(
    private readonly pages: readonly DocPage[],
    private readonly api: PublicApi,
    /** Types with a page elsewhere, or that users do not write; what they consist of is not asked for. */
    private readonly leftOut: ReadonlyMap<string, string>,
  ) {}

  /** The names that have a table, on whatever page. */
  documented(): readonly string[] {
    return this.pages.flatMap((page) => propTables(page).map((table) => table.of));
  }

  /** All that is wrong with one page; empty when it is in order. */
  problems(page: DocPage): readonly string[] {
    return [
      ...this.unknownTitle(page),
      ...unnamedTables(page),
      ...propTables(page).flatMap((table) => this.tableProblems(table)),
      ...this.missingRows(page),
      ...this.missingMethods(page),
      ...this.unnamedOptions(page),
    ];
  }

  private unknownTitle({ title }: DocPage): readonly string[] {
    const known = this.api.propsOf(title) !== undefined || this.api.methodsWithProps(title).length > 0;
    return known ? [] : [`${title}: the page's title is nothing that is exported and takes props`];
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
        .map((prop) => `${of}: \`${prop.name}\` has no row, here or on another page that it is named with a link to`);
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

  /** What can be written in a prop's value and is named in no code, neither on this page nor on one that it has a link to. */
  private unnamedOptions(page: DocPage): readonly string[] {
    const text = [page, ...this.pagesLinked(page.text)].map((near) => near.text).join('\n');
    const words = new Set([...text.matchAll(/```[\s\S]*?```|`[^`]+`/g)].flatMap(([code]) => code.match(/\w+/g) ?? []));
    const props = propTables(page).flatMap(({ of }) => this.api.propsOf(of) ?? []);
    const options = new Set(
      props.flatMap((prop) => [...this.api.optionsOf(prop, (name) => this.isWrittenByUsers(name))]),
    );
    return [...options].flatMap((option) => {
      const missing = (this.api.propsOf(option) ?? []).filter(({ name }) => !words.has(name));
      return missing.map(
        ({ name }) => `${option}: \`${name}\` is not named, here or on a page that this one has a link to`,
      );
    });
  }

  /** Users pass a construct for an interface such as `IApiNetwork`; its own page says how one is made. */
  private isWrittenByUsers(option: string): boolean {
    return !this.leftOut.has(option) && !/^I[A-Z]/.test(option) && !FOR_CONSTRUCTS.test(option);
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

function defaultProblems(row: PropRow, prop: PublicProp): readonly string[] {
  if (!row.default) return ['has nothing in the column default'];
  if (!prop.optional) return row.default === 'required' ? [] : [`is required: the column default says ${row.default}`];
  if (row.default === 'required') return ['is not required'];
  if (prop.defaultText === undefined) return ['has no @default in its comment'];
  const literal = literalOf(prop.defaultText);
  const [written = ''] = row.default.startsWith('`') ? codeSpans(row.default) : [];
  if (literal !== undefined)
    return literal === written ? [] : [`has the default ${literal}: the column says ${row.default}`];
  return isValue(written) && writtenType(row.default) !== undefined
    ? [`has no default that is a value in its comment: the column says ${row.default}`]
    : [];
}

/** The value that a comment's `@default` starts with; none if it starts with a dash, for words. */
function literalOf(text: string): string | undefined {
  if (text.startsWith('-')) return undefined;
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
