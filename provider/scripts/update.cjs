/**
 * `npm run provider:update -- --schema FILE [--add oci_x_y]…`: rewrites the slim schema from the output of
 * `terraform providers schema -json`, keeping the types that it holds and adding those named.
 */
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { PROVIDER, ROOT, listTypes, writeSchema } = require('./schema-files.cjs');

const USAGE = `usage: npm run provider:update -- --schema FILE [--add oci_type]...
  --schema FILE    output of: terraform providers schema -json
  --add oci_type   a resource or data source that the bindings lack (may be repeated)
  --root DIR       the slim schema's folder (default: provider/schema)`;

function addedTypes(names, provider) {
  const added = { resource_schemas: [], data_source_schemas: [] };
  for (const name of names) {
    const kinds = Object.keys(added).filter((kind) => name in (provider?.[kind] ?? {}));
    if (kinds.length === 0) throw new Error(`--add ${name}: the schema has no such resource or data source`);
    for (const kind of kinds) added[kind].push(name);
  }
  return added;
}

function readSchemaFile(file) {
  // npm runs a workspace's script in the workspace; the user's path is relative to where they stand.
  const resolved = path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  try {
    return JSON.parse(fs.readFileSync(resolved, 'utf8'));
  } catch (error) {
    const reason = error.code === 'ENOENT' ? 'no such file' : `not JSON: ${error.message}`;
    throw new Error(`--schema ${file}: ${reason}`, { cause: error });
  }
}

function main() {
  const { values } = parseArgs({
    options: {
      schema: { type: 'string' },
      add: { type: 'string', multiple: true, default: [] },
      root: { type: 'string', default: ROOT },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(USAGE);
  if (!values.schema) throw new Error(`--schema is missing\n${USAGE}`);

  const schema = readSchemaFile(values.schema);
  const added = addedTypes(values.add, schema.provider_schemas?.[PROVIDER]);
  const wanted = Object.fromEntries(
    Object.keys(added).map((kind) => [kind, [...new Set([...listTypes(kind, values.root), ...added[kind]])].sort()]),
  );
  const count = writeSchema(schema, wanted, values.root);
  console.log(`wrote ${count} files; run npm install to make the bindings anew`);
}

try {
  main();
} catch (error) {
  console.error(`provider:update: ${error.message}`);
  process.exitCode = 1;
}
