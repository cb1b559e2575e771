import path from 'node:path';
import { stringify } from 'yaml';
import { isObject, readDocument, stringsIn } from '../../terraform';
import type { TerraformDocument } from '../../terraform';
import type { NamedValue } from '../arguments';
import { UserError } from '../user-error';
import { filesBelow, zipOf } from './archive';
import { privateKeysIn } from './private-key';
import { withPushedImages } from './pushed-images';
import { recordAt } from './record-at';
import { refusals } from './refusals';
import { schemaDocument } from './schema-document';
import { secretProblems } from './secrets';
import { withTextVariables } from './variable-text';

/** A stack as Resource Manager takes it. */
export interface StackPackage {
  /** The zip file. */
  readonly bytes: Buffer;
  /** What is in it. */
  readonly files: readonly string[];
  readonly variables: number;
  readonly outputs: number;
  /** The backend that the stack has elsewhere. */
  readonly leftBackend?: string;
  /** Functions whose image has to be in a repository that the stack itself makes. */
  readonly waiting: readonly string[];
}

/** Resource Manager asks for one file of Terraform's own language. */
const VERSIONS = `# The stack is in cdk.tf.json.
terraform {
  required_version = ">= 1.5.0"
}
`;
/** What the constructs say of a backend's own need; it goes with the backend. */
const BACKEND_VERSIONS: Readonly<Record<string, string>> = { oci: '>= 1.12.0' };

/**
 * Makes the zip file of a synthesized stack.
 *
 * @param directory the stack's folder
 * @param name the stack's name
 * @param version of the schema document
 * @throws UserError when Resource Manager could not run it, or the file would hold a secret
 */
export function packageStack(
  directory: string,
  name: string,
  version: string,
  images: readonly NamedValue[],
): StackPackage {
  const { document: original, backend } = withoutBackend(readDocument(directory));
  const shown = path.relative(process.cwd(), directory) || '.';
  const { document: pushed, waiting } = withPushedImages(withoutComments(original), images, shown);
  const document = withTextVariables(pushed);
  const assets = assetsOf(document, directory);
  checkStack(pushed, document, assets);
  const schema = schemaDocument(name, version, pushed);
  const files = new Map<string, Buffer | string>([
    ['cdk.tf.json', `${JSON.stringify(document, null, 2)}\n`],
    ['schema.yaml', stringify(schema, { lineWidth: 0 })],
    ['versions.tf', VERSIONS],
    ...assets,
  ]);
  return {
    bytes: zipOf(files),
    files: [...files.keys()].sort(),
    variables: Object.keys(schema.variables).length,
    outputs: Object.keys(schema.outputs).length,
    leftBackend: backend,
    waiting,
  };
}

/**
 * @param synthesized the document with its own types: what is in there is told with the name that it has in the app
 * @param document the same as it goes into the file
 */
function checkStack(
  synthesized: TerraformDocument,
  document: TerraformDocument,
  assets: readonly (readonly [string, Buffer])[],
): void {
  const keys = assets.flatMap(([name, content]) => privateKeysIn(name, content));
  const problems = [
    ...listed('Resource Manager cannot run this stack:', refusals(document)),
    ...listed('The file would hold secrets:', [
      ...secretProblems(synthesized),
      ...keys.map((name) => `${name}: holds a private key. Leave it out.`),
    ]),
  ];
  if (problems.length > 0) throw new UserError(problems.join('\n'));
}

function listed(title: string, problems: readonly string[]): readonly string[] {
  return problems.length === 0 ? [] : [title, ...problems.map((one) => `  ${one}`)];
}

function withoutBackend(document: TerraformDocument): { document: TerraformDocument; backend: string | undefined } {
  const { backend: given, cloud, ...terraform } = recordAt(document, 'terraform');
  const [backend] = Object.keys(isObject(given) ? given : {});
  const own = BACKEND_VERSIONS[backend ?? ''];
  const { required_version: version, ...rest } = terraform;
  const left = own !== undefined && version === own ? rest : terraform;
  return { document: { ...document, terraform: left }, backend: cloud === undefined ? backend : 'cloud' };
}

/** cdktf's own comments are of no use to Terraform. */
function withoutComments(value: TerraformDocument): TerraformDocument {
  return strip(value) as TerraformDocument;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (name === '//' ? [] : [[name, strip(part)]])),
  );
}

/** The assets that the document still names; those of a push are none of them. */
function assetsOf(document: TerraformDocument, directory: string): [string, Buffer][] {
  const texts = stringsIn(document).filter((text) => text.includes('assets/'));
  return [...filesBelow(path.join(directory, 'assets'))].flatMap(([name, content]): [string, Buffer][] => {
    const [id = '', hash = ''] = name.split('/');
    return texts.some((text) => text.includes(`assets/${id}/${hash}`)) ? [[`assets/${name}`, content]] : [];
  });
}
