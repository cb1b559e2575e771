import { ContextVariable } from '../../../constructs';
import type { GatewayRoute, Transformation } from '../../../constructs';
import { requestPoliciesOf, routeOf } from '../../../testing/secured-gateway';

const AT = '(at Test/Gateway/Deployment)';
const requestHeaders = (transformRequestHeaders: Transformation, route: Partial<GatewayRoute> = {}): unknown =>
  requestPoliciesOf({ ...route, transformRequestHeaders }).header_transformations;
const queryParameters = (transformQueryParameters: Transformation): unknown =>
  requestPoliciesOf({ transformQueryParameters }).query_parameter_transformations;
const responseHeaders = (transformResponseHeaders: Transformation): unknown =>
  (routeOf({ transformResponseHeaders }).response_policies as Record<string, unknown> | undefined)
    ?.header_transformations;

const FULL: Transformation = {
  set: { 'x-one': 'first', 'x-many': { values: ['a', 'b'], ifExists: 'APPEND' } },
  rename: { 'x-old': 'x-new' },
  remove: ['x-secret'],
};

const SET = {
  items: [
    { name: 'x-one', values: ['first'], if_exists: 'OVERWRITE' },
    { name: 'x-many', values: ['a', 'b'], if_exists: 'APPEND' },
  ],
};
const RENAME = { items: [{ from: 'x-old', to: 'x-new' }] };
const FILTER = { type: 'BLOCK', items: [{ name: 'x-secret' }] };

