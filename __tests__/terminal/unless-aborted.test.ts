import { unlessAborted } from '../../terminal/unless-aborted';

describe('work that Ctrl-C can end', () => {
  const never = new Promise<string>(() => undefined);

  test('gives what it gives', async () => {
    const { signal } = new AbortController();
    await expect(unlessAborted(Promise.resolve('done'), signal)).resolves.toBe('done');
    await expect(unlessAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  });

  test('is not waited for after Ctrl-C', async () => {
    const controller = new AbortController();
    const waiting = unlessAborted(never, controller.signal);
    controller.abort(new Error('interrupted'));
    await expect(waiting).rejects.toThrow('interrupted');
    await expect(unlessAborted(never, controller.signal)).rejects.toThrow('interrupted');
  });
});
