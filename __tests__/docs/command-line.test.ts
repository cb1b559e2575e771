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

/** Each verb; one that has verbs of its own stands for those, which are on one part of the page. */
const verbs = program().commands.map((verb) => {
  const own = verb.commands.length === 0 ? [verb] : verb.commands;
  return { name: verb.name(), options: own.flatMap(({ options }) => options.map(({ long }) => long ?? '')) };
});

describe('the page of the command line', () => {
  test.each(verbs)('has the verb $name, in its table too', ({ name }) => {
    expect(sectionOf(name)).not.toBe('');
    expect(common).toContain(`[\`${name}\`](#${name})`);
  });

  test.each(verbs)('has the options of $name, and no others', ({ name, options }) => {
    expect(optionsIn(sectionOf(name)).sort()).toEqual([...new Set(options)].sort());
  });

  test('has no verb that there is not', () => {
    const names = new Set(verbs.map(({ name }) => name));
    const sections = [...page.matchAll(/^## (\S+)$/gm)].map(([, name = '']) => name);
    expect(sections.filter((name) => !names.has(name))).toEqual([]);
  });
});
