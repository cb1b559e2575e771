/**
 * The slim schema: the facts of `terraform providers schema -json`, one file a type, short enough to be read and
 * compared in a review.
 *
 *   { "attributes": { "display_name": "string optional computed" },
 *     "blocks": { "trace_config": { "nesting": "list", "max": 1, "attributes": { … } } } }
 *
 * An attribute is its type and its flags in one string. A type is Terraform's own text where that is short
 * (`string`, `map(string)`); nested object types keep Terraform's JSON form: { "type": […], "flags": "computed" }.
 */
const FLAGS = ['required', 'optional', 'computed', 'sensitive', 'deprecated'];
const COLLECTION = /^(list|set|map)\((string|number|bool)\)$/;

function slimType(type) {
  if (typeof type === 'string') return type;
  const [kind, element] = type;
  return typeof element === 'string' ? `${kind}(${element})` : undefined;
}

function fullType(text) {
  const collection = COLLECTION.exec(text);
  if (collection) return [collection[1], collection[2]];
  if (['string', 'number', 'bool', 'dynamic'].includes(text)) return text;
  throw new Error(`unknown type ${JSON.stringify(text)}`);
}

function slimAttribute(attribute) {
  const flags = FLAGS.filter((flag) => attribute[flag]).join(' ');
  const type = slimType(attribute.type);
  return type === undefined ? { type: attribute.type, flags } : `${type} ${flags}`;
}

function fullAttribute(slim) {
  const [type, flags] =
    typeof slim === 'string'
      ? [fullType(slim.split(' ')[0]), slim.split(' ').slice(1)]
      : [slim.type, slim.flags.split(' ')];
  const unknown = flags.find((flag) => !FLAGS.includes(flag));
  if (unknown !== undefined)
    throw new Error(`unknown flag ${JSON.stringify(unknown)}; expected one of ${FLAGS.join(', ')}`);
  return { type, ...Object.fromEntries(flags.map((flag) => [flag, true])) };
}

const mapValues = (object, change) =>
  Object.fromEntries(
    Object.keys(object ?? {})
      .sort()
      .map((name) => [name, change(object[name])]),
  );

const withoutEmpty = (object) =>
  Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0),
    ),
  );

/** A block as Terraform prints it -> its slim form. Descriptions are left out. */
function slimBlock(block) {
  return withoutEmpty({
    deprecated: block.deprecated,
    attributes: mapValues(block.attributes, slimAttribute),
    blocks: mapValues(block.block_types, (type) => ({
      nesting: type.nesting_mode,
      ...withoutEmpty({ min: type.min_items, max: type.max_items }),
      ...slimBlock(type.block),
    })),
  });
}

/** The inverse of {@link slimBlock}. */
function fullBlock({ deprecated, attributes, blocks }) {
  return withoutEmpty({
    deprecated,
    attributes: mapValues(attributes, fullAttribute),
    block_types: mapValues(blocks, ({ nesting, min, max, ...block }) => ({
      nesting_mode: nesting,
      ...withoutEmpty({ min_items: min, max_items: max }),
      block: fullBlock(block),
    })),
  });
}

module.exports = { slimBlock, fullBlock };
