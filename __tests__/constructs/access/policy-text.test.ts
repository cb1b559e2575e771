import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..', '..');
const BUILDER = path.join('constructs', 'access', 'policy-statement.ts');
/** What a statement of OCI's policy language can start with. */
const START = /^\s*(allow|deny|define|endorse|admit)\s/i;

const files = ['constructs', 'stacks'].flatMap((room) =>
  fs
    .readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(room, file)),
);

/** Every text that a file writes down: comments and doc comments are none. */
function textsOf(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest));
  return texts;
}

const statementsIn = (file: string): string[] =>
  textsOf(fs.readFileSync(path.join(ROOT, file), 'utf8')).filter((text) => START.test(text));

describe('policy statements', () => {
  test('are written by their builder', () => {
    expect(statementsIn(BUILDER)).not.toEqual([]);
  });

  test('are written by nothing else', () => {
    const others = files.filter((file) => file !== BUILDER && statementsIn(file).length > 0);
    expect(others).toEqual([]);
  });

  test.each(["'Allow group x to read vcns in tenancy'", '`allow ${who} to read vcns`', "['a', 'Endorse any-user to']"])(
    'would be found: %s',
    (code) => {
      expect(textsOf(`export const x = ${code};`).filter((text) => START.test(text))).toHaveLength(1);
    },
  );
});
