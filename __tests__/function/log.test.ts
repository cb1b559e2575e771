import { createLog, errorPlace, errorText } from '../../function/log';
import { CALLER_TOKEN } from '../../testing/secrets';

const NOW = Date.parse('2026-03-01T10:00:00Z');

function written(write: (log: ReturnType<typeof createLog>) => void, level?: string): string[] {
  const lines: string[] = [];
  write(
    createLog(
      (line) => lines.push(line),
      () => NOW,
      level,
    ),
  );
  return lines;
}

describe('the log', () => {
  it('is JSON, one line an entry', () => {
    const lines = written((log) => {
      log.write('info', { requestId: 'a\nb', status: 200 });
    });

    expect(lines).toEqual(['{"time":"2026-03-01T10:00:00.000Z","level":"info","requestId":"a\\nb","status":200}\n']);
  });

  it.each([
    ['debug', 4],
    ['info', 3],
    ['WARN', 2],
    ['error', 1],
    ['nonsense', 3],
  ])('at level %s writes %i of four lines', (level, count) => {
    const lines = written((log) => {
      for (const each of ['debug', 'info', 'warn', 'error'] as const) log.write(each, {});
    }, level);

    expect(lines).toHaveLength(count);
  });

  it.each([
    ['a token', CALLER_TOKEN],
    ['a bearer token', 'Bearer abcdef'],
    ['a session key id', `ST$${CALLER_TOKEN}`],
    ['a key', '-----BEGIN RSA PRIVATE KEY-----\nMIIC\n-----END RSA PRIVATE KEY-----'],
    ['the start of a key', '-----BEGIN PRIVATE KEY-----\nMIIC'],
    ['a signature', 'signature="c2lnbmF0dXJl"'],
  ])('holds no text that looks like %s', (_title, secret) => {
    const [line] = written((log) => {
      log.write('error', { error: `before ${secret} after` });
    });

    expect(line).toContain('before [secret]');
    expect(line).not.toContain(secret);
    expect(line).not.toContain('MIIC');
  });

  it('cuts a text that does not end', () => {
    const [line = ''] = written((log) => {
      log.write('error', { error: 'x'.repeat(10_000) });
    });

    expect(line.length).toBeLessThan(500);
  });
});

describe('errorText', () => {
  it('tells an error, its code and its causes, without a stack', () => {
    const cause = Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });

    expect(errorText(new TypeError('no answer', { cause }))).toBe(
      'TypeError: no answer <- ECONNREFUSED: connect failed',
    );
  });

  it.each([undefined, null, 'text', 7])('tells only the type of %p, which is no error', (value) => {
    expect(errorText(value)).toBe(typeof value);
  });
});

describe('errorPlace', () => {
  it("is the first frame of the error's stack", () => {
    const error = new Error('planted');
    error.stack = 'Error: planted\n    at apis/usage.ts:12:5\n    at function/transform.ts:7:3';

    expect(errorPlace(error)).toBe('apis/usage.ts:12:5');
  });

  it('takes no line of the message for a frame', () => {
    const error = new Error('planted\n    at the end');
    error.stack = `Error: ${error.message}\n    at apis/usage.ts:12:5`;

    expect(errorPlace(error)).toBe('apis/usage.ts:12:5');
  });

  it.each([undefined, 'text', Object.assign(new Error('bare'), { stack: undefined })])(
    'is not known of %p',
    (value) => {
      expect(errorPlace(value)).toBeUndefined();
    },
  );
});
