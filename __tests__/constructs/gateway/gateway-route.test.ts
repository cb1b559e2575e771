import { Fn } from 'cdktf';
import { Duration, RouteBackend } from '../../../constructs';
import type { GatewayRoute, RouteMethod } from '../../../constructs';
import { gatewayDocument, requestPoliciesOf, ROUTE, routeOf, specificationOf } from '../../../testing/secured-gateway';

const AT = '(at Test/Gateway/Deployment)';
const synth =
  (route: Partial<GatewayRoute>, more: Partial<GatewayRoute>[] = []) =>
  (): unknown =>
    gatewayDocument(
      {},
      [route, ...more].map((one) => ({ ...ROUTE, ...one })),
    );

describe('the path of a route', () => {
  test.each([
    '/',
    '/buckets/',
    '/{namespace}/buckets/{bucket_1}',
    '/objects/{name*}',
    "/$-_.+!*'(),%;:@&=",
    `/${'a'.repeat(1999)}`,
  ])('may be %p', (path) => {
    expect(routeOf({ path }).path).toBe(path);
  });

  test.each([
    '',
    'buckets',
    '/a//b',
    '/{name*}/last',
    '/a{name}',
    '/{na-me}',
    '/{}',
    '/a b',
    '/ä',
    `/${'a'.repeat(2000)}`,
  ])('must not be %p', (path) => {
    expect(synth({ path })).toThrow(
      new Error(
        `path is not a path of a route: got ${JSON.stringify(path)}; expected a path that starts with '/' and has no '//', with {name} for a whole segment and {name*} for the last, 2000 characters at most ${AT}`,
      ),
    );
  });

  test('has a name of its own for each parameter', () => {
    expect(synth({ path: '/{a}/{b}' })).not.toThrow();
    expect(synth({ path: '/{a}/{a*}' })).toThrow(
      new Error(`path has two parameters of one name: got "/{a}/{a*}"; expected a name of its own for each ${AT}`),
    );
  });
});

describe('the methods of a route', () => {
  test.each<RouteMethod[][]>([[['ANY']], [['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']]])(
    'may be %p',
    (methods) => {
      expect(routeOf({ methods }).methods).toEqual(methods);
    },
  );

  test('are not none', () => {
    expect(synth({ methods: [] })).toThrow(new Error(`methods is empty: got []; expected at least one method ${AT}`));
  });

  test.each<RouteMethod[][]>([[['GET', 'GET']], [['ANY', 'GET']]])('are not %p', (methods) => {
    expect(synth({ methods })).toThrow(
      new Error(`methods says a method twice: got ${JSON.stringify(methods)}; expected each once, and ANY alone ${AT}`),
    );
  });

  test.each<[string[], string]>([
    [['get', 'FOO'], 'get'],
    [['GET', 'get'], 'get'],
    [['GET', ''], ''],
  ])('are not words that are no methods: %p', (methods, strange) => {
    expect(synth({ methods: methods as RouteMethod[] })).toThrow(
      new Error(
        `methods has a word that is no method: got "${strange}"; expected GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, ANY ${AT}`,
      ),
    );
  });

  test.each([
    ['GET', '"GET"'],
    [undefined, 'null'],
  ])('are a list, not %p', (methods, got) => {
    expect(synth({ methods: methods as unknown as RouteMethod[] })).toThrow(
      new Error(`methods is no list: got ${got}; expected a list ${AT}`),
    );
  });

  test('may be what only Terraform knows', () => {
    expect(routeOf({ methods: [Fn.upper('get') as RouteMethod] }).methods).toEqual(['${upper("get")}']);
  });

  test('are those that no other route of the path has', () => {
    expect(synth({ methods: ['POST'] }, [{ methods: ['GET'] }])).not.toThrow();
  });

  test.each<[RouteMethod[], RouteMethod[], string]>([
    [['POST'], ['GET', 'POST'], 'POST'],
    [['ANY'], ['GET'], 'GET'],
    [['GET'], ['ANY'], 'ANY'],
  ])('are not, after %p, %p', (first, second, taken) => {
    expect(synth({ methods: first }, [{ methods: second }])).toThrow(
      new Error(`path has a route already: got "${taken} /buckets"; expected each method of a path once ${AT}`),
    );
  });

  test('are not found by paths that differ in the names of parameters alone', () => {
    expect(synth({ path: '/{a}/x', methods: ['GET'] }, [{ path: '/{b}/x' }])).toThrow(
      new Error(
        `path differs from that of another route in nothing but the names of parameters: got "/{b}/x"; expected /{a}/x, the path that is there already ${AT}`,
      ),
    );
  });

  test('may be found by a parameter of one segment and one of many', () => {
    expect(synth({ path: '/{a}' }, [{ path: '/{a*}' }])).not.toThrow();
  });
});

