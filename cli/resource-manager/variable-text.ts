import { isObject, mapStrings, stringsIn } from '../../terraform';
import type { JsonObject, TerraformDocument } from '../../terraform';
import { recordAt } from './record-at';

/** How a variable's type stands in Resource Manager's form. */
export type VariableKind = 'string' | 'number' | 'boolean' | 'array' | 'json';

const SCALARS: Readonly<Record<string, VariableKind>> = { string: 'string', number: 'number', bool: 'boolean' };

/** What a variable can be asked for as. The form hides text only, so everything else that is sensitive is JSON as well. */
export function kindOf({ type, sensitive }: JsonObject): VariableKind {
  const text = typeof type === 'string' ? type.replaceAll(/\s|^\$\{|\}$/g, '') : 'string';
  if (sensitive === true && text !== 'string') return 'json';
  return SCALARS[text] ?? (/^list\((string|number|bool)\)$/.test(text) ? 'array' : 'json');
}

/**
 * Makes text of the variables that Resource Manager has no field for: objects, maps, sets, sensitive numbers. They are asked for
 * as JSON, and read from it wherever the document refers to them.
 */
export function withTextVariables(document: TerraformDocument): TerraformDocument {
  const names = Object.entries(recordAt(document, 'variable')).flatMap(([name, body]) =>
    isObject(body) && kindOf(body) === 'json' ? [name] : [],
  );
  return names.reduce(withTextVariable, document);
}

/** References to a variable that are still there although it has become text. */
export function leftReferences(document: TerraformDocument, name: string): readonly string[] {
  const unread = new RegExp(String.raw`(?<!jsondecode\()${reference(name).source}`);
  return stringsIn(document).filter((text) => templatesIn(text).some((part) => unread.test(part)));
}

function withTextVariable(document: TerraformDocument, name: string): TerraformDocument {
  const { default: preset, type, ...body } = recordAt(document, 'variable', name);
  const read = /^set\(/.test(String(type)) ? `toset(jsondecode(var.${name}))` : `jsondecode(var.${name})`;
  const variable = {
    ...body,
    type: 'string',
    ...(preset === undefined ? {} : { default: preset === null ? null : JSON.stringify(preset) }),
  };
  const variables = { ...recordAt(document, 'variable'), [name]: variable };
  const change = (text: string): string => inTemplates(text, (part) => part.replace(reference(name, 'g'), read));
  return mapStrings({ ...document, variable: variables }, change) as TerraformDocument;
}

function reference(name: string, flags = ''): RegExp {
  return new RegExp(String.raw`(?<![\w.-])var\.${name}(?![\w-])`, flags);
}

/** What Terraform evaluates of a text: each `${…}` and `%{…}`. */
export function templatesIn(text: string): readonly string[] {
  const found: string[] = [];
  inTemplates(text, (part) => {
    found.push(part);
    return part;
  });
  return found;
}

/** Changes what Terraform evaluates of a text, `${…}` and `%{…}`, and nothing besides. */
function inTemplates(text: string, change: (part: string) => string): string {
  let changed = '';
  let rest = text;
  for (;;) {
    // Twice the sign is the sign itself.
    const start = rest.search(/(?<![$%])[$%]\{/);
    if (start < 0) return changed + rest;
    const end = endOfTemplate(rest, start + 2);
    changed += rest.slice(0, start) + change(rest.slice(start, end));
    rest = rest.slice(end);
  }
}

function endOfTemplate(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}
