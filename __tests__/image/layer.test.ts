import os from 'node:os';
import { makeLayer } from '../../image/layer';

const files = new Map([
  ['func.js', Buffer.from('exports.one = 1;\n')],
  ['func.js.map', Buffer.from('{}\n')],
]);

describe('a layer', () => {
  test('is the same bytes each time, whatever this process may write', async () => {
    const one = await makeLayer(files);
    const before = process.umask(0o077);
    try {
      expect(await makeLayer(files)).toEqual(one);
    } finally {
      process.umask(before);
    }
  });

  test('is other bytes for other content', async () => {
    const other = await makeLayer(new Map([...files, ['func.js', Buffer.from('exports.two = 2;\n')]]));
    expect(other.diffId).not.toBe((await makeLayer(files)).diffId);
  });
});

test('a layer that there is no room for is said in one line', async () => {
  const tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue('/nowhere');
  try {
    await expect(makeLayer(files)).rejects.toThrow(
      /^No layer can be made in \/nowhere \(ENOENT\)\. Make room, or name another folder in TMPDIR\.$/,
    );
  } finally {
    tmpdir.mockRestore();
  }
});