describe('the callers of a route', () => {
  test('have the scope invoke where nothing else is said', () => {
    expect(requestPoliciesOf({})).toEqual({ authorization: { type: 'ANY_OF', allowed_scope: ['invoke'] } });
  });

  test('have one of its scopes', () => {
    expect(requestPoliciesOf({ scopes: ['read', 'write'] }).authorization).toEqual({
      type: 'ANY_OF',
      allowed_scope: ['read', 'write'],
    });
  });

  test('may be anyone, at length', () => {
    expect(requestPoliciesOf({ allowAnonymousCallers: true }).authorization).toEqual({ type: 'ANONYMOUS' });
  });

  test('may have any token, at length', () => {
    expect(requestPoliciesOf({ allowCallersWithoutScope: true }).authorization).toEqual({
      type: 'AUTHENTICATION_ONLY',
    });
  });

  test.each<[string, Partial<GatewayRoute>, string]>([
    [
      'without a scope',
      { scopes: [] },
      'scopes is empty: got []; expected at least one scope. A route for everybody says allowAnonymousCallers: true.',
    ],
    [
      'with two scopes in one',
      { scopes: ['read write'] },
      'scopes has an entry that is not a scope: got ["read write"]; expected words without spaces',
    ],
    [
      'with an empty scope',
      { scopes: [''] },
      'scopes has an entry that is not a scope: got [""]; expected words without spaces',
    ],
    [
      'with scopes for callers without a token',
      { scopes: ['invoke'], allowAnonymousCallers: true },
      'scopes means nothing beside allowAnonymousCallers: got ["invoke"]; expected one of the two',
    ],
    [
      'with scopes for callers without a scope',
      { scopes: ['invoke'], allowCallersWithoutScope: true },
      'scopes means nothing beside allowCallersWithoutScope: got ["invoke"]; expected one of the two',
    ],
    [
      'open in two ways',
      { allowAnonymousCallers: true, allowCallersWithoutScope: true },
      'allowCallersWithoutScope means nothing beside allowAnonymousCallers: got true; expected one of the two',
    ],
  ])('are refused %s', (_what, route, message) => {
    expect(synth(route)).toThrow(new Error(`${message} ${AT}`));
  });

  test.each(['allowAnonymousCallers', 'allowCallersWithoutScope'])('are not said by a word in %s', (flag) => {
    expect(synth({ [flag]: 'false' })).toThrow(
      new Error(`${flag} is neither true nor false: got "false"; expected true or false ${AT}`),
    );
    expect(requestPoliciesOf({ [flag]: false }).authorization).toEqual({ type: 'ANY_OF', allowed_scope: ['invoke'] });
  });

  test('need a scope of the deployment, if the route has none', () => {
    expect(() => gatewayDocument({ scopes: [] })).toThrow(`scopes is empty: got []`);
  });
});

describe('what answers a route', () => {
  test('is a function', () => {
    expect(routeOf({ functionId: 'ocid1.fnfunc.other' }).backend).toEqual({
      type: 'ORACLE_FUNCTIONS_BACKEND',
      function_id: 'ocid1.fnfunc.other',
    });
    expect(routeOf({ functionId: undefined, backend: RouteBackend.function('ocid1.fnfunc.other') }).backend).toEqual({
      type: 'ORACLE_FUNCTIONS_BACKEND',
      function_id: 'ocid1.fnfunc.other',
    });
  });

  test.each(['', 'hello', 'ocid1.fnapp.oc1..app'])('is no function %p', (functionId) => {
    const message = `functionId is not the OCID of a function: got "${functionId}"; expected an OCID that starts with 'ocid1.fnfunc.' ${AT}`;
    expect(synth({ functionId })).toThrow(new Error(message));
    expect(synth({ functionId: undefined, backend: RouteBackend.function(functionId) })).toThrow(
      new Error(`backend.${message}`),
    );
  });

  test('may be a function that only Terraform knows', () => {
    expect(routeOf({ functionId: Fn.lower('A') }).backend).toMatchObject({ function_id: '${lower("A")}' });
  });

  test('is one thing', () => {
    expect(synth({ functionId: undefined })).toThrow(
      new Error(`backend is not one: got []; expected functionId or backend ${AT}`),
    );
    expect(synth({ backend: RouteBackend.stockResponse({ status: 200 }) })).toThrow(
      new Error(`backend is not one: got ["functionId","backend"]; expected functionId or backend ${AT}`),
    );
  });
});

