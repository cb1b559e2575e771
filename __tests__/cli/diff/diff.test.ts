import fs from 'node:fs';
import path from 'node:path';
import { diff } from '../../../cli/diff/diff';
import { DocumentsDiffer } from '../../../cli/diff/documents-differ';
import { jsonLines, runCommand } from '../../../testing/command';
import { scratch } from '../../../testing/scratch';

/** A folder with one stack. */
function stackWith(resource: object): string {
  const folder = scratch('diff');
  const document = { '//': { metadata: { stackName: 'one' } }, resource };
  fs.writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify(document));
  return folder;
}

const OLD = stackWith({ oci_core_vcn: { Vcn: { display_name: 'old' } } });
const NEW = stackWith({ oci_core_vcn: { Vcn: { display_name: 'new' } } });
const TEXT = 'one: 1 changed\n\nChanges\n  ~ oci_core_vcn.Vcn\n    ~ display_name: "old" -> "new"\n';

async function printed(before: string, after: string, options: object = {}): Promise<string> {
  let text = '';
  await diff(before, after, options, (part) => {
    text += part;
  });
  return text;
}

describe('signed-api diff', () => {
  test('prints what differs, and exits with 0', async () => {
    expect(await runCommand(['diff', OLD, NEW], { NO_COLOR: '1' })).toEqual({ exitCode: 0, stdout: TEXT, stderr: '' });
  });

  test('exits with 2 when something differs and an exit code was asked for', async () => {
    expect(await runCommand(['diff', OLD, NEW, '--exit-code'], { NO_COLOR: '1' })).toEqual({
      exitCode: 2,
      stdout: TEXT,
      stderr: '',
    });
  });

  test('exits with 0 when nothing differs', async () => {
    expect(await runCommand(['diff', OLD, OLD, '--exit-code'], { NO_COLOR: '1' })).toEqual({
      exitCode: 0,
      stdout: 'one: no difference\n',
      stderr: '',
    });
  });

  test('exits with 1 on a path that is not there', async () => {
    expect(await runCommand(['diff', 'no/such', NEW, '--exit-code'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: "no/such is not there; expected a cdk.tf.json, a stack's folder, or a cdktf.out.\n",
    });
  });

  test('exits with 1 on a path below a file, in one line', async () => {
    const below = path.join(OLD, 'cdk.tf.json/foo');
    expect(await runCommand(['diff', below, NEW])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `${below} is not there; expected a cdk.tf.json, a stack's folder, or a cdktf.out.\n`,
    });
  });

  test('exits with 1 on a wrong command line, as 2 means a difference', async () => {
    expect((await runCommand(['diff', '--exit-code', '--no-such'])).exitCode).toBe(1);
    expect((await runCommand(['diff', '--no-such'])).exitCode).toBe(2);
  });

  test('throws for the exit code only when it was asked for', async () => {
    await expect(printed(OLD, NEW, { exitCode: true })).rejects.toThrow(DocumentsDiffer);
    expect(await printed(OLD, NEW)).toContain('1 changed');
  });

  test('prints a comment', async () => {
    expect(await printed(OLD, NEW, { markdown: true })).toContain('<!-- signed-api diff -->\n\n### `one`: 1 changed\n');
  });

  test('prints one JSON object a line', async () => {
    expect(jsonLines(await printed(OLD, NEW, { json: true }))).toEqual([
      {
        step: 'block',
        ok: true,
        stack: 'one',
        address: 'oci_core_vcn.Vcn',
        kind: 'changed',
        changes: [{ path: 'display_name', kind: 'changed', before: 'old', after: 'new', access: false }],
        notes: [],
        access: false,
      },
      { step: 'stack', ok: true, stack: 'one', same: false, added: 0, removed: 0, changed: 1, moved: 0, renamed: 0 },
    ]);
  });
});
