import { isObject } from '../../terraform';
import type { JsonObject, TerraformDocument } from '../../terraform';
import { recordAt } from './record-at';
import { kindOf } from './variable-text';
import type { VariableKind } from './variable-text';

/** What Resource Manager's console is told of a stack, as it stands in `schema.yaml`. */
export interface SchemaDocument {
  readonly title: string;
  readonly description: string;
  readonly schemaVersion: '1.1.0';
  readonly version: string;
  readonly locale: 'en';
  readonly variableGroups: readonly JsonObject[];
  readonly variables: Readonly<Record<string, FormVariable>>;
  readonly outputGroups: readonly JsonObject[];
  readonly outputs: Readonly<Record<string, FormOutput>>;
}

type FormVariable = JsonObject & { readonly type: string };
type FormOutput = JsonObject & { readonly type: string };

/** What Resource Manager fills in by itself, in the order of its own form. */
const FILLED_IN: Readonly<Record<string, { readonly type: string; readonly title: string }>> = {
  tenancy_ocid: { type: 'string', title: 'Tenancy' },
  compartment_ocid: { type: 'oci:identity:compartment:id', title: 'Compartment' },
  region: { type: 'oci:identity:region:name', title: 'Region' },
  current_user_ocid: { type: 'string', title: 'Current user' },
};

/** What is known of variables that the ready stack has. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  identity_domain_url: { title: 'URL of the identity domain', pattern: '^https://.+' },
  identity_domain_signing_key: { title: 'Signing key of the identity domain' },
};

const TYPES: Readonly<Record<VariableKind, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  array: 'array',
  json: 'text',
};

const OUTPUT_GROUPS: readonly (readonly [string, RegExp])[] = [
  ['Call the API', /^(endpoint|curl_.*)$/],
  ['Get a token', /^(token_url|client.*|scopes?)$/],
  ['About the stack', /^/],
];

/**
 * Describes a stack's variables and outputs.
 *
 * @param original the document as synthesized, which tells what was no text before
 * @see https://docs.oracle.com/iaas/Content/ResourceManager/Concepts/terraformconfigresourcemanager_topic-schema.htm
 */
export function schemaDocument(name: string, version: string, original: TerraformDocument): SchemaDocument {
  const variables = Object.fromEntries(
    Object.entries(recordAt(original, 'variable')).map(([id, body]) => [
      id,
      formVariable(id, recordAt({ body }, 'body')),
    ]),
  );
  const outputs = Object.fromEntries(
    Object.entries(recordAt(original, 'output')).map(([id, body]) => [id, formOutput(id, recordAt({ body }, 'body'))]),
  );
  return {
    title: name,
    description: `The stack ${name}, as signed-api made it of its synthesized Terraform`,
    schemaVersion: '1.1.0',
    version,
    locale: 'en',
    variableGroups: variableGroups(Object.keys(variables)),
    variables,
    outputGroups: outputGroups(Object.keys(outputs)),
    outputs,
  };
}

function formVariable(id: string, body: JsonObject): FormVariable {
  const { description, default: preset, sensitive } = body;
  const kind = kindOf(body);
  const filledIn = FILLED_IN[id];
  const common = {
    title: titleOf(id),
    ...(typeof description === 'string'
      ? { description: kind === 'json' ? `${description}. As JSON` : description }
      : {}),
    required: preset === undefined,
    ...KNOWN[id],
  };
  if (filledIn !== undefined) return { ...common, ...filledIn, visible: false };
  return {
    ...common,
    // A password is the only field that shows nothing of what is typed; both kinds of text go into one.
    type: sensitive === true ? 'password' : TYPES[kind],
    ...(kind === 'array' ? { items: { type: itemType(body['type']) } } : {}),
    ...(kind === 'json' && sensitive !== true ? { multiline: true } : {}),
    ...(preset === undefined || preset === null ? {} : { default: kind === 'json' ? JSON.stringify(preset) : preset }),
  };
}

function itemType(type: unknown): string {
  if (/number/.test(String(type))) return 'number';
  return /bool/.test(String(type)) ? 'boolean' : 'string';
}

function formOutput(id: string, body: JsonObject): FormOutput {
  const { value, description, sensitive } = body;
  return {
    type: outputType(value, sensitive === true),
    title: titleOf(id),
    ...(typeof description === 'string' ? { description } : {}),
    ...(sensitive === true ? { sensitive: true } : {}),
    // What the command line reads; nobody else has a use for it.
    ...(id === 'apis' ? { visible: false } : {}),
  };
}

function outputType(value: unknown, isSensitive: boolean): string {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return 'list';
  if (isObject(value)) return 'json';
  return isSensitive ? 'string' : 'copyableString';
}

function variableGroups(ids: readonly string[]): JsonObject[] {
  const hidden = Object.keys(FILLED_IN).filter((id) => ids.includes(id));
  const shown = ids.filter((id) => !hidden.includes(id));
  const domain = shown.filter((id) => id.startsWith('identity_domain_'));
  return [
    { title: 'Filled in by Resource Manager', visible: false, variables: hidden },
    // The URL comes first: the key is one of that domain.
    { title: 'Identity domain', variables: domain.sort((one, other) => one.length - other.length) },
    { title: 'Settings', variables: shown.filter((id) => !domain.includes(id)) },
  ].filter(({ variables }) => variables.length > 0);
}

function outputGroups(ids: readonly string[]): JsonObject[] {
  let left = ids;
  return OUTPUT_GROUPS.flatMap(([title, pattern]) => {
    const outputs = left.filter((id) => pattern.test(id));
    left = left.filter((id) => !pattern.test(id));
    return outputs.length === 0 ? [] : [{ title, outputs }];
  });
}

function titleOf(id: string): string {
  const words = id.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