describe('a stock response', () => {
  const answered = (...[response]: Parameters<typeof RouteBackend.stockResponse>): Partial<GatewayRoute> => ({
    functionId: undefined,
    backend: RouteBackend.stockResponse(response),
  });

  test('has status, body and headers', () => {
    const response = {
      status: 418,
      body: '{"tea":true}',
      headers: { 'content-type': 'application/json', 'x-pot': '1' },
    };
    expect(routeOf(answered(response)).backend).toEqual({
      type: 'STOCK_RESPONSE_BACKEND',
      status: 418,
      body: '{"tea":true}',
      headers: [
        { name: 'content-type', value: 'application/json' },
        { name: 'x-pot', value: '1' },
      ],
    });
  });

  test('has nothing but a status by default', () => {
    expect(routeOf(answered({ status: 204 })).backend).toEqual({ type: 'STOCK_RESPONSE_BACKEND', status: 204 });
  });

  test('says what looks like an expression of Terraform as it is', () => {
    expect(routeOf(answered({ status: 200, body: '${a} %{b}', headers: { 'x-c': '${c}' } })).backend).toMatchObject({
      body: '$${a} %%{b}',
      headers: [{ value: '$${c}' }],
    });
  });

  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_none, index) => [`x-${String(index)}`, 'v']));

  test.each<[string, Parameters<typeof RouteBackend.stockResponse>[0], string]>([
    ['status below 100', { status: 99 }, 'backend.status is not a status of HTTP: got 99; expected 100 to 599'],
    ['status above 599', { status: 600 }, 'backend.status is not a status of HTTP: got 600; expected 100 to 599'],
    [
      'body that is too long in bytes',
      { status: 200, body: 'ä'.repeat(2049) },
      'backend.body is longer than a stock response may be: got "4098 bytes"; expected at most 4096 bytes',
    ],
    [
      'fifty-first header',
      { status: 200, headers: many(51) },
      'backend.headers has more entries than a stock response takes: got 51; expected at most 50',
    ],
    [
      'header without a name',
      { status: 200, headers: { 'x y': 'v' } },
      'backend.headers has an entry that is not the name of a header: got "x y"; expected names of at most 1024 bytes',
    ],
    [
      'header of two lines',
      { status: 200, headers: { 'x-a': 'v\nx-b: w' } },
      'backend.headers.x-a is not the value of a header: got "v\\nx-b: w"; expected one line of at most 4096 bytes',
    ],
    [
      'headers that are too long together',
      { status: 200, headers: { 'x-a': 'v'.repeat(2048), 'x-b': 'v'.repeat(2048) } },
      'backend.headers are longer than those of a stock response may be: got "4115 bytes"; expected at most 4096 bytes as JSON',
    ],
  ])('has no %s', (_what, response, message) => {
    expect(synth(answered(response))).toThrow(new Error(`${message} ${AT}`));
  });

  test('is as large as the limits say', () => {
    expect(synth(answered({ status: 599, body: 'ä'.repeat(2048), headers: many(50) }))).not.toThrow();
    expect(synth(answered({ status: 100 }))).not.toThrow();
  });
});

