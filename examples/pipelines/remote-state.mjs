// `node remote-state.mjs <cdk.tf.json>`: refuses a document whose state would be a file of the runner, and lost with it.
// What the next run then makes are duplicates, and nothing of them can be destroyed.
import fs from 'node:fs';

const [, , document = ''] = process.argv;
const { backend, cloud } = terraformOf(document);
// Without a backend Terraform's state is a file as well. A block may stand in a list.
const kinds = [backend ?? []].flat().flatMap(Object.keys);

if (cloud === undefined && (kinds.length === 0 || kinds.includes('local'))) {
  process.stderr.write(
    `${document} keeps the state in a file of this machine; a deploy needs a backend. docs/state.md shows how to add one.\n`,
  );
  process.exitCode = 1;
}

function terraformOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).terraform ?? {};
  } catch {
    process.stderr.write(`${file || 'The argument'} is no document; expected a cdk.tf.json. Run a synth first.\n`);
    return process.exit(2);
  }
}
