import { ContextVariable } from '../../../constructs/gateway/context-variable';
import { CustomAuthorizer } from '../../../constructs';
import type { RequestAuthorizerProps } from '../../../constructs';
import type { Attributes } from '../../../testing/synth';
import { synthAuthentication } from '../../../testing/synth-authentication';

const functionId = 'ocid1.fnfunc.test';
const parameters = { apiKey: 'request.headers[X-Api-Key]', state: 'request.query[state]' };

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

  test('takes context variables', () => {
    expect(policy({ parameters: { host: ContextVariable.host().reference } })).toMatchObject({
      parameters: { host: 'request.host' },
    });
  });

  test('takes the parameters that answers are kept under', () => {
    expect(policy({ cacheKey: ['apiKey'] })).toMatchObject({ cache_key: ['apiKey'] });
  });

  test('takes a failure response', () => {
    expect(policy({ failureResponse: { code: 'request.auth[responseCode]' } })).toMatchObject({
      validation_failure_policy: { type: 'MODIFY_RESPONSE', response_code: 'request.auth[responseCode]' },
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

  test('needs no internet', () => {
    expect(synthAuthentication(CustomAuthorizer.ofHeader({ functionId, header: 'X' })).needsInternet).toBeUndefined();
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
      'a table that does not exist',
      { parameters: { key: 'request.header[X]' } },
      'parameters.key is not a part of a request that an authorizer can be given: got "request.header[X]"; expected request.headers[…], request.query[…], request.cert[…], request.host or request.body',
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
      { failureResponse: { code: 700 } },
      'failureResponse.code is not a status of a response: got 700; expected a whole number from 200 to 599, or a context variable such as request.auth[responseCode]',
    ],
  ])('refuses %s', (_what, props, message) => {
    expect(() => policy(props)).toThrow(`${message} (at Test)`);
  });

  test('takes the body of the request', () => {
    expect(policy({ parameters: { body: 'request.body' } })).toMatchObject({ parameters: { body: 'request.body' } });
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
