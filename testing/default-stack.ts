import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');

/** A synthesized document, as far as tests change it. */
export interface EditableDocument {
  resource: Record<string, Record<string, Record<string, unknown>>>;
  variable: Record<string, Record<string, unknown>>;
}

/** Synthesizes an app as a user would, into a folder of its own. Remove the folder when done. */
export function synthesizeInto(folder: string, app = 'main.ts'): string {
  execFileSync(process.execPath, ['--import', 'tsx', app], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: path.join(folder, 'cdktf.out') },
    stdio: 'pipe',
  });
  return path.join(folder, 'cdktf.out', 'stacks', 'oracleapi');
}

/** The default stack, synthesized once, and copies of it to break. */
export class DefaultStack {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'default-stack-'));
  readonly directory: string = synthesizeInto(this.folder);
  private copies = 0;

  /** A copy whose document, and whose bundle, were changed. */
  copy(changes: { document?: (document: EditableDocument) => void; bundle?: (code: string) => string } = {}): string {
    this.copies += 1;
    const copy = path.join(this.folder, `copy-${String(this.copies)}`);
    fs.cpSync(this.directory, copy, { recursive: true });
    if (changes.bundle !== undefined) changeBundle(copy, changes.bundle);
    if (changes.document !== undefined) editDocument(copy, changes.document);
    return copy;
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}

/** The one resource of a type. */
export function only(document: EditableDocument, type: string): Record<string, unknown> {
  const [resource, ...others] = Object.values(document.resource[type] ?? {});
  if (resource === undefined || others.length > 0) throw new Error(`expected one ${type}`);
  return resource;
}

/** The folder that holds `func.js` and its descriptions. */
export function bundleFolder(directory: string): string {
  // Beside it lies the program that pushes images.
  const [asset = ''] = fs.readdirSync(path.join(directory, 'assets')).filter((name) => name !== 'ImagePusher');
  const [tag = ''] = fs.readdirSync(path.join(directory, 'assets', asset));
  return path.join(directory, 'assets', asset, tag);
}

function editDocument(directory: string, change: (document: EditableDocument) => void): void {
  const file = path.join(directory, 'cdk.tf.json');
  const document = JSON.parse(fs.readFileSync(file, 'utf8')) as EditableDocument;
  change(document);
  fs.writeFileSync(file, JSON.stringify(document));
}

/** Changes the code as its author could: hashes and tag follow. */
function changeBundle(directory: string, change: (code: string) => string): void {
  const folder = bundleFolder(directory);
  const code = change(fs.readFileSync(path.join(folder, 'func.js'), 'utf8'));
  fs.writeFileSync(path.join(folder, 'func.js'), code);
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'image.json'), 'utf8')) as {
    files: Record<string, string>;
  };
  manifest.files['func.js'] = createHash('sha256').update(code).digest('hex');
  const bytes = JSON.stringify(manifest);
  fs.writeFileSync(path.join(folder, 'image.json'), bytes);
  const tag = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  fs.renameSync(folder, path.join(path.dirname(folder), tag));
  editDocument(directory, (document) => {
    const one = only(document, 'oci_functions_function');
    one.image = String(one.image).replace(/:[0-9a-f]{16}$/, `:${tag}`);
  });
}
