import { ContextVariable, CustomAuthorizer } from '../../../constructs';
import type { RequestAuthorizerProps } from '../../../constructs';
import type { Attributes } from '../../../testing/synth';
import { synthAuthentication } from '../../../testing/synth-authentication';

const functionId = 'ocid1.fnfunc.test';
const parameters = { apiKey: ContextVariable.header('X-Api-Key'), state: ContextVariable.queryParameter('state') };

const policy = (props: Partial<RequestAuthorizerProps> = {}, anonymous = false): Attributes =>
  synthAuthentication(CustomAuthorizer.ofRequest({ functionId, parameters, ...props }), anonymous).policy;

describe('CustomAuthorizer', () => {
  test('gives a function parts of the request', () => {
    expect(policy()).toEqual({
      type: 'CUSTOM_AUTHENTICATION',
      function_id: 'ocid1.fnfunc.test',
      is_anonymous_access_allowed: false,
      parameters: { apiKey: 'request.headers[X-Api-Key]', state: 'request.query[state]' },
    });
  });

  test.each([
    [ContextVariable.host(), 'request.host'],
    [ContextVariable.clientCertificate(), 'request.cert[client_base64]'],
  ])('gives a function %s', (variable, reference) => {
    expect(policy({ parameters: { part: variable } })).toMatchObject({ parameters: { part: reference } });
  });

  test('takes the parameters that answers are kept under', () => {
    expect(policy({ cacheKey: ['apiKey'] })).toMatchObject({ cache_key: ['apiKey'] });
  });

  test('takes a failure response', () => {
    expect(policy({ failureResponse: { status: ContextVariable.claim('responseCode') } })).toMatchObject({
      validation_failure_policy: { type: 'MODIFY_RESPONSE', response_code: 'request.auth[responseCode]' },
    });
  });

  test('shows what its function says of a failure', () => {
    const body = 'No: ${request.auth[reason]}';
    const headers = { location: '${request.auth[location]}' };
    expect(policy({ failureResponse: { status: 302, body, headers } })).toMatchObject({
      validation_failure_policy: {
        response_message: 'No: $${request.auth[reason]}',
        response_header_transformations: {
          set_headers: { items: [{ name: 'location', values: ['$${request.auth[location]}'] }] },
        },
      },
    });
  });

  test('lets anonymous callers in where a route of the gateway does', () => {
    expect(policy({}, true)).toMatchObject({ is_anonymous_access_allowed: true });
  });

  test('gives a function one header', () => {
    expect(synthAuthentication(CustomAuthorizer.ofHeader({ functionId, header: 'X-Api-Key' })).policy).toEqual({
      type: 'CUSTOM_AUTHENTICATION',
      function_id: 'ocid1.fnfunc.test',
      is_anonymous_access_allowed: false,
      token_header: 'X-Api-Key',
    });
  });

  test('gives a function one query parameter', () => {
    const authorizer = CustomAuthorizer.ofQueryParameter({ functionId, queryParameter: 'key' });
    expect(synthAuthentication(authorizer).policy).toEqual({
      type: 'CUSTOM_AUTHENTICATION',
      function_id: 'ocid1.fnfunc.test',
      is_anonymous_access_allowed: false,
      token_query_param: 'key',
    });
  });

  test('makes the gateway fetch nothing', () => {
    expect(synthAuthentication(CustomAuthorizer.ofHeader({ functionId, header: 'X' })).fetches).toBeUndefined();
  });

  test.each<[string, Partial<RequestAuthorizerProps>, string]>([
    [
      'what is no function',
      { functionId: 'ocid1.fnapp.test' },
      `functionId is not the OCID of a function: got "ocid1.fnapp.test"; expected an OCID that starts with 'ocid1.fnfunc.'`,
    ],
    [
      'a function that is given nothing',
      { parameters: {} },
      'parameters is empty: got {}; expected at least one part of the request. A function that is given nothing lets in everybody or nobody.',
    ],
    [
      'a parameter of the path',
      { parameters: { key: ContextVariable.pathParameter('x') } },
      'parameters.key is not a part of a request that an authorizer can be given: got "request.path[x]"; expected a header, a query parameter, the certificate, the host or the body',
    ],
    [
      'a claim, which is what it makes',
      { parameters: { key: ContextVariable.claim('x') } },
      'parameters.key is not a part of a request that an authorizer can be given: got "request.auth[x]"; expected a header, a query parameter, the certificate, the host or the body',
    ],
    [
      'a cache key that is no parameter',
      { cacheKey: ['apiKey', 'other'] },
      'cacheKey names what is no parameter: got ["other"]; expected some of apiKey, state',
    ],
    [
      'an empty cache key',
      { cacheKey: [] },
      'cacheKey is empty: got []; expected at least one parameter. Leave it out to have all of them.',
    ],
    [
      'a failure response that is none',
      { failureResponse: { status: 700 } },
      "failureResponse.status is not a status of a response: got 700; expected a whole number from 200 to 599, or a ContextVariable.claim() of the function's",
    ],
    [
      'a status that callers could write',
      { failureResponse: { status: ContextVariable.header('x-status') } },
      `failureResponse.status is not a status of a response: got "request.headers[x-status]"; expected a whole number from 200 to 599, or a ContextVariable.claim() of the function's`,
    ],
    [
      'a failure response with a context variable that there is not',
      { failureResponse: { status: 401, body: '${request.body}' } },
      'failureResponse.body uses a context variable that there is not: got "request.body"; expected request.auth[…], request.headers[…], request.query[…], request.path[…], request.cert[…] or request.host',
    ],
  ])('refuses %s', (_what, props, message) => {
    expect(() => policy(props)).toThrow(`${message} (at Test)`);
  });

  test.each([[['key', 'text']], [['key']]])('takes the body of the request beside the cache key %j', (cacheKey) => {
    const parameters = { key: ContextVariable.header('X-Key'), text: ContextVariable.body() };
    expect(policy({ parameters, cacheKey })).toMatchObject({
      parameters: { key: 'request.headers[X-Key]', text: 'request.body' },
      cache_key: cacheKey,
    });
  });

  test('refuses the body of the request while nothing says whether it is part of the cache key', () => {
    expect(() =>
      policy({ parameters: { key: ContextVariable.header('X-Key'), text: ContextVariable.body() } }),
    ).toThrow(
      "cacheKey is not said beside a parameter that is the body, which the gateway leaves out of the key: got \"text\"; expected the parameters that decide. If the body is one of them, say cacheKey: ['key', 'text']; else one body that was let in lets in every other. (at Test)",
    );
  });

  test.each([
    ['parts of a request', CustomAuthorizer.ofRequest({ functionId, parameters, certainClaims: ['email'] })],
    ['a header', CustomAuthorizer.ofHeader({ functionId, header: 'X', certainClaims: ['email'] })],
    [
      'a query parameter',
      CustomAuthorizer.ofQueryParameter({ functionId, queryParameter: 'x', certainClaims: ['email'] }),
    ],
  ])('says what callers are certain to have, of %s', (_what, authorizer) => {
    expect(synthAuthentication(authorizer).certainClaims).toEqual(['email']);
  });

  test('says nothing of what callers have by itself', () => {
    expect(synthAuthentication(CustomAuthorizer.ofHeader({ functionId, header: 'X' })).certainClaims).toBeUndefined();
  });

  test('refuses a header that is none', () => {
    expect(() => synthAuthentication(CustomAuthorizer.ofHeader({ functionId, header: '' }))).toThrow(
      `header is not the name of a header: got ""; expected for example 'Authorization' (at Test)`,
    );
  });

  test('refuses a query parameter that is none', () => {
    expect(() => synthAuthentication(CustomAuthorizer.ofQueryParameter({ functionId, queryParameter: '?' }))).toThrow(
      `queryParameter is not the name of a query parameter: got "?"; expected for example 'token' (at Test)`,
    );
  });
});
