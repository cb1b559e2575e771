import type { RequestValidation } from '../../../constructs';
import { requestPoliciesOf } from '../../../testing/secured-gateway';

const AT = '(at Test/Gateway/Deployment)';
const policies = (validation: RequestValidation): Record<string, unknown> => requestPoliciesOf({ validation });

describe('request validation', () => {
  test('asks for headers', () => {
    expect(policies({ headers: [{ name: 'x-tenant' }, { name: 'x-trace', required: false }] })).toEqual({
      authorization: expect.anything() as unknown,
      header_validations: {
        headers: [
          { name: 'x-tenant', required: true },
          { name: 'x-trace', required: false },
        ],
        validation_mode: 'ENFORCING',
      },
    });
  });

  test('asks for query parameters', () => {
    expect(policies({ queryParameters: [{ name: 'state' }, { name: 'page', required: false }] })).toEqual({
      authorization: expect.anything() as unknown,
      query_parameter_validations: {
        parameters: [
          { name: 'state', required: true },
          { name: 'page', required: false },
        ],
        validation_mode: 'ENFORCING',
      },
    });
  });

  test('asks for a body of certain types', () => {
    expect(policies({ bodyMediaTypes: ['application/json', 'text/csv'] })).toEqual({
      authorization: expect.anything() as unknown,
      body_validation: {
        required: true,
        content: [
          { media_type: 'application/json', validation_type: 'NONE' },
          { media_type: 'text/csv', validation_type: 'NONE' },
        ],
        validation_mode: 'ENFORCING',
      },
    });
  });

  test('may do without a body', () => {
    expect(policies({ bodyMediaTypes: ['application/json'], bodyRequired: false })).toMatchObject({
      body_validation: { required: false },
    });
  });

  const all = { headers: [{ name: 'a' }], queryParameters: [{ name: 'b' }], bodyMediaTypes: ['c/d'] };

  test('has one mode for all', () => {
    expect(policies({ ...all, mode: 'PERMISSIVE' })).toMatchObject({
      header_validations: { validation_mode: 'PERMISSIVE' },
      query_parameter_validations: { validation_mode: 'PERMISSIVE' },
      body_validation: { validation_mode: 'PERMISSIVE' },
    });
  });

  test('has a mode for each', () => {
    expect(
      policies({ ...all, headersMode: 'DISABLED', queryParametersMode: 'PERMISSIVE', bodyMode: 'ENFORCING' }),
    ).toMatchObject({
      header_validations: { validation_mode: 'DISABLED' },
      query_parameter_validations: { validation_mode: 'PERMISSIVE' },
      body_validation: { validation_mode: 'ENFORCING' },
    });
  });

  test.each<[string, RequestValidation, string]>([
    [
      'nothing to look at',
      { mode: 'ENFORCING' },
      'validation checks nothing: got {"mode":"ENFORCING"}; expected headers, queryParameters or bodyMediaTypes',
    ],
    [
      'a body of no type',
      { headers: [{ name: 'a' }], bodyRequired: true },
      'validation.bodyRequired means nothing without bodyMediaTypes: got true; expected both or none',
    ],
    [
      'what is no header',
      { headers: [{ name: 'x y' }] },
      'validation.headers has an entry that is not a name: got "x y"; expected names of headers',
    ],
    [
      'what is no query parameter',
      { queryParameters: [{ name: 'a&b' }] },
      'validation.queryParameters has an entry that is not a name: got "a&b"; expected names',
    ],
    [
      'a header twice',
      { headers: [{ name: 'X-A' }, { name: 'x-a' }] },
      'validation.headers has a name twice; capitals do not count: got ["X-A","x-a"]; expected each name once',
    ],
    [
      'a query parameter twice',
      { queryParameters: [{ name: 'a' }, { name: 'A' }] },
      'validation.queryParameters has a name twice; capitals do not count: got ["a","A"]; expected each name once',
    ],
    [
      'what is no media type',
      { bodyMediaTypes: ['application/json; charset=utf-8'] },
      'validation.bodyMediaTypes has an entry that is not a media type: got "application/json; charset=utf-8"; expected for example application/json, without parameters',
    ],
    [
      'a media type twice',
      { bodyMediaTypes: ['a/b', 'a/b'] },
      'validation.bodyMediaTypes has an entry twice: got ["a/b","a/b"]; expected each once',
    ],
  ])('refuses %s', (_what, validation, message) => {
    expect(() => policies(validation)).toThrow(new Error(`${message} ${AT}`));
  });
});
