import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const TITLE = /^# (\w+)/;
const EXAMPLE = /^## Smallest example\n[\s\S]*?^```ts\n([\s\S]*?)^```/m;
const DEFAULTS = /^## Default settings\n([\s\S]*?)(?=^## |$(?![\s\S]))/m;
const ROW = /^\|\s*`([^`]+)`\s*\|\s*`([^`]+)`\s*\|\s*`(.+)`\s*\|$/;

/** One row of a page's table of default settings. */
export interface DefaultSetting {
  /** Construct path in the stack, for example `Network/Vcn`. */
  readonly construct: string;
  /** For example `specification.request_policies.authentication.type` or `cidr_blocks[0]`. */
  readonly attribute: string;
  readonly value: unknown;
}

/** What a page of `docs/constructs/` promises. */
export interface DocPage {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** The first name of its heading: what the page is about. */
  readonly title: string;
  /** TypeScript with its imports; uses a variable `stack`. */
  readonly example: string;
  readonly defaults: readonly DefaultSetting[];
}

/** Reads every page of `docs/constructs/`. */
export function docPages(): readonly DocPage[] {
  const folder = path.join(ROOT, 'docs', 'constructs');
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => readPage(path.join(folder, file)));
}

function readPage(file: string): DocPage {
  const text = fs.readFileSync(file, 'utf8');
  const name = path.basename(file, '.md');
  const title = TITLE.exec(text)?.[1];
  const example = EXAMPLE.exec(text)?.[1];
  const table = DEFAULTS.exec(text)?.[1];
  if (title === undefined) throw new Error(`${name}.md does not start with a heading`);
  if (example === undefined) throw new Error(`${name}.md has no "## Smallest example" with a block of TypeScript`);
  if (table === undefined) throw new Error(`${name}.md has no "## Default settings"`);
  // The first two lines of a table are its head.
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return { name, file, text, title, example, defaults: rows.map((row) => setting(name, row)) };
}

function setting(page: string, row: string): DefaultSetting {
  const [, construct, attribute, json] = ROW.exec(row.replace(/\s+$/, '')) ?? [];
  if (construct === undefined || attribute === undefined || json === undefined) {
    throw new Error(
      `${page}.md: a row of the default settings is not \`construct\` | \`attribute\` | \`value\`: ${row}`,
    );
  }
  // A bar in a table is written with a backslash before it.
  return { construct, attribute, value: JSON.parse(json.replaceAll('\\|', '|')) as unknown };
}
