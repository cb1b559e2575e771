import { asArray, isObject } from '../document';
import type { JsonObject } from '../document';
import { suggestion } from '../nearest';
import { inside } from '../place';
import type { Place } from '../place';
import { attributeSchema, nestedSchema } from '../schema/block-schema';
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from '../schema/block-schema';
import type { Type } from '../values/type';
import { checkValue } from './check-value';
import type { CheckContext } from './context';

/** Names that are Terraform's, at any depth: comments, and blocks made by an expression. */
const ANYWHERE = ['//', 'dynamic'];

/** What the check of a body needs besides the body. */
export interface BodyCheck {
  readonly place: Place;
  readonly context: CheckContext;
  /** Names that are not the provider's and that someone else checks. */
  readonly meta?: readonly string[];
  /** What `self` stands for, where it may be used. */
  readonly self?: Type;
}

/** Checks the attributes and nested blocks of a block against its schema. */
export function checkBody(body: JsonObject, schema: BlockSchema, check: BodyCheck): void {
  for (const [name, value] of Object.entries(body)) {
    if (!ANYWHERE.includes(name) && check.meta?.includes(name) !== true) {
      checkEntry(name, value, schema, check);
    }
  }
  for (const [name, { required }] of Object.entries(schema.attributes ?? {})) {
    if (required === true && (!Object.hasOwn(body, name) || body[name] === null)) {
      check.context.problems.add(inside(check.place, name), 'is required');
    }
  }
  for (const [name, nested] of Object.entries(schema.block_types ?? {})) {
    if (!hasDynamic(body, name)) {
      checkCount(name, nestedItems(body, name).length, nested, check);
    }
  }
}

/** The blocks of one name in a body, however they are written; nothing counts as none. */
export function nestedItems(body: JsonObject, name: string): readonly unknown[] {
  const written = Object.hasOwn(body, name) ? body[name] : undefined;
  return written === undefined || written === null ? [] : asArray(written).filter((item) => item !== null);
}

/** The place of the i-th nested block; a block that can only be there once has no number. */
export function nestedPlace(place: Place, name: string, nested: NestedBlockSchema, i: number): Place {
  return nested.nesting_mode === 'single' ? inside(place, name) : inside(inside(place, name), i);
}

function checkEntry(name: string, value: unknown, schema: BlockSchema, check: BodyCheck): void {
  const attribute = attributeSchema(schema, name);
  const nested = nestedSchema(schema, name);
  if (attribute !== undefined) {
    checkAttribute(name, value, attribute, check);
  } else if (nested !== undefined) {
    checkNested(name, nestedItems({ [name]: value }, name), nested, check);
  } else {
    const known = [...Object.keys(schema.attributes ?? {}), ...Object.keys(schema.block_types ?? {})];
    check.context.problems.add(inside(check.place, name), `is not known to the provider${suggestion(name, known)}`);
  }
}

function checkAttribute(name: string, value: unknown, schema: AttributeSchema, check: BodyCheck): void {
  const place = inside(check.place, name);
  if (value !== null && schema.required !== true && schema.optional !== true) {
    check.context.problems.add(place, 'is set by the cloud and cannot be given');
    return;
  }
  checkValue(value, schema.type, place, check.context, check.self);
}

function checkNested(name: string, items: readonly unknown[], nested: NestedBlockSchema, check: BodyCheck): void {
  items.forEach((item, i) => {
    const place = nestedPlace(check.place, name, nested, i);
    if (isObject(item)) {
      checkBody(item, nested.block, { place, context: check.context, self: check.self });
    } else {
      check.context.problems.add(place, `must be a block: an object, or an array of objects; got ${typeof item}`);
    }
  });
}

function checkCount(name: string, count: number, nested: NestedBlockSchema, { place, context }: BodyCheck): void {
  const most = nested.nesting_mode === 'single' ? 1 : nested.max_items;
  if (count < (nested.min_items ?? 0)) {
    const least = nested.min_items === 1 ? 'is required' : `must be there ${String(nested.min_items)} times at least`;
    context.problems.add(inside(place, name), least);
  }
  if (most !== undefined && count > most) {
    context.problems.add(
      inside(place, name),
      `must not be there more than ${most === 1 ? 'once' : `${most} times`}; got ${count}`,
    );
  }
}

function hasDynamic(body: JsonObject, name: string): boolean {
  return asArray(body['dynamic']).some((item) => isObject(item) && Object.hasOwn(item, name));
}
