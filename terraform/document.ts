import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackError } from './stack-error';

/** An object of a JSON document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What stands in a `cdk.tf.json`, or what `Testing.synth` returns once parsed. Nothing of it is checked yet. */
export type TerraformDocument = JsonObject;

/** A resource or data source of a document. */
export interface DocumentBlock {
  /** As Terraform writes it: `oci_core_vcn.Network_Vcn` or `data.oci_core_services.x`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly body: JsonObject;
}

const FILE = 'cdk.tf.json';

/**
 * Reads the document of a synthesized stack.
 *
 * @param directory the folder that holds `cdk.tf.json`
 * @throws StackError when there is no such file or it is not a JSON object
 */
export function readDocument(directory: string): TerraformDocument {
  const document: unknown = parse(readText(directory));
  if (!isObject(document)) {
    throw problem('is not a JSON object');
  }
  return document;
}

/** Every resource and data source that the document has; what is malformed is left out, for the check to report. */
export function blocksOf(document: TerraformDocument): readonly DocumentBlock[] {
  return [...blocksIn(document, 'resource', 'managed'), ...blocksIn(document, 'data', 'data')];
}

/** The named entries of a section, such as `variable`; empty when the section is not there. */
export function entriesOf(document: TerraformDocument, section: string): readonly (readonly [string, unknown])[] {
  const entries = document[section];
  return isObject(entries) ? Object.entries(entries).filter(([name]) => name !== '//') : [];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A block may be written as an object or as an array of objects. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function blocksIn(document: TerraformDocument, section: string, mode: 'managed' | 'data'): readonly DocumentBlock[] {
  return entriesOf(document, section).flatMap(([type, named]) =>
    isObject(named)
      ? Object.entries(named).flatMap(([name, body]) =>
          isObject(body) ? [{ address: blockAddress(mode, type, name), mode, type, body }] : [],
        )
      : [],
  );
}

/** The address of a resource or data source. */
export function blockAddress(mode: 'managed' | 'data', type: string, name: string): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

function readText(directory: string): string {
  try {
    return readFileSync(join(directory, FILE), 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw problem(missing ? `is not in ${directory}. Synthesize the stack first` : `cannot be read from ${directory}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function problem(message: string): StackError {
  return new StackError([{ address: FILE, message }]);
}
