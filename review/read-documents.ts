import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { TerraformDocument } from '../terraform';
import { DocumentError } from './document-error';

/** The document of one stack. */
export interface StackDocument {
  /** The stack's name, as its construct has it. */
  readonly name: string;
  readonly document: TerraformDocument;
}

/** What a path holds. */
export interface Documents {
  readonly stacks: readonly StackDocument[];
  /** Whether the path names one stack's document, and not a folder of stacks. */
  readonly single: boolean;
}

const FILE = 'cdk.tf.json';
const EXPECTED = `expected a ${FILE}, a stack's folder, or a cdktf.out`;

/** What the app writes beside its stacks. */
const Manifest = z.object({
  stacks: z.record(z.string(), z.object({ name: z.string(), workingDirectory: z.string() })),
});

/** A document, as far as it shows that it is one: Terraform's plans and states are JSON objects too. */
const Synthesized = z.looseObject({
  '//': z.object({ metadata: z.object({ stackName: z.string().min(1) }) }),
  terraform: z.looseObject({}).optional(),
  resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))).optional(),
  data: z.record(z.string(), z.record(z.string(), z.looseObject({}))).optional(),
});

/**
 * Reads the synthesized documents that a path holds.
 *
 * @param place a `cdk.tf.json`, the folder of a stack, or a `cdktf.out` with its `manifest.json`
 * @throws DocumentError when there is none, or it is no synthesized document
 */
export function readDocuments(place: string): Documents {
  if (!isFolder(place)) return { stacks: [readOne(place)], single: true };
  if (fs.existsSync(path.join(place, FILE))) return { stacks: [readOne(path.join(place, FILE))], single: true };
  const manifest = path.join(place, 'manifest.json');
  if (!fs.existsSync(manifest)) throw new DocumentError(`${place} has no ${FILE} and no manifest.json; ${EXPECTED}.`);
  const parsed = Manifest.safeParse(readJson(manifest));
  if (!parsed.success) throw new DocumentError(`${manifest} is no manifest of cdktf; ${EXPECTED}.`);
  const stacks = Object.values(parsed.data.stacks).map(({ name, workingDirectory }) => ({
    name,
    document: readOne(path.join(place, workingDirectory, FILE)).document,
  }));
  return { stacks, single: false };
}

function isFolder(place: string): boolean {
  try {
    return fs.statSync(place).isDirectory();
  } catch (error) {
    throw unreadable(place, error);
  }
}

function readOne(file: string): StackDocument {
  const parsed = Synthesized.safeParse(readJson(file));
  if (!parsed.success) throw new DocumentError(`${file} is no document that cdktf synthesized; ${EXPECTED}.`);
  return { name: parsed.data['//'].metadata.stackName, document: parsed.data };
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // The parser's message quotes the text, which may be anything.
    throw new DocumentError(`${file} is no JSON; ${EXPECTED}.`, { cause: error });
  }
}

/** Where a folder is a file, nothing is below it. */
function unreadable(place: string, error: unknown): DocumentError {
  const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
  const problem = code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : `cannot be read (${code})`;
  return new DocumentError(`${place} ${problem}; ${EXPECTED}.`, { cause: error });
}
