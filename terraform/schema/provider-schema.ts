import { createRequire } from 'node:module';
import type { BlockSchema } from './block-schema';
import { TERRAFORM_DATA } from './terraform-data';

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
  if (mode === 'managed' && type === 'terraform_data') {
    return TERRAFORM_DATA;
  }
  const schemas = schemasOf(mode);
  return Object.hasOwn(schemas, type) ? schemas[type]?.block : undefined;
}

/** Every type of resource or data source that has a schema. */
export function knownTypes(mode: 'managed' | 'data'): readonly string[] {
  return [...Object.keys(schemasOf(mode)), ...(mode === 'managed' ? ['terraform_data'] : [])];
}

/** What the provider's own configuration may hold. */
export function providerSchema(): BlockSchema {
  return provider().provider.block;
}

function schemasOf(mode: 'managed' | 'data'): ProviderSchema['resource_schemas'] {
  return mode === 'managed' ? provider().resource_schemas : provider().data_source_schemas;
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