describe('an HTTP backend', () => {
  const calling = (...args: Parameters<typeof RouteBackend.http>): Partial<GatewayRoute> => ({
    functionId: undefined,
    backend: RouteBackend.http(...args),
  });

  test('is called with the time-outs that it is given', () => {
    const options = {
      connectTimeout: Duration.seconds(75),
      readTimeout: Duration.minutes(5),
      sendTimeout: Duration.seconds(1.5),
    };
    expect(routeOf(calling('https://server.test:8443/a?b=c', options)).backend).toEqual({
      type: 'HTTP_BACKEND',
      url: 'https://server.test:8443/a?b=c',
      connect_timeout_in_seconds: 75,
      read_timeout_in_seconds: 300,
      send_timeout_in_seconds: 1.5,
      is_ssl_verify_disabled: false,
    });
  });

  test("is called with the service's own time-outs by default", () => {
    expect(routeOf(calling('https://server.test')).backend).toMatchObject({
      connect_timeout_in_seconds: 60,
      read_timeout_in_seconds: 10,
      send_timeout_in_seconds: 10,
      is_ssl_verify_disabled: false,
    });
  });

  test('is taken for genuine unseen, at length', () => {
    expect(routeOf(calling('https://server.test', { trustAnyServerCertificate: true })).backend).toMatchObject({
      is_ssl_verify_disabled: true,
    });
  });

  test('is called in plain text, at length', () => {
    expect(routeOf(calling('http://server.test', { allowPlainTextConnection: true })).backend).toMatchObject({
      url: 'http://server.test',
    });
  });

  test('is called at an address that holds what the caller asked for', () => {
    expect(
      routeOf({ path: '/weather/{region}', ...calling('https://server.test/${request.path[region]}') }).backend,
    ).toMatchObject({ url: 'https://server.test/$${request.path[region]}' });
  });

  test.each<[string, Parameters<typeof RouteBackend.http>, string]>([
    [
      'plain text',
      ['http://server.test'],
      'backend.url sends callers\' tokens in plain text: got "http://server.test"; expected https. If that is meant, say allowPlainTextConnection: true.',
    ],
    [
      'plain text by a word',
      ['http://server.test', { allowPlainTextConnection: 'false' as unknown as boolean }],
      'backend.allowPlainTextConnection is neither true nor false: got "false"; expected true or false',
    ],
    [
      'trust by a word',
      ['https://server.test', { trustAnyServerCertificate: 'no' as unknown as boolean }],
      'backend.trustAnyServerCertificate is neither true nor false: got "no"; expected true or false',
    ],
    [
      'no URL',
      ['server.test'],
      'backend.url is not the URL of a server: got "server.test"; expected https://, a host and a path, without user, password and fragment',
    ],
    [
      'a password',
      ['https://user:secret@server.test'],
      'backend.url is not the URL of a server: got "https://***@server.test"; expected https://, a host and a path, without user, password and fragment',
    ],
    [
      'a context variable in the query',
      ['https://server.test/?state=${request.query[state]}'],
      'backend.url has a context variable in its query, where the gateway takes none: got "https://server.test/?state=***"; expected context variables in the path. Set the query parameter with transformQueryParameters.',
    ],
    [
      'a parameter that the path lacks',
      ['https://server.test/${request.path[region]}'],
      'backend uses a parameter that the path does not have: got "request.path[region]"; expected a path with parameters',
    ],
    [
      'a context variable that there is not',
      ['https://server.test/${request.body}'],
      'backend uses a context variable that there is not: got "request.body"; expected request.auth[…], request.headers[…], request.query[…], request.path[…], request.cert[…] or request.host',
    ],
    [
      'no time to connect',
      ['https://server.test', { connectTimeout: Duration.seconds(0.5) }],
      'backend.connectTimeout is out of range: got "0.5 s"; expected 1 to 75 seconds',
    ],
    [
      'too much time to connect',
      ['https://server.test', { connectTimeout: Duration.seconds(76) }],
      'backend.connectTimeout is out of range: got "76 s"; expected 1 to 75 seconds',
    ],
    [
      'too much time to read',
      ['https://server.test', { readTimeout: Duration.seconds(301) }],
      'backend.readTimeout is out of range: got "301 s"; expected 1 to 300 seconds',
    ],
    [
      'too much time to send',
      ['https://server.test', { sendTimeout: Duration.seconds(301) }],
      'backend.sendTimeout is out of range: got "301 s"; expected 1 to 300 seconds',
    ],
  ])('is refused %s', (_what, args, message) => {
    expect(synth(calling(...args))).toThrow(new Error(`${message} ${AT}`));
  });
});

describe('a route', () => {
  test('has an execution log level of its own', () => {
    expect(routeOf({ executionLogLevel: 'ERROR' }).logging_policies).toEqual({ execution_log: { log_level: 'ERROR' } });
    expect(routeOf({}).logging_policies).toBeUndefined();
  });

  test('has no other policy by default', () => {
    expect(Object.keys(routeOf({})).sort()).toEqual(['backend', 'methods', 'path', 'request_policies']);
    expect(Object.keys(requestPoliciesOf({}))).toEqual(['authorization']);
  });

  test('that is wrong is not added', () => {
    const document = gatewayDocument({}, [ROUTE], (gateway) => {
      expect(() => gateway.addRoute(ROUTE)).toThrow('has a route already');
      gateway.addRoute({ ...ROUTE, path: '/after' });
    });
    expect(specificationOf(document).routes).toMatchObject([{ path: '/buckets' }, { path: '/after' }]);
  });

  test('says all that is wrong with it together', () => {
    expect(synth({ path: 'x', methods: [] })).toThrow(/^path is not .*\nmethods is empty/);
  });
});
