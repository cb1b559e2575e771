import { ContextVariable, IdcsJwtAuth, JwtKeys } from '../../../constructs';
import type { FailureResponse } from '../../../constructs';
import { modulus, synthAuthentication } from '../../../testing/synth-authentication';

const keys = JwtKeys.fixed([{ kid: 'k', n: modulus(), e: 'AQAB' }]);
const policy = (failureResponse?: FailureResponse): unknown =>
  synthAuthentication(new IdcsJwtAuth({ keys, failureResponse })).policy['validation_failure_policy'];

describe('a failure response', () => {
  test("is the gateway's own unless said otherwise", () => {
    expect(policy()).toBeUndefined();
  });

  test('has a status', () => {
    expect(policy({ status: 404 })).toEqual({ type: 'MODIFY_RESPONSE', response_code: '404' });
  });

  test('has a body', () => {
    expect(policy({ status: 401, body: 'Who are you?' })).toMatchObject({ response_message: 'Who are you?' });
  });

  test('has a body with a context variable that Terraform leaves alone', () => {
    expect(policy({ status: 401, body: `No ${String(ContextVariable.pathParameter('x'))}` })).toMatchObject({
      response_message: 'No $${request.path[x]}',
    });
  });

  test('sets headers', () => {
    const headers = {
      Location: 'https://login.test/?for=${request.host}',
      'X-Reason': { values: ['a', 'b'], ifExists: 'APPEND' },
    } as const;
    expect(policy({ status: 302, headers })).toMatchObject({
      response_header_transformations: {
        set_headers: {
          items: [
            { name: 'Location', values: ['https://login.test/?for=$${request.host}'], if_exists: 'OVERWRITE' },
            { name: 'X-Reason', values: ['a', 'b'], if_exists: 'APPEND' },
          ],
        },
      },
    });
  });

  test.each([200, 599])('may have the status %i', (status) => {
    expect(policy({ status })).toMatchObject({ response_code: String(status) });
  });

  test.each([199, 600, 401.5])('must not have the status %p', (status) => {
    expect(() => policy({ status })).toThrow(
      `failureResponse.status is not a status of a response: got ${String(status)}; expected a whole number from 200 to 599 (at Test)`,
    );
  });

  test('must not have a status out of a token that was not accepted', () => {
    expect(() => policy({ status: ContextVariable.claim('responseCode') })).toThrow(
      'failureResponse.status is not a status of a response: got "request.auth[responseCode]"; expected a whole number from 200 to 599 (at Test)',
    );
  });

  const texts = (text: string): [string, FailureResponse][] => [
    ['failureResponse.body', { status: 401, body: text }],
    ['failureResponse.headers.x-why', { status: 401, headers: { 'x-why': text } }],
  ];

  test.each(
    ['request.body', 'request.header[x]', 'request.usage_plan[x]'].flatMap((variable) =>
      texts(`\${${variable}}`).map(([prop, response]) => [prop, variable, response] as const),
    ),
  )('must not show in %s what is in %s', (prop, variable, response) => {
    expect(() => policy(response)).toThrow(
      `${prop} uses a context variable that there is not: got "${variable}"; expected request.headers[…], request.query[…], request.path[…], request.cert[…] or request.host (at Test)`,
    );
  });

  test.each(texts('${request.auth[error]}'))('must not show in %s a claim', (prop, response) => {
    expect(() => policy(response)).toThrow(
      `${prop} uses a claim of a token that was not accepted: got "request.auth[error]"; expected other context variables, or none (at Test)`,
    );
  });

  test.each(['Content-Length', 'strict-transport-security', 'Access-Control-Allow-Origin', 'opc-request-id'])(
    'must not set %s',
    (name) => {
      expect(() => policy({ status: 401, headers: { [name]: 'x' } })).toThrow(
        `failureResponse.headers names a header that only the gateway may set: got "${name}"; expected another header (at Test)`,
      );
    },
  );

  test('must not set a header that is none', () => {
    expect(() => policy({ status: 401, headers: { 'X:Y': 'x' } })).toThrow(
      `failureResponse.headers has a name that is none of a header: got "X:Y"; expected for example 'Location' (at Test)`,
    );
  });

  test('must not set a header to nothing', () => {
    expect(() => policy({ status: 401, headers: { 'X-Y': { values: [] } } })).toThrow(
      'failureResponse.headers has a header without a value: got "X-Y"; expected at least one value (at Test)',
    );
  });
});
