import { TextProgress } from '../../image/progress';

function written(isTerminal: boolean, color?: boolean): string {
  let text = '';
  const progress = new TextProgress({ write: (part) => (text += part), isTerminal, color });
  progress.count('base layers', 1, 3);
  progress.note('another try in 1 s');
  progress.done('image', 'pushed');
  return text;
}

describe('progress', () => {
  test('is plain lines where there is no terminal', () => {
    expect(written(false)).toBe('  another try in 1 s\n✓ image        pushed\n');
  });

  test('counts on a terminal, in a line that the next one takes', () => {
    expect(written(true, false)).toBe(
      '\r\u001B[K  base layers  1 of 3\r\u001B[K  another try in 1 s\n\r\u001B[K✓ image        pushed\n',
    );
  });

  test('has colours on a terminal', () => {
    expect(written(true, true)).toContain('\u001B[32m✓\u001B[39m');
  });

  test('has none where NO_COLOR is set', () => {
    const before = process.env.NO_COLOR;
    process.env.NO_COLOR = '1';
    try {
      expect(written(true)).not.toContain('\u001B[32m');
    } finally {
      if (before === undefined) delete process.env.NO_COLOR;
      else process.env.NO_COLOR = before;
    }
  });
});
