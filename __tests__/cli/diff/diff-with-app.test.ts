import fs from 'node:fs';
import path from 'node:path';
import { diff } from '../../../cli/diff/diff';
import { synthesize } from '../../../cli/stack/synth';
import { scratch } from '../../../testing/scratch';

jest.mock('../../../cli/stack/synth', () => ({ synthesize: jest.fn() }));

/** Writes a stack into an output folder, as a synth does. */
function writeStack(out: string, vcn: string): string {
  const directory = path.join(out, 'stacks/one');
  fs.mkdirSync(directory, { recursive: true });
  const document = {
    '//': { metadata: { stackName: 'one' } },
    resource: { oci_core_vcn: { Vcn: { display_name: vcn } } },
  };
  fs.writeFileSync(path.join(directory, 'cdk.tf.json'), JSON.stringify(document));
  const manifest = { stacks: { one: { name: 'one', workingDirectory: 'stacks/one' } } };
  fs.writeFileSync(path.join(out, 'manifest.json'), JSON.stringify(manifest));
  return directory;
}

describe('signed-api diff with the app as it is now', () => {
  const out = scratch('diff');
  const synth = jest
    .mocked(synthesize)
    .mockImplementation(() => Promise.resolve([{ name: 'one', directory: writeStack(out, 'new') }]));
  const printed = async (before: string, after?: string): Promise<string> => {
    const texts: string[] = [];
    await diff(before, after, {}, (text) => texts.push(text));
    return texts.join('');
  };

  beforeEach(() => {
    writeStack(out, 'old');
    synth.mockClear();
  });

  test('reads the old documents before the synth writes over them', async () => {
    expect(await printed(out)).toContain('    ~ display_name: "old" -> "new"\n');
    expect(synth).toHaveBeenCalledTimes(1);
  });

  test('does not synthesize when there is nothing to compare with', async () => {
    await expect(printed(path.join(out, 'no/such'))).rejects.toThrow('is not there');
    expect(synth).not.toHaveBeenCalled();
  });

  test('does not synthesize when both are there', async () => {
    expect(await printed(out, out)).toBe('one: no difference\n');
    expect(synth).not.toHaveBeenCalled();
  });
});
