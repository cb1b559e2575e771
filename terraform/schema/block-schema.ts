import type { Type } from '../values/type';

/** An attribute as `terraform providers schema -json` describes it. */
export interface AttributeSchema {
  readonly type: Type;
  readonly required?: boolean;
  readonly optional?: boolean;
  /** The provider fills it in when the document does not. */
  readonly computed?: boolean;
  readonly sensitive?: boolean;
}

/** A block that stands inside another. */
export interface NestedBlockSchema {
  readonly nesting_mode: 'single' | 'list' | 'set';
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: BlockSchema;
}

/** What a block may hold. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedBlockSchema>>;
}

/** The attribute of that name, if the block has one. */
export function attributeSchema(block: BlockSchema, name: string): AttributeSchema | undefined {
  return block.attributes && Object.hasOwn(block.attributes, name) ? block.attributes[name] : undefined;
}

/** The nested block of that name, if the block has one. */
export function nestedSchema(block: BlockSchema, name: string): NestedBlockSchema | undefined {
  return block.block_types && Object.hasOwn(block.block_types, name) ? block.block_types[name] : undefined;
}

/** The type that a reference to such a block has. */
export function blockType(block: BlockSchema): Type {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, { type }]) => [name, type] as const);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]) => [name, nestedType(nested)] as const);
  return ['object', Object.fromEntries([...attributes, ...blocks])];
}

/** The type that a reference to nested blocks of one name has. */
export function nestedType(nested: NestedBlockSchema): Type {
  const inner = blockType(nested.block);
  return nested.nesting_mode === 'single' ? inner : [nested.nesting_mode, inner];
}
