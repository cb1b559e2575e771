import fs from 'node:fs';
import path from 'node:path';
import { program } from '../../cli/program';

const page = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'command-line.md'), 'utf8');
const common = page.slice(0, page.indexOf('\n## local'));

/** The part of the page about a verb. */
const sectionOf = (name: string): string => new RegExp(`\\n## ${name}\\n(.*?)(?=\\n## |$)`, 's').exec(page)?.[1] ?? '';
/** Options as a text names them; what another program takes counts only in its own commands. */
const optionsIn = (text: string): string[] => [
  ...new Set(
    [...text.replaceAll(/^.*(fn deploy|terraform output).*$/gm, '').matchAll(/--[a-z][a-z-]+/g)].map(
      ([option]) => option,
    ),
  ),
];

const verbs = program().commands;

describe('the page of the command line', () => {
  test.each(verbs.map((verb) => verb.name()))('has the verb %s, in its table too', (name) => {
    expect(sectionOf(name)).not.toBe('');
    expect(common).toContain(`[\`${name}\`](#${name})`);
  });

  test.each(verbs.map((verb) => [verb.name(), verb] as const))('has the options of %s, and no others', (name, verb) => {
    const own = verb.options.map(({ long }) => long ?? '');
    expect(optionsIn(sectionOf(name)).sort()).toEqual(own.sort());
  });

  test('has no verb that there is not', () => {
    const names = new Set(verbs.map((verb) => verb.name()));
    const sections = [...page.matchAll(/^## (\S+)$/gm)].map(([, name = '']) => name);
    expect(sections.filter((name) => !names.has(name))).toEqual([]);
  });
});
