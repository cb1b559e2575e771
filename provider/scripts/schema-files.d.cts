interface SchemaType {
  readonly version: number;
  readonly block: Record<string, unknown>;
}

/** The form of `terraform providers schema -json`. */
interface ProviderSchemas {
  readonly provider_schemas: Record<
    string,
    {
      readonly provider: SchemaType;
      readonly resource_schemas: Record<string, SchemaType>;
      readonly data_source_schemas: Record<string, SchemaType>;
    }
  >;
}

type Kind = 'resource_schemas' | 'data_source_schemas';

export const PROVIDER: string;
export const ROOT: string;
export function listTypes(kind: Kind, root?: string): string[];
export function readSchema(root?: string): ProviderSchemas;
export function writeSchema(schema: ProviderSchemas, wanted: Record<Kind, readonly string[]>, root?: string): number;
