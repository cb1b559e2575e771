import { nestedItems, nestedPlace } from '../check/check-body';
import { isObject } from '../document';
import type { JsonObject } from '../document';
import type { Lookup } from '../expressions/evaluate';
import { inside } from '../place';
import type { Place } from '../place';
import { attributeSchema, blockType, nestedSchema, nestedType } from '../schema/block-schema';
import type { BlockSchema, NestedBlockSchema } from '../schema/block-schema';
import { list, toPlain, Value } from '../values/value';
import type { Type } from '../values/type';
import { jsonValue } from './json-value';

/** What a body asks others for. */
export interface BodySources {
  readonly lookup: Lookup;
  /** The value of a computed attribute that is not configured. */
  readonly compute: (place: Place, type: Type) => Value;
}

/** A block with its references resolved, each part when it is first read. */
export class Body {
  private readonly attributes = new Map<string, Value>();
  private readonly nested = new Map<string, readonly Body[]>();

  constructor(
    readonly json: JsonObject,
    readonly schema: BlockSchema,
    readonly place: Place,
    private readonly sources: BodySources,
  ) {}

  /** The names of what the document says of the block: attributes and nested blocks that are not null. */
  get configured(): readonly string[] {
    return Object.keys(this.json).filter((name) =>
      attributeSchema(this.schema, name) === undefined
        ? nestedSchema(this.schema, name) !== undefined && nestedItems(this.json, name).length > 0
        : this.json[name] !== null,
    );
  }

  /** The value of an attribute: as configured, else as the cloud would fill it in, else null. */
  attribute(name: string): Value {
    const schema = attributeSchema(this.schema, name);
    if (schema === undefined) {
      throw new Error(`${this.place.address} has no attribute ${name}`);
    }
    const known = this.attributes.get(name) ?? this.lazily(name, schema.type);
    this.attributes.set(name, known);
    return schema.sensitive === true ? Value.lazy(schema.type, () => known.marked(true)) : known;
  }

  /** The nested blocks of one name. */
  blocks(name: string): readonly Body[] {
    const nested = nestedSchema(this.schema, name);
    if (nested === undefined) {
      throw new Error(`${this.place.address} has no block ${name}`);
    }
    const known = this.nested.get(name) ?? this.readBlocks(name, nested);
    this.nested.set(name, known);
    return known;
  }

  /** The block as an expression sees it: with everything that the schema has. */
  asValue(): Value {
    const attributes = Object.keys(this.schema.attributes ?? {}).map((name) => [name, this.attribute(name)] as const);
    const blocks = Object.entries(this.schema.block_types ?? {}).map(
      ([name, nested]) => [name, this.blocksValue(name, nested)] as const,
    );
    return Value.of(blockType(this.schema), new Map([...attributes, ...blocks]));
  }

  /** How the nested blocks of a name nest; undefined when it is an attribute. */
  nestedMode(name: string): NestedBlockSchema['nesting_mode'] | undefined {
    return nestedSchema(this.schema, name)?.nesting_mode;
  }

  /** What the document says of one attribute or of the nested blocks of one name, in plain terms. */
  plain(name: string): unknown {
    const nesting = this.nestedMode(name);
    if (nesting === undefined) {
      return toPlain(this.attribute(name));
    }
    const blocks = this.blocks(name).map((body) => body.view());
    return nesting === 'single' ? blocks[0] : blocks;
  }

  /** What the document says of the block, each part resolved when it is read. */
  view(): Readonly<Record<string, unknown>> {
    const view = {};
    for (const name of this.configured) {
      Object.defineProperty(view, name, { enumerable: true, get: () => this.plain(name) });
    }
    return view;
  }

  /** A value whose type only its content tells cannot be put off. */
  private lazily(name: string, type: Type): Value {
    return type === 'dynamic' ? this.read(name, type) : Value.lazy(type, () => this.read(name, type));
  }

  private read(name: string, type: Type): Value {
    const written = Object.hasOwn(this.json, name) ? this.json[name] : undefined;
    const place = inside(this.place, name);
    if (written !== undefined && written !== null) {
      return jsonValue(written, type, place, this.sources.lookup);
    }
    const computed = attributeSchema(this.schema, name)?.computed === true;
    return computed ? this.sources.compute(place, type) : Value.of(type, null);
  }

  private readBlocks(name: string, nested: NestedBlockSchema): readonly Body[] {
    return nestedItems(this.json, name).map((item, i) => {
      const place = nestedPlace(this.place, name, nested, i);
      return new Body(isObject(item) ? item : {}, nested.block, place, this.sources);
    });
  }

  private blocksValue(name: string, nested: NestedBlockSchema): Value {
    const type = nestedType(nested);
    return Value.lazy(type, () => {
      const values = this.blocks(name).map((body) => body.asValue());
      const [first] = values;
      if (first === undefined) {
        // The cloud may have filled in blocks that the document leaves out; none is not a safe guess.
        return this.sources.compute(inside(this.place, name), type);
      }
      if (nested.nesting_mode === 'single') {
        return first;
      }
      const element = blockType(nested.block);
      return nested.nesting_mode === 'set' ? Value.of(['set', element], values) : list(element, values);
    });
  }
}
