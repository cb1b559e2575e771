import { OBEDIENT } from '../../../testing/local-function';
import type { SeenByFunction } from '../../../testing/local-function';
import { localRunner, RUNNER_FUNCTION } from '../../../testing/local-runner';

describe('a call past the gateway', () => {
  const { runner } = localRunner(OBEDIENT);
  afterAll(() => runner.close());
  const call = (order: object = {}): Promise<Response> =>
    runner.invoke(RUNNER_FUNCTION, {
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(order)),
      requestId: 'request-1',
    });

  test('tells the function nothing of a request to a gateway', async () => {
    const { headers } = (await (await call()).json()) as SeenByFunction;
    expect(Object.keys(headers).filter((name) => /^fn-(http|intent)/.test(name))).toEqual([]);
  });

  test('tells the function who calls, and how', async () => {
    const { headers, body } = (await (await call({ a: 1 })).json()) as SeenByFunction;
    expect(body).toBe('{"a":1}');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'fn-invoke-type': 'sync',
      'oci-subject-type': 'user',
      'opc-request-id': 'request-1',
    });
  });

  test("has the function's own status", async () => {
    expect((await call({ headers: { 'fn-http-status': '409' } })).status).toBe(409);
  });
});
