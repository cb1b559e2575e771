import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import type { App } from 'cdktf';
import { checkDocument } from '../terraform';
import type { TerraformDocument } from '../terraform';
import { scratch } from './scratch';

/** The attributes of one resource, data source, output or variable of a document. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Synthesizes what `build` adds to a stack named `Test`; fails on what validators or the provider's schema refuse. */
export function synthDocument(build: (stack: TerraformStack) => void): TerraformDocument {
  return synthStack((app) => {
    const stack = new TerraformStack(app, 'Test');
    new OciProvider(stack, 'Oci', { region: 'eu-test-1' });
    build(stack);
    return stack;
  });
}

/** Synthesizes a stack of one's own, under the same checks. */
export function synthStack(make: (app: App) => TerraformStack): TerraformDocument {
  const stack = make(Testing.app({ outdir: scratch('synth') }));
  // Runs aspects and validators; its text lacks the construct paths that blocks are found by.
  Testing.synth(stack, true);
  const document = JSON.parse(JSON.stringify(stack.toTerraform())) as TerraformDocument;
  const problems = checkDocument(document);
  if (problems.length > 0) {
    throw new Error(`The document is not in order: ${JSON.stringify(problems, null, 2)}`);
  }
  return document;
}

/** Every resource of a type, by the construct path that it was made at, without the stack's name. */
export function resources(document: TerraformDocument, type: string): Readonly<Record<string, Attributes>> {
  return byPath(document['resource'], type);
}

/** Every data source of a type, by its construct path. */
export function dataSources(document: TerraformDocument, type: string): Readonly<Record<string, Attributes>> {
  return byPath(document['data'], type);
}

/** The only resource of a type. */
export function resource(document: TerraformDocument, type: string): Attributes {
  const all = Object.values(resources(document, type));
  const [only] = all;
  if (only === undefined || all.length > 1) {
    throw new Error(`The document has ${String(all.length)} resources of type ${type}, not one`);
  }
  return only;
}

function byPath(section: unknown, type: string): Record<string, Attributes> {
  const blocks = (section as Record<string, Record<string, Attributes>> | undefined)?.[type] ?? {};
  return Object.fromEntries(
    Object.values(blocks).map(({ '//': comment, ...attributes }) => {
      const { path } = (comment as { metadata: { path: string } }).metadata;
      return [path.slice(path.indexOf('/') + 1), attributes];
    }),
  );
}

/** The resource or data source that was made at a construct path, given without the stack's name. */
export function blockAt(document: TerraformDocument, path: string): Attributes {
  for (const section of [document['resource'], document['data']]) {
    for (const type of Object.keys((section as object | undefined) ?? {})) {
      const found = byPath(section, type)[path];
      if (found !== undefined) return found;
    }
  }
  throw new Error(`The document has nothing at ${path}`);
}
