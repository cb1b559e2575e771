import { isDeepStrictEqual } from 'node:util';
import { attributeSchema, isObject, nestedSchema } from '../../terraform';
import type { BlockSchema } from '../../terraform';
import type { Kind } from './diff';
import { isUnordered } from './list-entries';
import { matchEntries } from './match-entries';
import type { Pair } from './match-entries';
import { isSecretName, masked } from './secrets';

/** An attribute that differs, without its meaning. */
export interface Difference {
  readonly path: string;
  readonly kind: Kind;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Where a value stands. */
export interface Site {
  readonly path: string;
  /** The last name of the path. */
  readonly name: string;
  /** Of the block that the value is, if it is one that the provider describes. */
  readonly schema?: BlockSchema;
  /** Terraform keeps it as a set. */
  readonly set?: boolean;
  /** Nothing of it may be shown. */
  readonly secret: boolean;
  /** Names right below that hold a secret here. */
  readonly secretNames?: readonly string[];
}

/** Compares two values, entry by entry; `undefined` and `null` are what is not there. What it returns holds no secret. */
export function compareValues(before: unknown, after: unknown, site: Site): readonly Difference[] {
  const [old, next] = alike(before ?? undefined, after ?? undefined);
  if (isDeepStrictEqual(old, next)) return [];
  if (isObject(old) && isObject(next)) return compareRecords(old, next, site);
  if (Array.isArray(old) && Array.isArray(next)) return compareLists(old, next, site);
  return [difference(old, next, site)];
}

/** A block that may stand once is written as an object or as a list of one. */
function alike(before: unknown, after: unknown): readonly [unknown, unknown] {
  if (isObject(before) && isOneRecord(after)) return [before, after[0]];
  if (isOneRecord(before) && isObject(after)) return [before[0], after];
  return [before, after];
}

function isOneRecord(value: unknown): value is readonly [Readonly<Record<string, unknown>>] {
  return Array.isArray(value) && value.length === 1 && isObject(value[0]);
}

function compareRecords(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  site: Site,
): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => name !== '//').sort();
  return names.flatMap((name) => compareValues(own(before, name), own(after, name), childSite(site, name)));
}

function compareLists(before: readonly unknown[], after: readonly unknown[], site: Site): readonly Difference[] {
  const unordered = site.set === true || isUnordered(site.name);
  const pairs = unordered ? matchEntries(site.name, before, after) : byPosition(before, after);
  return pairs.flatMap(({ before: old, after: next, label }) =>
    compareValues(old, next, label === undefined ? site : { ...site, path: `${site.path}[${label}]` }),
  );
}

function byPosition(before: readonly unknown[], after: readonly unknown[]): readonly Pair[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, i) => ({
    before: before[i],
    after: after[i],
    label: String(i),
  }));
}

function difference(before: unknown, after: unknown, { path, secret }: Site): Difference {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return {
    path,
    kind,
    ...(before === undefined ? {} : { before: masked(before, secret) }),
    ...(after === undefined ? {} : { after: masked(after, secret) }),
  };
}

function childSite({ path, schema, secret, secretNames }: Site, name: string): Site {
  const attribute = schema === undefined ? undefined : attributeSchema(schema, name);
  const nested = schema === undefined ? undefined : nestedSchema(schema, name);
  return {
    path: path === '' ? name : `${path}.${name}`,
    name,
    schema: nested?.block,
    set: nested?.nesting_mode === 'set' || (Array.isArray(attribute?.type) && attribute.type[0] === 'set'),
    secret: secret || secretNames?.includes(name) === true || attribute?.sensitive === true || isSecretName(name),
  };
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
