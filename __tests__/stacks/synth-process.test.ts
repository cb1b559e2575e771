import path from 'node:path';
import { runCdktfSynth, runMain } from '../../testing/synth-process';

const DOCUMENT = path.join('oracleapi', 'cdk.tf.json');

/** A process starts from nothing, and on a busy machine that takes a while. */
const TIMEOUT_MS = 120_000;

describe('main.ts as a process', () => {
  const first = runMain();

  test('synthesizes with no account, home or Terraform', () => {
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.files).toHaveProperty([DOCUMENT]);
  });

  test(
    'writes the same document and assets each time',
    () => {
      const second = runMain();
      expect(Object.keys(second.files)).toHaveLength(6);
      expect(second.files).toEqual(first.files);
    },
    TIMEOUT_MS,
  );

  test(
    'is what cdktf synth runs',
    () => {
      const synth = runCdktfSynth();
      expect(synth).toMatchObject({ exitCode: 0 });
      expect(synth.files).toEqual(first.files);
    },
    TIMEOUT_MS,
  );
});
