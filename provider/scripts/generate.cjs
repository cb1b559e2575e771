/**
 * Runs on `npm install` and `npm ci`: slim schema -> TypeScript bindings -> `lib/`, plus `lib/schema.json` for the
 * readers of synthesized stacks. Does nothing when `lib/` was made from the same schema by the same generator.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');
const { readSchema } = require('./schema-files.cjs');

/** What the synthesized document pins. */
const VERSION_CONSTRAINT = '~> 8.28';
const PACKAGE = path.join(__dirname, '..');
const LIB = path.join(PACKAGE, 'lib');
const SOURCES = path.join(PACKAGE, '.gen');

function stampOf(schema) {
  const generator = require('@cdktf/provider-generator/package.json').version;
  return createHash('sha256')
    .update(JSON.stringify([schema, VERSION_CONSTRAINT, generator, ts.version, fs.readFileSync(__filename, 'utf8')]))
    .digest('hex');
}

async function writeSources(schema) {
  // @cdktf/commons asks for terraform's version as it loads and reports home when that fails; neither is wanted here.
  Object.assign(process.env, { CHECKPOINT_DISABLE: '1', TERRAFORM_BINARY_NAME: 'terraform-is-not-needed' });
  // The package's own entry wants jsii-pacmak, which it does not declare; the generator itself does without.
  const { TerraformProviderGenerator } = require('@cdktf/provider-generator/lib/get/generator/provider-generator');
  const { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } = require('@cdktf/commons');
  const { CodeMaker } = require('codemaker');
  const code = new CodeMaker();
  const constraint = new TerraformProviderConstraint({
    name: 'oci',
    source: 'oracle/oci',
    version: VERSION_CONSTRAINT,
  });
  new TerraformProviderGenerator(code, schema).generate(
    new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT),
  );
  await code.save(SOURCES);
}

function compile(outDir) {
  const rootDir = path.join(SOURCES, 'providers', 'oci');
  const files = ts.sys.readDirectory(rootDir, ['.ts']).filter((file) => path.dirname(file) !== rootDir);
  const program = ts.createProgram(files, {
    rootDir,
    outDir,
    declaration: true,
    // The generator's output is taken as it is; checking it costs more than all the rest.
    noCheck: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    types: [],
  });
  const { diagnostics, emitSkipped } = program.emit();
  if (emitSkipped || diagnostics.length > 0) {
    throw new Error(
      ts.formatDiagnostics(diagnostics, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => PACKAGE,
        getNewLine: () => '\n',
      }),
    );
  }
}

async function main() {
  const schema = readSchema();
  const stamp = stampOf(schema);
  const stampFile = path.join(LIB, '.stamp');
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;

  fs.rmSync(LIB, { recursive: true, force: true });
  fs.rmSync(SOURCES, { recursive: true, force: true });
  try {
    // The generator writes into the schema that it is given.
    await writeSources(structuredClone(schema));
    compile(LIB);
    fs.writeFileSync(path.join(LIB, 'schema.json'), JSON.stringify(schema));
    // Last, so that a run which was cut short starts over.
    fs.writeFileSync(stampFile, stamp);
  } finally {
    fs.rmSync(SOURCES, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(
    `@cdktf/provider-oci: could not generate the bindings: ${error instanceof Error ? error.stack : String(error)}`,
  );
  process.exitCode = 1;
});
