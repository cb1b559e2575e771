import { IdcsJwtAuth, JwtKeys } from '../../../constructs';
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
    expect(policy({ code: 404 })).toEqual({ type: 'MODIFY_RESPONSE', response_code: '404' });
  });

  test('has a status that an authorizer names', () => {
    expect(policy({ code: 'request.auth[responseCode]' })).toMatchObject({
      response_code: 'request.auth[responseCode]',
    });
  });

  test('has a message', () => {
    expect(policy({ code: 401, message: 'Who are you?' })).toMatchObject({ response_message: 'Who are you?' });
  });

  test('has a message with a context variable that Terraform leaves alone', () => {
    expect(policy({ code: 401, message: 'No: ${request.auth[reason]}' })).toMatchObject({
      response_message: 'No: $${request.auth[reason]}',
    });
  });

  test('sets headers', () => {
    const setHeaders = [
      { name: 'Location', values: ['https://login.test/?for=${request.host}'] },
      { name: 'X-Reason', values: ['a', 'b'], ifExists: 'APPEND' },
    ] as const;
    expect(policy({ code: 302, setHeaders })).toMatchObject({
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

  test.each([200, 599])('may have the status %i', (code) => {
    expect(policy({ code })).toMatchObject({ response_code: String(code) });
  });

  test.each([199, 600, 401.5, 'teapot'])('must not have the status %p', (code) => {
    expect(() => policy({ code })).toThrow(
      `failureResponse.code is not a status of a response: got ${JSON.stringify(code)}; expected a whole number from 200 to 599, or a context variable such as request.auth[responseCode] (at Test)`,
    );
  });

  test('must not show the body of the request', () => {
    expect(() => policy({ code: 401, message: '${request.body}' })).toThrow(
      `failureResponse.message asks for the request's body, which the gateway does not give: got "\${request.body}"; expected a text with other context variables or none (at Test)`,
    );
  });

  test.each(['Content-Length', 'strict-transport-security', 'Access-Control-Allow-Origin', 'opc-request-id'])(
    'must not set %s',
    (name) => {
      expect(() => policy({ code: 401, setHeaders: [{ name, values: ['x'] }] })).toThrow(
        `failureResponse.setHeaders names a header that only the gateway may set: got "${name}"; expected another header (at Test)`,
      );
    },
  );

  test('must not set a header that is none', () => {
    expect(() => policy({ code: 401, setHeaders: [{ name: 'X:Y', values: ['x'] }] })).toThrow(
      `failureResponse.setHeaders has a name that is none of a header: got "X:Y"; expected for example 'Location' (at Test)`,
    );
  });

  test('must not set a header to nothing', () => {
    expect(() => policy({ code: 401, setHeaders: [{ name: 'X-Y', values: [] }] })).toThrow(
      'failureResponse.setHeaders has a header without a value: got "X-Y"; expected at least one value (at Test)',
    );
  });
});
