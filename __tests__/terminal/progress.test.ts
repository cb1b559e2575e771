import { canRedraw } from '../../terminal/can-redraw';
import { hasColor } from '../../terminal/color';
import { TextProgress } from '../../terminal/progress';

function written(isTerminal: boolean, color?: boolean): string {
  let text = '';
  let ms = 0;
  const progress = new TextProgress({ write: (part) => (text += part), isTerminal, color, now: () => ms });
  progress.underway('base layers', '1.0 of 3.0 MiB sent');
  ms = 99;
  progress.underway('base layers', 'too soon for the eye');
  ms = 100;
  progress.underway('base layers', '2.0 of 3.0 MiB sent');
  progress.note('another try in 1 s');
  progress.done('image', 'pushed');
  progress.underway('more', 'goes on');
  progress.end();
  progress.end();
  return text;
}

describe('progress', () => {
  test('is plain lines where there is no terminal', () => {
    expect(written(false, false)).toBe('  another try in 1 s\n✓ image        pushed\n');
  });

  test('is a line every ten seconds where there is no terminal, of long work', () => {
    let text = '';
    let ms = 0;
    const progress = new TextProgress({
      write: (part) => (text += part),
      isTerminal: false,
      color: false,
      now: () => ms,
    });
    for (ms = 0; ms <= 25_000; ms += 1000) progress.underway('base layers', `${String(ms / 1000)} of 30 MiB sent`);
    progress.done('layers', 'sent');
    progress.underway('image', 'begins');
    ms += 9999;
    progress.underway('image', 'goes on');
    expect(text).toBe('  base layers  10 of 30 MiB sent\n  base layers  20 of 30 MiB sent\n✓ layers       sent\n');
  });

  test('counts on a terminal, in a line that the next one takes, and that is gone at the end', () => {
    expect(written(true, false)).toBe(
      '\r\u001B[K  base layers  1.0 of 3.0 MiB sent\r\u001B[K  base layers  2.0 of 3.0 MiB sent' +
        '\r\u001B[K  another try in 1 s\n✓ image        pushed\n\r\u001B[K  more         goes on\r\u001B[K',
    );
  });

  test('has colours on a terminal', () => {
    expect(written(true, true)).toContain('\u001B[32m✓\u001B[39m');
  });
});

describe('a line that can be written over', () => {
  test.each([
    ['is on a terminal', true, {}, true],
    ['is nowhere else', false, {}, false],
    ['is not in the log of a pipeline that has a terminal', true, { CI: 'true' }, false],
    ['is where CI is empty', true, { CI: '' }, true],
    ['is where CI is false', true, { CI: 'false' }, true],
  ])('%s', (_what, isTerminal, environment, expected) => {
    expect(canRedraw(isTerminal, environment)).toBe(expected);
  });
});

describe('colours', () => {
  test.each([
    ['are on a terminal', true, {}, true],
    ['are not in a file', false, {}, false],
    ['are not in the log of a pipeline', false, { CI: 'true' }, false],
    ['are not where NO_COLOR is set', true, { NO_COLOR: '1' }, false],
    ['are where NO_COLOR is empty', true, { NO_COLOR: '' }, true],
    ['are not on a terminal that has none', true, { TERM: 'dumb' }, false],
    ['are where FORCE_COLOR asks for them', false, { FORCE_COLOR: '1' }, true],
    ['are not where FORCE_COLOR is 0', true, { FORCE_COLOR: '0' }, false],
    ['are not where NO_COLOR is set too', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%s', (_what, isTerminal, environment, expected) => {
    expect(hasColor(isTerminal, environment)).toBe(expected);
  });
});
