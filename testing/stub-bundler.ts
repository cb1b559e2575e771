import fs from 'node:fs';
import type { BundleInput, BundlePart, Bundler } from '../constructs';

/** Writes a fixed text where a bundle belongs, so that a test of a construct does not wait for esbuild. */
export class StubBundler implements Bundler {
  readonly inputs: BundleInput[] = [];

  /** @param text what each bundle holds */
  constructor(private readonly text = 'exports.stub = true;\n') {}

  bundle(input: BundleInput): readonly BundlePart[] {
    this.inputs.push(input);
    fs.writeFileSync(input.outfile, this.text);
    fs.writeFileSync(`${input.outfile}.map`, '{}\n');
    return [{ name: 'stub', bytes: this.text.length }];
  }
}
