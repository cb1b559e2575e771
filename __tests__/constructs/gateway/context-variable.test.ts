import { ContextVariable } from '../../../constructs';
import { referencesIn, verbatim } from '../../../constructs/gateway/context-variable';

describe('ContextVariable', () => {
  test.each([
    [ContextVariable.claim('user.tenant'), 'request.auth[user.tenant]'],
    [ContextVariable.header('client-id'), 'request.headers[client-id]'],
    [ContextVariable.queryParameter('q'), 'request.query[q]'],
    [ContextVariable.pathParameter('region'), 'request.path[region]'],
    [ContextVariable.clientCertificate(), 'request.cert[client_base64]'],
    [ContextVariable.host(), 'request.host'],
    [ContextVariable.body(), 'request.body'],
  ])('%s refers to %s', (variable, reference) => {
    expect(variable.reference).toBe(reference);
    expect(String(variable)).toBe(`\${${reference}}`);
  });

  test.each(['', 'a b', 'a]', '[a', '${a}', '%a', '"a"'])('has no name like %j', (name) => {
    expect(() => ContextVariable.claim(name)).toThrow(
      new RangeError(
        `name is not that of a context variable: got ${JSON.stringify(name)}; expected one without spaces, brackets, quotes, $ and %`,
      ),
    );
  });
});

describe('a text', () => {
  test('tells the context variables that it holds', () => {
    expect(referencesIn('a ${request.host} b ${request.auth[sub]} ${other}')).toEqual([
      'request.host',
      'request.auth[sub]',
    ]);
  });

  test.each([
    ['plain', 'plain'],
    ['${request.host}', '$${request.host}'],
    ['%{x}', '%%{x}'],
    ['$${request.host} %%{x}', '$${request.host} %%{x}'],
    ['5% of $3', '5% of $3'],
    ['${TfToken[TOKEN.1]} and ${x}', '${TfToken[TOKEN.1]} and $${x}'],
  ])('%s is written for Terraform as %s', (text, written) => {
    expect(verbatim(text)).toBe(written);
  });
});
