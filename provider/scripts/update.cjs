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
    const kinds = Object.keys(added).filter((kind) => Object.hasOwn(provider?.[kind] ?? {}, name));
    if (kinds.length === 0) throw new Error(`--add ${name}: the schema has no such resource or data source`);
    for (const kind of kinds) added[kind].push(name);
  }
  return added;
}

/** npm runs a workspace's script in the workspace; the user's path is relative to where they stand. */
const userPath = (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

function readSchemaFile(file) {
  let text;
  try {
    text = fs.readFileSync(userPath(file), 'utf8');
  } catch (error) {
    throw new Error(`--schema ${file}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`, { cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`--schema ${file}: not JSON: ${error.message}`, { cause: error });
  }
}

function main() {
  const { values } = parseArgs({
    options: {
      schema: { type: 'string' },
      add: { type: 'string', multiple: true, default: [] },
      root: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(USAGE);
  if (!values.schema) throw new Error(`--schema is missing\n${USAGE}`);

  const root = values.root === undefined ? ROOT : userPath(values.root);
  const schema = readSchemaFile(values.schema);
  const added = addedTypes(values.add, schema.provider_schemas?.[PROVIDER]);
  const wanted = Object.fromEntries(
    Object.keys(added).map((kind) => [kind, [...new Set([...listTypes(kind, root), ...added[kind]])].sort()]),
  );
  const count = writeSchema(schema, wanted, root);
  console.log(`wrote ${count} files; run npm install to make the bindings anew`);
}

try {
  main();
} catch (error) {
  console.error(`provider:update: ${error.message}`);
  process.exitCode = 1;
}
