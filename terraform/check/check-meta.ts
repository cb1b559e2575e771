import { asArray, isObject } from '../document';
import type { DocumentBlock } from '../document';
import { asReference } from '../expressions/references';
import { isTemplate, parseBareExpression, parseTemplate } from '../expressions/template';
import { suggestion } from '../nearest';
import { inside } from '../place';
import type { Place } from '../place';
import { attributeSchema, nestedSchema } from '../schema/block-schema';
import type { BlockSchema } from '../schema/block-schema';
import type { Type } from '../values/type';
import { checkBody } from './check-body';
import { checkPlain, checkValue } from './check-value';
import type { CheckContext } from './context';

/** Arguments that Terraform itself takes in every resource and data source. */
export const META_ARGUMENTS = [
  'depends_on',
  'lifecycle',
  'provider',
  'count',
  'for_each',
  'connection',
  'provisioner',
] as const;

const LIFECYCLE = [
  'create_before_destroy',
  'prevent_destroy',
  'ignore_changes',
  'replace_triggered_by',
  'precondition',
  'postcondition',
];

const LOCAL_EXEC: BlockSchema = {
  attributes: {
    command: { type: 'string', required: true },
    environment: { type: ['map', 'string'], optional: true },
    interpreter: { type: ['list', 'string'], optional: true },
    on_failure: { type: 'string', optional: true },
    quiet: { type: 'bool', optional: true },
    when: { type: 'string', optional: true },
    working_dir: { type: 'string', optional: true },
  },
};

/** Checks the arguments of a block that are Terraform's and not the provider's. */
export function checkMeta(block: DocumentBlock, schema: BlockSchema, self: Type, context: CheckContext): void {
  const place: Place = { address: block.address };
  const { depends_on, lifecycle, provider, connection, provisioner, count, for_each } = block.body;
  checkDependsOn(depends_on, inside(place, 'depends_on'), context);
  checkProvider(provider, inside(place, 'provider'), context);
  checkValue(count, 'dynamic', inside(place, 'count'), context);
  checkValue(for_each, 'dynamic', inside(place, 'for_each'), context);
  checkValue(connection, 'dynamic', inside(place, 'connection'), context, self);
  for (const item of items(lifecycle)) {
    checkLifecycle(item, schema, self, inside(place, 'lifecycle'), context);
  }
  items(provisioner).forEach((item, i) => {
    checkProvisioner(item, self, inside(inside(place, 'provisioner'), i), context);
  });
}

/** Checks a list of addresses. */
export function checkDependsOn(value: unknown, place: Place, context: CheckContext): void {
  if (value === undefined || value === null) {
    return;
  }
  asArray(value).forEach((item, i) => {
    const at = inside(place, i);
    if (typeof item !== 'string') {
      context.problems.add(at, 'must be the address of a resource or data source');
      return;
    }
    const parse = (): ReturnType<typeof parseTemplate> =>
      isTemplate(item) ? parseTemplate(item) : parseBareExpression(item);
    const expression = context.parsed(parse, at);
    if (expression !== undefined && asReference(expression) === undefined) {
      context.problems.add(at, `must be the address of a resource or data source; got ${JSON.stringify(item)}`);
    }
  });
}

/** Checks `precondition`, `postcondition` and `validation` blocks. */
export function checkConditions(value: unknown, place: Place, context: CheckContext, self?: Type): void {
  items(value).forEach((item, i) => {
    const at = inside(place, i);
    for (const name of ['condition', 'error_message']) {
      if (!isObject(item) || item[name] === undefined || item[name] === null) {
        context.problems.add(inside(at, name), 'is required');
      } else {
        checkValue(item[name], name === 'condition' ? 'bool' : 'string', inside(at, name), context, self);
      }
    }
  });
}

/** Checks what a block says of the provider's configuration. */
export function checkProvider(value: unknown, place: Place, context: CheckContext): void {
  if (value === undefined || value === null) {
    return;
  }
  const { provider } = context.document;
  const configured = isObject(provider) ? items(provider['oci']) : [];
  const aliases = configured.map((item) =>
    isObject(item) && typeof item['alias'] === 'string' ? `oci.${item['alias']}` : 'oci',
  );
  if (typeof value !== 'string' || !['oci', ...aliases].includes(value.replace(/^\$\{(.*)\}$/, '$1'))) {
    context.problems.add(place, `must name a provider configuration; got ${JSON.stringify(value)}`);
  }
}

function checkLifecycle(item: unknown, schema: BlockSchema, self: Type, place: Place, context: CheckContext): void {
  if (!isObject(item)) {
    context.problems.add(place, 'must be an object');
    return;
  }
  for (const [name, value] of Object.entries(item)) {
    const at = inside(place, name);
    if (!LIFECYCLE.includes(name)) {
      context.problems.add(at, `is not known to Terraform${suggestion(name, LIFECYCLE)}`);
    } else if (name === 'ignore_changes') {
      checkIgnored(value, schema, at, context);
    } else if (name === 'replace_triggered_by') {
      checkTriggers(value, at, context);
    } else if (name.endsWith('condition')) {
      checkConditions(value, at, context, name === 'postcondition' ? self : undefined);
    } else {
      checkPlain(value, 'bool', at, context);
    }
  }
}

/** What is taken for an address here is an expression in itself, so Terraform does not take `${…}`. */
function checkTriggers(value: unknown, place: Place, context: CheckContext): void {
  asArray(value ?? []).forEach((item, i) => {
    if (typeof item === 'string' && isTemplate(item)) {
      context.problems.add(inside(place, i), `must be an address without \${…}; got ${JSON.stringify(item)}`);
    }
  });
  checkDependsOn(value, place, context);
}

function checkIgnored(value: unknown, schema: BlockSchema, place: Place, context: CheckContext): void {
  if (value === 'all' || value === null) {
    return;
  }
  asArray(value).forEach((item, i) => {
    const name = typeof item === 'string' ? (/^[\w-]+/.exec(item)?.[0] ?? item) : '';
    if (!attributeSchema(schema, name) && !nestedSchema(schema, name)) {
      const known = [...Object.keys(schema.attributes ?? {}), ...Object.keys(schema.block_types ?? {})];
      context.problems.add(
        inside(place, i),
        `names ${name}, which the provider does not know${suggestion(name, known)}`,
      );
    }
  });
}

function checkProvisioner(item: unknown, self: Type, place: Place, context: CheckContext): void {
  for (const [kind, body] of isObject(item) ? Object.entries(item) : [['', undefined] as const]) {
    const at = inside(place, kind);
    if (kind !== 'local-exec') {
      context.problems.add(at, 'is a provisioner that is not understood here; expected local-exec');
      continue;
    }
    for (const part of asArray(body)) {
      if (isObject(part)) {
        checkBody(part, LOCAL_EXEC, { place: at, context, self });
      } else {
        context.problems.add(at, 'must be an object');
      }
    }
  }
}

function items(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : asArray(value);
}
