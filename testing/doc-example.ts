import path from 'node:path';
import type { TerraformStack } from 'cdktf';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import * as library from '../index';

const ROOT = path.join(__dirname, '..');
const LIBRARY = 'cdktf-oci-signed-api';

/** Runs a page's example against a stack, as if the library were installed. */
export function runExample(example: string, stack: TerraformStack): void {
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs', target: 'node20' });
  const load = (name: string): unknown => {
    if (name === LIBRARY) return library;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(name) as unknown;
  };
  // The example is a page of this project; it is run to show that it does what the page says.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('require', 'stack', 'module', 'exports', code) as (...args: unknown[]) => void;
  run(load, stack, { exports: {} }, {});
}

/** What the compiler says of examples that are taken for files beside their pages; empty when they are in order. */
export function typeProblems(examples: ReadonlyMap<string, string>): readonly string[] {
  const files = new Map(
    [...examples].map(([name, code]) => [
      path.join(ROOT, 'docs', `${name}.example.ts`),
      `import type { TerraformStack } from 'cdktf';\ndeclare const stack: TerraformStack;\n${code}`,
    ]),
  );
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  // An example that only makes something leaves its name unused.
  const compilerOptions = { ...options, noUnusedLocals: false, paths: { [LIBRARY]: [path.join(ROOT, 'index.ts')] } };
  const disk = ts.createCompilerHost(compilerOptions);
  const host: ts.CompilerHost = {
    ...disk,
    readFile: (file) => files.get(file) ?? disk.readFile(file),
    fileExists: (file) => files.has(file) || disk.fileExists(file),
    getSourceFile: (file, target, ...rest) => {
      const text = files.get(file);
      return text === undefined
        ? disk.getSourceFile(file, target, ...rest)
        : ts.createSourceFile(file, text, target, true);
    },
  };
  const program = ts.createProgram([...files.keys()], compilerOptions, host);
  return [...files.keys()].flatMap((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
}
