import { attributeSchema, blockSchema, stringsIn } from '../../../terraform';
import type { Block } from '../blocks';
import { isSecretName } from '../secrets';

/** What follows the first sign of an expression: braces of objects within one do not end it. */
const EXPRESSION = /[$%]\{[^]*/;
const ATTRIBUTE = /(?<![\w.-])(data\.)?([A-Za-z_]\w*)\.[A-Za-z_][\w-]*(?:\[[^\]]*\])?\.([A-Za-z_]\w*)/g;
const SETTING = /(?<![\w.-])(?:var|local)\.[\w-]+/g;
/** Secrets that nothing in their own name tells. */
const UNNAMED = /^oci_(objectstorage_preauthrequest\.(access_uri|full_path)|identity_customer_secret_key\.key)$/;

/** Variables and locals that hold a secret, as expressions name them: `var.pin`. */
export function secretSettings(blocks: readonly Block[]): ReadonlySet<string> {
  const sensitive = blocks.filter(({ type, attributes }) => type === 'variable' && attributes['sensitive'] === true);
  const secrets = new Set(sensitive.map(({ address }) => address.replace('variable.', 'var.')));
  const locals = blocks.filter(({ type, mode }) => type === 'local' && mode === 'other');
  for (let size = -1; size < secrets.size;) {
    size = secrets.size;
    for (const { address, attributes } of locals) {
      if (secretReferences(attributes, secrets).length > 0) secrets.add(address);
    }
  }
  return secrets;
}

/** What of a value comes from a secret. */
export function secretReferences(value: unknown, secrets: ReadonlySet<string>): readonly string[] {
  const expressions = stringsIn(value).flatMap((text) => EXPRESSION.exec(text) ?? []);
  const names = expressions.flatMap((expression) => [
    ...(expression.match(SETTING) ?? []).filter((name) => secrets.has(name)),
    ...[...expression.matchAll(ATTRIBUTE)]
      .filter(([, data, type = '', name = '']) => isSecret(data === undefined ? 'managed' : 'data', type, name))
      .map(([reference]) => reference),
    ...(expression.includes('nonsensitive(') ? ['nonsensitive(…)'] : []),
  ]);
  return [...new Set(names)];
}

function isSecret(mode: 'managed' | 'data', type: string, name: string): boolean {
  if (isSecretName(name) || UNNAMED.test(`${type}.${name}`)) return true;
  const schema = blockSchema(mode, type);
  return schema !== undefined && attributeSchema(schema, name)?.sensitive === true;
}
