import fs from 'node:fs';
import path from 'node:path';
import { shownUrl } from '../../constructs/shown-url';
import { entriesOf, isObject, readDocument } from '../../terraform';
import { Unchecked } from '../checklist';
import type { CheckOutcome } from '../checklist';
import { synthCommand } from '../own-command';
import type { SynthesizedStack } from '../stack/synth';
import { UserError } from '../user-error';

/** Where values of variables can come from. */
export interface VariableSources {
  readonly environment: NodeJS.ProcessEnv;
  /** Files that the deploy is given with `--var-file`. */
  readonly files: readonly string[];
}

/** What the variables of an OracleApiStack look like, if they have a value in the environment. */
const FORMS: Readonly<Record<string, { readonly form: RegExp; readonly expected: string }>> = {
  tenancy_ocid: { form: /^ocid1\.tenancy\./, expected: 'ocid1.tenancy.…' },
  compartment_ocid: { form: /^ocid1\.(compartment|tenancy)\./, expected: 'ocid1.compartment.…' },
  identity_domain_url: { form: /^https:\/\/[^/?#@]+\/?$/, expected: 'https://idcs-….identity.oraclecloud.com' },
};

/** Whether every variable of the last synth that has no default has a value, and one of the right form. */
export function checkVariables(stacks: readonly SynthesizedStack[], sources: VariableSources): CheckOutcome {
  if (stacks.length === 0) throw new Unchecked(`there is no synthesized stack. Run ${synthCommand()}.`);
  const given = new Set(sources.files.flatMap((file) => namesIn(file)));
  const missing: string[] = [];
  const malformed: string[] = [];
  for (const { name, directory } of stacks) {
    const beside = new Set(valueFilesIn(directory).flatMap((file) => namesIn(file)));
    for (const variable of neededBy(directory)) {
      const value = sources.environment[`TF_VAR_${variable}`] ?? '';
      if (value === '' && !given.has(variable) && !beside.has(variable)) missing.push(`${variable} of ${name}`);
      const { form, expected } = FORMS[variable] ?? {};
      if (value !== '' && form?.test(value) === false) {
        malformed.push(`TF_VAR_${variable} has another form: got ${shownUrl(value)}; expected ${expected ?? ''}.`);
      }
    }
  }
  const next = 'Set TF_VAR_<name>, or pass --var-file to the deploy and here.';
  const problems = [
    ...new Set(malformed),
    ...(missing.length === 0 ? [] : [`without a value: ${missing.join(', ')}. ${next}`]),
  ];
  return problems.length === 0 ? { ok: 'all have a value' } : { failed: problems.join(' ') };
}

function neededBy(directory: string): string[] {
  return entriesOf(readDocument(directory), 'variable')
    .filter(([, variable]) => isObject(variable) && variable['default'] === undefined)
    .map(([name]) => name);
}

/** Those that Terraform reads without being told. */
function valueFilesIn(directory: string): string[] {
  return fs
    .readdirSync(directory)
    .filter((name) => /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name))
    .map((name) => path.join(directory, name));
}

/** Names alone: values may be secrets. */
function namesIn(file: string): string[] {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
    if (file.endsWith('.json')) return Object.keys(JSON.parse(text) as object);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(`--var-file: ${file} ${missing ? 'is not there' : 'cannot be read'}.`);
  }
  return outermost(text).flatMap((line) => /^\s*"?([A-Za-z_][\w-]*)"?\s*=/.exec(line)?.[1] ?? []);
}

/** The lines of a file of values that stand in no map or list of it; braces in a text or a comment are none. */
function outermost(text: string): string[] {
  let depth = 0;
  return text.split('\n').filter((line) => {
    const isOutermost = depth === 0;
    const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').replace(/(#|\/\/).*/, '');
    depth += (bare.match(/[[{]/g) ?? []).length - (bare.match(/[\]}]/g) ?? []).length;
    return isOutermost;
  });
}
