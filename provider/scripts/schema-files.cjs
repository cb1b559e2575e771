/** Where the slim schema lives: `schema/provider.json`, `schema/resources/<type>.json`, `schema/data-sources/<type>.json`. */
const fs = require('node:fs');
const path = require('node:path');
const { fullBlock, slimBlock } = require('./slim-schema.cjs');

const ROOT = path.join(__dirname, '..', 'schema');
const PROVIDER = 'registry.terraform.io/oracle/oci';
const ENTRIES = ['provider.json', 'resources', 'data-sources'];
const KINDS = { resource_schemas: 'resources', data_source_schemas: 'data-sources' };

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const text = (value) => `${JSON.stringify(value, null, 1)}\n`;

/** The type names of one kind (`resource_schemas` or `data_source_schemas`) that the slim schema holds, sorted. */
function listTypes(kind, root = ROOT) {
  return fs
    .readdirSync(path.join(root, KINDS[kind]))
    .map((file) => path.basename(file, '.json'))
    .sort();
}

/** The slim schema in the form of `terraform providers schema -json`. */
function readSchema(root = ROOT) {
  const kind = (name) =>
    Object.fromEntries(
      listTypes(name, root).map((type) => [
        type,
        { version: 0, block: fullBlock(readJson(path.join(root, KINDS[name], `${type}.json`))) },
      ]),
    );
  return {
    format_version: '1.0',
    provider_schemas: {
      [PROVIDER]: {
        provider: { version: 0, block: fullBlock(readJson(path.join(root, 'provider.json'))) },
        resource_schemas: kind('resource_schemas'),
        data_source_schemas: kind('data_source_schemas'),
      },
    },
  };
}

/**
 * Replaces the slim schema by the given types of a full schema.
 *
 * @param wanted `{ resource_schemas: [type], data_source_schemas: [type] }`
 * @throws when the schema is not oracle/oci's or lacks a wanted type; nothing is written then.
 */
function writeSchema(schema, wanted, root = ROOT) {
  const provider = schema?.provider_schemas?.[PROVIDER];
  if (!provider) throw new Error(`the schema has no ${PROVIDER}; make it with: terraform providers schema -json`);

  const files = new Map([['provider.json', text(slimBlock(provider.provider.block))]]);
  for (const [kind, folder] of Object.entries(KINDS)) {
    for (const type of wanted[kind]) {
      const found = Object.hasOwn(provider[kind] ?? {}, type) ? provider[kind][type] : undefined;
      if (!found)
        throw new Error(`the schema has no ${kind === 'resource_schemas' ? 'resource' : 'data source'} ${type}`);
      files.set(path.join(folder, `${type}.json`), text(slimBlock(found.block)));
    }
  }
  const strangers = fs.existsSync(root) ? fs.readdirSync(root).filter((name) => !ENTRIES.includes(name)) : [];
  if (strangers.length > 0) throw new Error(`${root} is not a slim schema: it holds ${strangers.join(', ')}`);

  // Written beside and swapped in whole, so that a full disk leaves the old schema as it was.
  const beside = `${root}.new`;
  fs.rmSync(beside, { recursive: true, force: true });
  for (const folder of Object.values(KINDS)) fs.mkdirSync(path.join(beside, folder), { recursive: true });
  for (const [file, content] of files) fs.writeFileSync(path.join(beside, file), content);
  const old = `${root}.old`;
  if (fs.existsSync(root)) fs.renameSync(root, old);
  fs.renameSync(beside, root);
  fs.rmSync(old, { recursive: true, force: true });
  return files.size;
}

module.exports = { PROVIDER, ROOT, listTypes, readSchema, writeSchema };
