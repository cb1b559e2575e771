import { isSecretName } from '../../review';
import { isObject } from '../../terraform';
import type { TerraformDocument } from '../../terraform';
import { shownPlace, textsOf } from './document-texts';
import type { DocumentText } from './document-texts';
import { holdsPrivateKey } from './private-key';
import { recordAt } from './record-at';
import { templatesIn } from './variable-text';

/** How many names below a section are its blocks' own; those say nothing of what an attribute holds. */
const OWN_NAMES: Readonly<Record<string, number>> = { resource: 2, data: 2, provider: 1, module: 1, check: 1 };
/** Where a block's name is that of a value. */
const VALUES: Readonly<Record<string, string>> = { variable: 'default', output: 'value' };

/** What stands beside a secret and tells what it is, as `content_type` does. */
const ABOUT = /(^|_)(type|name|stage|id|description|version)$/i;
const OCID = /^ocid1\.[\w.-]+$/;
/** What the gateway reads of a request, as the parameters of an authorizer name it. */
const OF_REQUEST = /^(\$\$\{)?request\.\w+(\[[^\]]*\])?\}?$/;
/** A text between quotes in an expression, with nothing to evaluate in it. */
const QUOTED = /"(?:[^"\\$]|\\.|\$(?!\{))*"/g;
const REFERENCE = /(?<![\w.-])[A-Za-z_][\w-]*(\[[^\]]*\])?\.[A-Za-z_]/;
/** A name and a text in an expression, as of `jsonencode`. */
const PAIR = /"?([\w-]+)"?\s*[=:]\s*"((?:[^"\\$]|\\.)+)"/g;
const TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}\./;
const URL_PASSWORD = /:\/\/[^\s:/@"'{}]*:[^\s/@"'{}$]+@/;

/**
 * Secrets that stand in a document: texts that are called one, private keys, tokens, passwords of URLs. One sentence each, which
 * begins with the place and has nothing of the secret.
 */
export function secretProblems(document: TerraformDocument): readonly string[] {
  const problems = textsOf(withoutSensitive(document)).flatMap((one) => {
    const what = whatItTells(one);
    return what === undefined
      ? []
      : [`${shownPlace(one.place)}: ${what}. Make it a sensitive variable without default.`];
  });
  return [...new Set(problems)];
}

function whatItTells({ place, text }: DocumentText): string | undefined {
  if (holdsPrivateKey(text)) return 'holds a private key';
  if (TOKEN.test(text)) return 'holds a token';
  if (URL_PASSWORD.test(text)) return 'holds a URL with a password';
  if (isSecretPlace(place) && isLiteral(text)) return 'is a secret by its name, and stands there as text';
  const pairs = templatesIn(text).flatMap((part) => [...part.matchAll(PAIR)]);
  const pair = pairs.find(([, name = '', value = '']) => isSecretName(name) && isLiteral(value));
  return pair === undefined ? undefined : `holds ${String(pair[1])}, a secret by its name, as text`;
}

function isSecretPlace([section = '', ...names]: readonly string[]): boolean {
  const valueName = VALUES[section];
  if (valueName !== undefined && names[1] !== valueName) return false;
  const attributes = names.slice(OWN_NAMES[section] ?? 0).filter((name) => !name.startsWith('['));
  const last = attributes.at(-1) ?? '';
  return attributes.some(isSecretName) && (isSecretName(last) || !ABOUT.test(last));
}

/** Whether a text is its own value, with nothing in it that only Terraform knows. */
function isLiteral(text: string): boolean {
  if (text.trim() === '' || OCID.test(text) || OF_REQUEST.test(text)) return false;
  return !templatesIn(text).some((part) => REFERENCE.test(part.replaceAll(QUOTED, '""')));
}

/** Sensitive variables may have no default at all, which is another refusal. */
function withoutSensitive(document: TerraformDocument): TerraformDocument {
  const variables = Object.entries(recordAt(document, 'variable'));
  const others = variables.filter(([, body]) => !isObject(body) || body['sensitive'] !== true);
  return { ...document, variable: Object.fromEntries(others) };
}
