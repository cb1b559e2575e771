import { createRequire } from 'node:module';
import type { Type } from '../values/type';
import { TERRAFORM_DATA } from './terraform-data';

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

interface ProviderSchema {
  readonly provider: { readonly block: BlockSchema };
  readonly resource_schemas: Readonly<Record<string, { readonly block: BlockSchema }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

/** Where `required_providers` must say that the provider comes from. */
export const PROVIDER_SOURCE = 'oracle/oci';

let loaded: ProviderSchema | undefined;

/** The schema of a resource or data source type; undefined when the provider has none of that name. */
export function blockSchema(mode: 'managed' | 'data', type: string): BlockSchema | undefined {
  const schemas = schemasOf(mode);
  return Object.hasOwn(schemas, type) ? schemas[type]?.block : undefined;
}

/** Every type of resource or data source that has a schema. */
export function knownTypes(mode: 'managed' | 'data'): readonly string[] {
  return Object.keys(schemasOf(mode));
}

/** What the provider's own configuration may hold. */
export function providerSchema(): BlockSchema {
  return provider().provider.block;
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

function schemasOf(mode: 'managed' | 'data'): ProviderSchema['resource_schemas'] {
  return mode === 'managed'
    ? { ...provider().resource_schemas, terraform_data: { block: TERRAFORM_DATA } }
    : provider().data_source_schemas;
}

/** Read at the first use and once: it is half a megabyte, and most imports of this folder are for its types. */
function provider(): ProviderSchema {
  loaded ??= load();
  return loaded;
}

function load(): ProviderSchema {
  const file = createRequire(__filename)('@cdktf/provider-oci/schema') as {
    readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
  };
  const schema = file.provider_schemas[`registry.terraform.io/${PROVIDER_SOURCE}`];
  if (schema === undefined) {
    throw new Error(`@cdktf/provider-oci holds no schema of ${PROVIDER_SOURCE}. Run npm install again`);
  }
  return schema;
}
