import { blocksOf, isObject, stringsIn } from '../../terraform';
import type { TerraformDocument } from '../../terraform';
import { listAt, recordAt } from './record-at';
import { templatesIn } from './variable-text';
import { allows } from './version-constraint';

/** The newest Terraform that Resource Manager has. */
export const TERRAFORM = '1.5';
const EXACTLY = '1.5.7';

/** What Terraform 1.5 has at the top of a document; cdktf's comment besides. */
const BLOCKS = new Set([
  ...['//', 'check', 'data', 'import', 'locals', 'module', 'moved', 'output', 'provider', 'resource', 'terraform'],
  'variable',
]);
/** What Terraform 1.5 has in a variable and in an output. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  variable: ['//', 'default', 'description', 'nullable', 'sensitive', 'type', 'validation'],
  output: ['//', 'depends_on', 'description', 'precondition', 'sensitive', 'value'],
};
const NEWER_FUNCTION = /(?<![\w.])(provider::\w+::\w+|templatestring|issensitive|ephemeralasnull)\(/;
/** What providers call an argument that is in no state. */
const WRITE_ONLY = /_wo$/;

/** What only a newer Terraform than Resource Manager's could read: one sentence each, which begins with the place. */
export function versionProblems(document: TerraformDocument): readonly string[] {
  return [
    ...Object.keys(document)
      .filter((name) => !BLOCKS.has(name))
      .map((name) => `${name}: is no block of Terraform ${TERRAFORM}, the newest that Resource Manager has.`),
    ...constraintProblems(document),
    ...importProblems(document),
    ...attributeProblems(document),
    ...writeOnlyProblems(document),
    ...functionProblems(document),
  ];
}

function constraintProblems(document: TerraformDocument): string[] {
  const { required_version: version } = recordAt(document, 'terraform');
  if (version === undefined || (typeof version === 'string' && allows(version, EXACTLY))) return [];
  const shown = typeof version === 'string' ? version : JSON.stringify(version);
  return [`terraform.required_version: is ${shown}, and Resource Manager runs Terraform ${EXACTLY}.`];
}

function importProblems(document: TerraformDocument): string[] {
  return listAt(document, 'import')
    .filter((block) => stringsIn(block['id']).some((id) => id.includes('${')) || 'for_each' in block)
    .map(
      (block) =>
        `import ${String(block['to'])}: has an id that only Terraform knows, which takes Terraform 1.6; Resource Manager has ${TERRAFORM}. Leave out what imports it, such as signingCertificatePublicAccess.`,
    );
}

function attributeProblems(document: TerraformDocument): string[] {
  return Object.entries(ATTRIBUTES).flatMap(([section, known]) =>
    Object.entries(recordAt(document, section)).flatMap(([name, body]) =>
      Object.keys(isObject(body) ? body : {})
        .filter((attribute) => !known.includes(attribute))
        .map(
          (attribute) =>
            `${section} ${name}: has ${attribute}, which Terraform ${TERRAFORM} has not, the newest that Resource Manager has.`,
        ),
    ),
  );
}

function writeOnlyProblems(document: TerraformDocument): string[] {
  return blocksOf(document).flatMap(({ address, body }) =>
    [...new Set(namesIn(body))]
      .filter((name) => WRITE_ONLY.test(name))
      .map(
        (name) =>
          `${address}: has ${name}, an argument that is only written, which takes Terraform 1.11; Resource Manager has ${TERRAFORM}. Use ${name.replace(WRITE_ONLY, '')}.`,
      ),
  );
}

function functionProblems(document: TerraformDocument): string[] {
  const expressions = stringsIn(document).flatMap(templatesIn);
  const newer = expressions.flatMap((expression) => NEWER_FUNCTION.exec(expression)?.[1] ?? []);
  return [...new Set(newer)].map(
    (name) => `${name}(): is no function of Terraform ${TERRAFORM}, which Resource Manager has.`,
  );
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return isObject(value) ? Object.entries(value).flatMap(([name, item]) => [name, ...namesIn(item)]) : [];
}
