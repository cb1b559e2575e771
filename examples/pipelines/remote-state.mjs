// `node remote-state.mjs <cdk.tf.json>`: refuses a document whose state would be a file of the runner, and lost with it.
// What the next run then makes are duplicates, and nothing of them can be destroyed.
import fs from 'node:fs';

const document = process.argv[2];
const { backend, cloud } = JSON.parse(fs.readFileSync(document, 'utf8')).terraform ?? {};
// Without a backend Terraform's state is a file as well. A block may stand in a list.
const kinds = [backend ?? []].flat().flatMap(Object.keys);

if (cloud === undefined && (kinds.length === 0 || kinds.includes('local'))) {
  process.stderr.write(
    `${document} keeps the state in a file of this machine; a deploy needs a backend. docs/state.md shows how to add one.\n`,
  );
  process.exitCode = 1;
}
