import path from 'node:path';
import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { TerraformStack } from 'cdktf';
import type { App } from 'cdktf';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import * as library from '../index';
import type { TerraformDocument } from '../terraform';
import { programOf } from './doc-program';
import { synthStack } from './synth';

const ROOT = path.join(__dirname, '..');
const LIBRARY = 'cdktf-oci-signed-api';
/** What every example may use. */
const GIVEN = `import type { App as GivenApp, TerraformStack as GivenStack } from 'cdktf';
declare const app: GivenApp;
declare const stack: GivenStack;
`;

/**
 * Runs a page's example as if the library were installed, and synthesizes what it made: what it added to `stack`, or the
 * stack that it added to `app`.
 */
export function exampleDocument(example: string): TerraformDocument {
  return synthStack((app) => {
    const stack = new TerraformStack(app, 'Test');
    new OciProvider(stack, 'Oci', { region: 'eu-test-1' });
    run(example, app, stack);
    const own = app.node.children.filter((child) => TerraformStack.isStack(child) && child !== stack);
    return (own[0] as TerraformStack | undefined) ?? stack;
  });
}

function run(example: string, app: App, stack: TerraformStack): void {
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs', target: 'node20' });
  const load = (name: string): unknown => {
    if (name === LIBRARY) return library;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(name) as unknown;
  };
  // The example is a page of this project; it is run to show that it does what the page says.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const body = new Function('require', 'app', 'stack', 'module', 'exports', code) as (...args: unknown[]) => void;
  body(load, app, stack, { exports: {} }, {});
}

/** What the compiler says of examples that are taken for files beside their pages; empty when they are in order. */
export function typeProblems(examples: ReadonlyMap<string, string>): readonly string[] {
  const files = new Map(
    [...examples].map(([name, code]) => [path.join(ROOT, 'docs', `${name}.example.ts`), `${GIVEN}${code}`]),
  );
  const program = programOf(files, { paths: { [LIBRARY]: [path.join(ROOT, 'index.ts')] } });
  return [...files.keys()].flatMap((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
}
