import { READ } from '../../../testing/function-apis';
import { createHarness, ownError } from '../../../testing/function-harness';
import type { Harness } from '../../../testing/function-harness';
import { json, startUpstream } from '../../../testing/function-upstream';
import type { TestUpstream } from '../../../testing/function-upstream';

describe("the upstream's path and query", () => {
  let upstream: TestUpstream;
  let harness: Harness;

  beforeEach(async () => {
    upstream = await startUpstream(json({}));
    harness = createHarness({ api: READ, upstream: upstream.url });
  });

  afterEach(() => upstream.close());

  const get = (url: string) => harness.json({ http: { method: 'GET', url }, body: Buffer.alloc(0) });

  it.each([
    ['/oracleapi/buckets/one', '/20200101/b/one/details'],
    ['/buckets/one', '/20200101/b/one/details'],
    ['/a/b/buckets/K%C3%A4se', '/20200101/b/K%C3%A4se/details'],
    ['/oracleapi/buckets/a%2Fb', '/20200101/b/a%2Fb/details'],
    ["/oracleapi/buckets/it's(1)", '/20200101/b/it%27s%281%29/details'],
    ['/oracleapi/buckets/a%3Fb%23c', '/20200101/b/a%3Fb%23c/details'],
    ['/oracleapi/buckets/one?limit=5', '/20200101/b/one/details?limit=5'],
    ['/oracleapi/buckets/one?limit=&limit=1&fields=a%2Fb', '/20200101/b/one/details?limit=&limit=1&fields=a%2Fb'],
    ['/oracleapi/buckets/one?token=secret&limit=5&x', '/20200101/b/one/details?limit=5'],
    ['/oracleapi/buckets/one?token=secret', '/20200101/b/one/details'],
    ['/oracleapi/buckets/one?fields=a+b?c', '/20200101/b/one/details?fields=a+b?c'],
  ])('of %s are %s', async (url, target) => {
    expect(await get(url)).toMatchObject({ status: 200 });
    expect(upstream.requests.map((request) => request.target)).toEqual([target]);
  });

  it.each([
    ['a dot segment', '/oracleapi/buckets/..'],
    ['an encoded dot segment', '/oracleapi/buckets/%2e%2e'],
    ['a dot segment that is encoded twice', '/oracleapi/buckets/%252e%252e'],
    ['a dot segment behind an encoded slash', '/oracleapi/buckets/a%2F..%2Fb'],
    ['a single dot', '/oracleapi/buckets/.'],
    ['a header', '/oracleapi/buckets/a%0d%0aX-Other:%20b'],
    ['a NUL', '/oracleapi/buckets/a%00'],
    ['nothing', '/oracleapi/buckets/'],
    ['a broken encoding', '/oracleapi/buckets/%E0%A4%A'],
  ])('are a 400 when the parameter holds %s', async (_title, url) => {
    expect(await get(url)).toEqual(ownError(400, 'InvalidParameter'));
    expect(upstream.requests).toHaveLength(0);
  });

  it('are a 400 when a query parameter is not encoded', async () => {
    expect(await get('/oracleapi/buckets/one?limit=<5>')).toEqual(ownError(400, 'InvalidParameter'));
    expect(upstream.requests).toHaveLength(0);
  });

  it("are a 404 on a path that is not the route's", async () => {
    expect(await get('/oracleapi/other/one')).toEqual(ownError(404, 'RouteNotFound'));
    expect(upstream.requests).toHaveLength(0);
  });

  it('are a 404 in a direct invocation, which has no path to take the parameter from', async () => {
    expect(await harness.json({ http: undefined, body: Buffer.alloc(0) })).toEqual(ownError(404, 'RouteNotFound'));
    expect(upstream.requests).toHaveLength(0);
  });
});
