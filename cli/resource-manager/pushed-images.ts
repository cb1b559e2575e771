import { isObject, stringsIn } from '../../terraform';
import type { JsonObject, TerraformDocument } from '../../terraform';
import type { NamedValue } from '../arguments';
import { ownCommand } from '../own-command';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';
import { recordAt } from './record-at';

const FUNCTION = 'oci_functions_function';
const PUSH = 'terraform_data';
/** What an image's place is made of, and what nothing else needs once the place is known. */
const PLACE = [
  ['resource', 'oci_artifacts_container_repository'],
  ['data', 'oci_objectstorage_namespace'],
] as const;
const PUSHER = /^node \S*\bImagePusher\b\S* (\S+)$/;

/** A function whose image this document would push, or makes the repository for. */
interface ImagedFunction {
  readonly id: string;
  /** What users know it by: its display name. */
  readonly name: string;
  /** The reference as it stands in the document. */
  readonly place: string;
  /** The content's hash. */
  readonly tag: string;
  readonly push?: { readonly address: string; readonly bundle: string };
}

/** A document that pushes nothing, and the functions whose image has to be in the stack's own repository. */
export interface WithPushedImages {
  readonly document: TerraformDocument;
  readonly waiting: readonly string[];
}

/**
 * Takes images that were pushed already: out go the push, and the repository and namespace that only it needed.
 *
 * @param images a reference for each function's name
 * @param directory the stack's folder, for what an error tells to run
 * @throws UserError when a function would push and has no image, or one of another content
 */
export function withPushedImages(
  document: TerraformDocument,
  images: readonly NamedValue[],
  directory: string,
): WithPushedImages {
  const functions = functionsOf(document);
  checkNames(functions, images);
  const problems: string[] = [];
  const waiting: string[] = [];
  let changed = document;
  for (const one of functions) {
    const image = images.find(({ name }) => name === one.name)?.value;
    if (image !== undefined && !image.endsWith(`:${one.tag}`)) problems.push(otherContent(one, image, directory));
    else if (image !== undefined) changed = withImage(changed, one, image);
    else if (one.push === undefined) waiting.push(one.name);
    else problems.push(noImage(one, directory));
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  const places = functions.filter(({ name }) => images.some((image) => image.name === name)).map(({ place }) => place);
  return { document: withoutUnused(changed, places), waiting };
}

function functionsOf(document: TerraformDocument): ImagedFunction[] {
  return Object.entries(recordAt(document, 'resource', FUNCTION)).flatMap(([id, body]) => {
    if (!isObject(body)) return [];
    const { image, display_name: name } = body;
    const [, tag] = /^\S*\$\{oci_artifacts_container_repository\..*:([^:/}]+)$/.exec(String(image)) ?? [];
    if (tag === undefined) return [];
    return [
      { id, name: typeof name === 'string' ? name : id, place: String(image), tag, push: pushOf(document, body) },
    ];
  });
}

function pushOf(document: TerraformDocument, body: JsonObject): ImagedFunction['push'] {
  for (const address of stringsIn(body['depends_on']).filter((one) => one.startsWith(`${PUSH}.`))) {
    const data = recordAt(document, 'resource', PUSH, address.slice(PUSH.length + 1));
    const [, bundle] = stringsIn(data['provisioner']).flatMap((text) => PUSHER.exec(text) ?? []);
    if (bundle !== undefined) return { address, bundle };
  }
  return undefined;
}

function checkNames(functions: readonly ImagedFunction[], images: readonly NamedValue[]): void {
  const names = functions.map(({ name }) => name);
  images.forEach(({ name }, index) => {
    if (!names.includes(name)) {
      const known = names.length === 0 ? 'none, as no image of this stack is its own' : names.join(', ');
      throw new UsageError(`--image ${name}=…: no function of the stack has this name; it has: ${known}.`);
    }
    if (images.findIndex((other) => other.name === name) !== index) {
      throw new UsageError(`--image ${name}=… is there twice.`);
    }
  });
}

function noImage({ name, tag, push }: ImagedFunction, directory: string): string {
  return [
    `${name} pushes its image while Terraform applies, with Node, which Resource Manager's machines do not have. Push it, then name it:`,
    `  ${ownCommand(`image push ${directory}/${push?.bundle ?? ''} <registry host>/<namespace>/<repository>`)}`,
    `  ${ownCommand(`resource-manager --image ${name}=<registry host>/<namespace>/<repository>:${tag}`)}`,
  ].join('\n');
}

function otherContent({ name, tag, push }: ImagedFunction, image: string, directory: string): string {
  const repository = image.replace(/:[^:/]*$/, '');
  const bundle = push === undefined ? `dist/functions/${name}` : `${directory}/${push.bundle}`;
  return [
    `--image ${name}=${image}: is another content than this synth's, whose tag is ${tag}. Push it, then name it:`,
    `  ${ownCommand(`image push ${bundle} ${repository}`)}`,
    `  ${ownCommand(`resource-manager --image ${name}=${repository}:${tag}`)}`,
  ].join('\n');
}

function withImage(document: TerraformDocument, { id, push }: ImagedFunction, image: string): TerraformDocument {
  const { depends_on: dependsOn, ...body } = recordAt(document, 'resource', FUNCTION, id);
  const others = stringsIn(dependsOn).filter((address) => address !== push?.address);
  const changed = replace(document, 'resource', FUNCTION, id, {
    ...body,
    image,
    ...(others.length === 0 ? {} : { depends_on: others }),
  });
  return push === undefined ? changed : replace(changed, 'resource', PUSH, push.address.slice(PUSH.length + 1));
}

/** Without the repositories and namespaces of these places, unless something else refers to them. */
function withoutUnused(document: TerraformDocument, places: readonly string[]): TerraformDocument {
  let changed = document;
  for (const [section, type] of PLACE) {
    for (const id of Object.keys(recordAt(changed, section, type))) {
      const isNamed = (text: string): boolean => text.includes(`${type}.${id}.`);
      const without = replace(changed, section, type, id);
      if (places.some(isNamed) && !stringsIn(without).some(isNamed)) changed = without;
    }
  }
  return changed;
}

/** The document with a block replaced, or without it; what is empty then goes too. */
function replace(
  document: TerraformDocument,
  section: string,
  type: string,
  id: string,
  body?: JsonObject,
): TerraformDocument {
  const blocks = { ...recordAt(document, section, type), [id]: body };
  const types = { ...recordAt(document, section), [type]: withoutUndefined(blocks) };
  return withoutUndefined({ ...document, [section]: withoutUndefined(types) }) ?? {};
}

function withoutUndefined(record: JsonObject): JsonObject | undefined {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
