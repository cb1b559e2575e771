import fs from 'node:fs';
import path from 'node:path';
import type { TerraformDocument } from '../terraform';
import { scratch } from './scratch';

/** A folder as a synth leaves it: the document, and the files of its assets. */
export function stackFolder(document: TerraformDocument, assets: Readonly<Record<string, string>> = {}): string {
  const folder = scratch('stack');
  fs.writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify(document));
  for (const [name, content] of Object.entries(assets)) {
    const file = path.join(folder, 'assets', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return folder;
}