describe('a transformation', () => {
  test('of request headers sets, renames and removes', () => {
    expect(requestHeaders(FULL)).toEqual({ set_headers: SET, rename_headers: RENAME, filter_headers: FILTER });
  });

  test('of query parameters sets, renames and removes', () => {
    expect(queryParameters(FULL)).toEqual({
      set_query_parameters: SET,
      rename_query_parameters: RENAME,
      filter_query_parameters: FILTER,
    });
  });

  test('of response headers sets, renames and removes', () => {
    expect(responseHeaders(FULL)).toEqual({ set_headers: SET, rename_headers: RENAME, filter_headers: FILTER });
  });

  test('keeps certain names alone', () => {
    expect(requestHeaders({ set: { 'x-a': 'v' }, keepOnly: ['X-A', 'accept'] })).toEqual({
      set_headers: { items: [{ name: 'x-a', values: ['v'], if_exists: 'OVERWRITE' }] },
      filter_headers: { type: 'ALLOW', items: [{ name: 'X-A' }, { name: 'accept' }] },
    });
  });

  test('that says nothing is none', () => {
    expect(requestHeaders({ set: {}, rename: {}, remove: [] })).toBeUndefined();
    expect(queryParameters({})).toBeUndefined();
    expect(responseHeaders({})).toBeUndefined();
  });

  test('holds context variables that Terraform does not read', () => {
    const region = ContextVariable.pathParameter('region');
    expect(
      requestHeaders(
        { set: { 'x-region': `in ${String(region)}`, 'x-host': '${request.host}' } },
        { path: '/{region}' },
      ),
    ).toMatchObject({
      set_headers: { items: [{ values: ['in $${request.path[region]}'] }, { values: ['$${request.host}'] }] },
    });
  });

  test('tells query parameters apart by capitals, and headers not', () => {
    expect(() => queryParameters({ set: { a: '1' }, remove: ['A'] })).not.toThrow();
    expect(() => requestHeaders({ set: { a: '1' }, remove: ['A'] })).toThrow('changes a name in two ways');
  });

  const names = (count: number): string[] => Array.from({ length: count }, (_none, index) => `x-${String(index)}`);
  const mapped = (count: number): Record<string, string> =>
    Object.fromEntries(names(count).map((name) => [name, `${name}-new`]));

  test.each<[string, Transformation, string]>([
    [
      'a twenty-first value',
      { set: mapped(21) },
      'transformRequestHeaders.set has a number of entries that the gateway does not take: got 21; expected at most 20',
    ],
    [
      'a twenty-first name',
      { rename: mapped(21) },
      'transformRequestHeaders.rename has a number of entries that the gateway does not take: got 21; expected at most 20',
    ],
    [
      'a fifty-first removal',
      { remove: names(51) },
      'transformRequestHeaders.remove has a number of entries that the gateway does not take: got 51; expected at most 50',
    ],
    [
      'a fifty-first exception',
      { keepOnly: names(51) },
      'transformRequestHeaders.keepOnly has a number of entries that the gateway does not take: got 51; expected 1 to 50',
    ],
    [
      'nothing to keep',
      { keepOnly: [] },
      'transformRequestHeaders.keepOnly has a number of entries that the gateway does not take: got 0; expected 1 to 50',
    ],
    [
      'an eleventh value of one name',
      { set: { 'x-a': { values: names(11) } } },
      'transformRequestHeaders.set.x-a has a number of entries that the gateway does not take: got 11; expected 1 to 10',
    ],
    [
      'no value of a name',
      { set: { 'x-a': { values: [] } } },
      'transformRequestHeaders.set.x-a has a number of entries that the gateway does not take: got 0; expected 1 to 10',
    ],
    [
      'what is no name',
      { remove: ['x y'] },
      'transformRequestHeaders has an entry that is not the name of a header: got "x y"; expected names',
    ],
    [
      'removals beside exceptions',
      { remove: ['x-a'], keepOnly: ['x-b'] },
      'transformRequestHeaders.remove means nothing beside keepOnly: got ["x-a"]; expected one of the two',
    ],
    [
      'a name that is set and renamed',
      { set: { 'x-a': 'v' }, rename: { 'X-A': 'x-b' } },
      'transformRequestHeaders changes a name in two ways: got "x-a"; expected each name in one of set, rename and remove',
    ],
    [
      'a name that is renamed and removed',
      { rename: { 'x-a': 'x-b' }, remove: ['x-b'] },
      'transformRequestHeaders changes a name in two ways: got "x-b"; expected each name in one of set, rename and remove',
    ],
    [
      'a name that is set and not kept',
      { set: { 'x-a': 'v' }, keepOnly: ['x-b'] },
      'transformRequestHeaders.keepOnly drops what set or rename makes: got "x-a"; expected every name that goes further: filters run last',
    ],
    [
      'a name that is renamed and not kept',
      { rename: { 'x-a': 'x-b' }, keepOnly: ['x-a'] },
      'transformRequestHeaders.keepOnly drops what set or rename makes: got "x-b"; expected every name that goes further: filters run last',
    ],
    [
      'a parameter that the path lacks',
      { set: { 'x-a': '${request.path[region]}' } },
      'transformRequestHeaders uses a parameter that the path does not have: got "request.path[region]"; expected a path with parameters',
    ],
    [
      'a context variable that there is not',
      { set: { 'x-a': '${request.body}' } },
      'transformRequestHeaders uses a context variable that there is not: got "request.body"; expected request.auth[…], request.headers[…], request.query[…], request.path[…], request.cert[…] or request.host',
    ],
    [
      'a claim that a caller can write',
      { set: { 'x-a': { values: ['${request.auth[sub]}'], ifExists: 'SKIP' } } },
      'transformRequestHeaders.set.x-a lets the caller write what is to be a claim of the token: got "SKIP"; expected OVERWRITE',
    ],
  ])('of request headers refuses %s', (_what, transformation, message) => {
    expect(() => requestHeaders(transformation)).toThrow(new Error(`${message} ${AT}`));
  });

  test('of query parameters refuses what is no name, and a claim that a caller can write', () => {
    expect(() => queryParameters({ remove: ['a b'] })).toThrow(
      new Error(
        `transformQueryParameters has an entry that is not the name of a query parameter: got "a b"; expected names ${AT}`,
      ),
    );
    expect(() => queryParameters({ set: { a: { values: ['${request.auth[sub]}'], ifExists: 'APPEND' } } })).toThrow(
      new Error(
        `transformQueryParameters.set.a lets the caller write what is to be a claim of the token: got "APPEND"; expected OVERWRITE ${AT}`,
      ),
    );
  });

  test('takes as much as the limits say', () => {
    const many = { set: mapped(20), remove: Array.from({ length: 50 }, (_none, index) => `y-${String(index)}`) };
    expect(() => requestHeaders(many)).not.toThrow();
    expect(() => queryParameters(many)).not.toThrow();
    expect(() => responseHeaders({ remove: names(20) })).not.toThrow();
    expect(() => responseHeaders({ remove: names(21) })).toThrow(
      new Error(
        `transformResponseHeaders.remove has a number of entries that the gateway does not take: got 21; expected at most 20 ${AT}`,
      ),
    );
  });

  test.each([
    'cdn-loop',
    'connection',
    'content-length',
    'cookie',
    'except',
    'expect',
    'keep-alive',
    'opc-request-id',
    'origin',
    'proxy-authorization',
    'te',
    'transfer-encoding',
    'upgrade',
    'x-forwarded-for',
    'X-Real-IP',
  ])('of request headers refuses %s, which is protected', (header) => {
    const message = `transformRequestHeaders has a header that the gateway lets nobody transform: got ${JSON.stringify(header)}; expected other headers ${AT}`;
    expect(() => requestHeaders({ set: { [header]: 'v' } })).toThrow(new Error(message));
    expect(() => requestHeaders({ rename: { [header]: 'x-a' } })).toThrow(new Error(message));
    expect(() => requestHeaders({ rename: { 'x-a': header } })).toThrow(new Error(message));
    expect(() => requestHeaders({ remove: [header] })).toThrow(new Error(message));
  });

  test.each([
    'access-control-allow-credentials',
    'access-control-allow-headers',
    'access-control-allow-methods',
    'access-control-allow-origin',
    'access-control-expose-headers',
    'access-control-max-age',
    'connection',
    'content-length',
    'except',
    'expect',
    'keep-alive',
    'opc-request-id',
    'proxy-authenticate',
    'public-key-pins',
    'retry-after',
    'strict-transport-security',
    'te',
    'trailers',
    'transfer-encoding',
    'upgrade',
    'x-content-type-options',
    'x-frame-options',
  ])('of response headers refuses %s, which is protected', (header) => {
    expect(() => responseHeaders({ set: { [header]: 'v' } })).toThrow(
      new Error(
        `transformResponseHeaders has a header that the gateway lets nobody transform: got ${JSON.stringify(header)}; expected other headers ${AT}`,
      ),
    );
  });

  test('may touch headers that are protected in the other direction alone', () => {
    expect(() => requestHeaders({ remove: ['x-frame-options', 'authorization', 'host'] })).not.toThrow();
    expect(() => responseHeaders({ remove: ['cookie', 'server', 'x-cache-status'] })).not.toThrow();
    expect(() => queryParameters({ remove: ['cookie'] })).not.toThrow();
  });

  test('of an anonymous route has no claims to use', () => {
    expect(() => requestHeaders({ set: { 'x-a': '${request.auth[sub]}' } }, { allowAnonymousCallers: true })).toThrow(
      new Error(
        `transformRequestHeaders uses a claim of callers who need no token: got "request.auth[sub]"; expected a route without allowAnonymousCallers ${AT}`,
      ),
    );
  });
});
