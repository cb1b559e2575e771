import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..');

/** Compiles files that are not on the disk with the project's own settings, as if they were where their names say. */
export function programOf(files: ReadonlyMap<string, string>, settings: ts.CompilerOptions = {}): ts.Program {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  // An example that only makes something leaves its name unused.
  const compilerOptions = { ...options, noUnusedLocals: false, ...settings };
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
  return ts.createProgram([...files.keys()], compilerOptions, host);
}
