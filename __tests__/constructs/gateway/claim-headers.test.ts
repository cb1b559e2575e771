import { ContextVariable, CustomAuthorizer, IdcsJwtAuth, JwtKeys, OidcJwtAuth } from '../../../constructs';
import type { GatewayRoute, IGatewayAuthentication, SecuredGatewayProps } from '../../../constructs';
import { PROTECTED_REQUEST_HEADERS } from '../../../constructs/gateway/protected-headers';
import { allowedHeaders } from '../../../function/request/headers';
import { evaluate } from '../../../terraform/expressions/evaluate';
import { parseTemplate } from '../../../terraform/expressions/template';
import { toPlain } from '../../../terraform/values/value';
import { gatewayDocument, requestPoliciesOf } from '../../../testing/secured-gateway';

const AT = '(at Test/Gateway/Deployment)';
const headers = (route: Partial<GatewayRoute>, props: Partial<SecuredGatewayProps> = {}): unknown =>
  requestPoliciesOf(route, props).header_transformations;
const set = (name: string, claim: string): object => ({
  name,
  values: [`$\${request.auth[${claim}]}`],
  if_exists: 'OVERWRITE',
});

/** What is taken out, in this order. */
const block = (...names: string[]): object => ({ type: 'BLOCK', items: names.map((name) => ({ name })) });
const keys = JwtKeys.remote('https://domain.test/jwk');

describe('passing claims', () => {
  test('overwrites a header with a claim of the token', () => {
    const authentication = new IdcsJwtAuth({ keys, claims: [{ key: 'user.tenant.name' }] });
    expect(
      headers({ passClaims: { sub: 'x-caller', 'user.tenant.name': 'x-tenant' } }, { authentication }),
    ).toMatchObject({ set_headers: { items: [set('x-caller', 'sub'), set('x-tenant', 'user.tenant.name')] } });
  });

  test("is written so that Terraform gives the service the gateway's own expression", () => {
    const bytes = JSON.stringify(gatewayDocument({ passClaims: { sub: 'x-caller' } }));
    expect(bytes).toContain('"values":["$${request.auth[sub]}"]');
    const refer = (): never => {
      throw new Error('it refers to something');
    };
    expect(toPlain(evaluate(parseTemplate('$${request.auth[sub]}'), refer))).toBe('${request.auth[sub]}');
  });

  test('is a matter of the deployment where the route says nothing', () => {
    expect(headers({}, { passClaims: { sub: 'x-caller' } })).toEqual({
      set_headers: { items: [set('x-caller', 'sub')] },
      filter_headers: block('x_caller'),
    });
  });

  test("takes out a header that is the deployment's for a claim, and that the route does not set", () => {
    expect(headers({ passClaims: { iss: 'x-issuer' } }, { passClaims: { sub: 'x-caller' } })).toEqual({
      set_headers: { items: [set('x-issuer', 'iss')] },
      filter_headers: block('x_issuer', 'x-caller', 'x_caller'),
    });
  });

  test('takes out such headers of callers without a token', () => {
    expect(
      headers(
        { allowAnonymousCallers: true, transformRequestHeaders: { remove: ['x-other', 'X-Caller'] } },
        { passClaims: { sub: 'x-caller', iss: 'x-issuer' } },
      ),
    ).toEqual({ filter_headers: block('x-other', 'X-Caller', 'x_caller', 'x-issuer', 'x_issuer') });
  });

  test('lets an anonymous route say what such a header is', () => {
    const transformRequestHeaders = { set: { 'x-caller': 'nobody' }, keepOnly: ['accept', 'x-caller'] };
    expect(
      headers({ allowAnonymousCallers: true, transformRequestHeaders }, { passClaims: { sub: 'x-caller' } }),
    ).toMatchObject({ set_headers: { items: [{ name: 'x-caller', values: ['nobody'], if_exists: 'OVERWRITE' }] } });
  });

  test('stands beside other transformations', () => {
    expect(
      headers({ passClaims: { sub: 'x-caller' }, transformRequestHeaders: { set: { 'x-a': 'v' }, remove: ['x-b'] } }),
    ).toEqual({
      set_headers: { items: [{ name: 'x-a', values: ['v'], if_exists: 'OVERWRITE' }, set('x-caller', 'sub')] },
      filter_headers: block('x-b', 'x_caller'),
    });
  });

  test.each<[string, Partial<GatewayRoute>, Partial<SecuredGatewayProps>, string]>([
    [
      'of callers without a token',
      { allowAnonymousCallers: true, passClaims: { sub: 'x-caller' } },
      {},
      'passClaims passes claims of callers who need no token: got {"sub":"x-caller"}; expected a route without allowAnonymousCallers',
    ],
    [
      'in a header that is set already',
      { passClaims: { sub: 'x-caller' }, transformRequestHeaders: { set: { 'x-caller': 'me' } } },
      {},
      'passClaims passes a claim in a header that transformRequestHeaders changes: got "x-caller"; expected a header of its own',
    ],
    [
      'in one header twice',
      { passClaims: { sub: 'x-caller', iss: 'X-Caller' } },
      {},
      'passClaims passes two claims in one header: got "x-caller"; expected a header of its own for each',
    ],
    [
      'without a name',
      { passClaims: { 'a]b': 'x-caller' } },
      {},
      'passClaims has an entry that is not the name of a claim: got "a]b"; expected names without spaces, brackets, quotes, $ and %',
    ],
    [
      'in a protected header',
      { passClaims: { sub: 'x-real-ip' } },
      {},
      `passClaims passes a claim in a header that has a meaning of its own: got "x-real-ip"; expected a name of your own, for example 'x-caller'`,
    ],
    [
      'in a header that is dropped',
      { passClaims: { sub: 'x-caller' }, transformRequestHeaders: { keepOnly: ['accept'] } },
      {},
      'transformRequestHeaders.keepOnly drops what set or rename makes: got "x-caller"; expected every name that goes further: filters run last',
    ],
    [
      'in a header that anonymous callers may write',
      { allowAnonymousCallers: true, transformRequestHeaders: { keepOnly: ['x-caller'] } },
      { passClaims: { sub: 'x-caller' } },
      'transformRequestHeaders.keepOnly lets callers write a header that is for a claim: got "x-caller"; expected other headers',
    ],
    [
      'in a header that anonymous callers may write under another name',
      { allowAnonymousCallers: true, transformRequestHeaders: { rename: { 'x-me': 'x-caller' } } },
      { passClaims: { sub: 'x-caller' } },
      'transformRequestHeaders.rename lets callers write a header that is for a claim: got "x-caller"; expected other headers',
    ],
    [
      'in a header that anonymous callers may write first',
      {
        allowAnonymousCallers: true,
        transformRequestHeaders: { set: { 'x-caller': { values: ['nobody'], ifExists: 'SKIP' } } },
      },
      { passClaims: { sub: 'x-caller' } },
      'transformRequestHeaders.set lets callers write a header that is for a claim: got "x-caller"; expected other headers',
    ],
  ])('is refused %s', (_what, route, props, message) => {
    expect(() => headers(route, props)).toThrow(`${message} ${AT}`);
  });

  test('is refused for a whole deployment under two names of one header', () => {
    expect(() => headers({}, { passClaims: { sub: 'x-a', iss: 'x-a' } })).toThrow(
      `passClaims passes two claims in one header: got "x-a"; expected a header of its own for each ${AT}`,
    );
  });

  test.each<[string, Partial<GatewayRoute>, string]>([
    [
      'overwritten where it is there already',
      {
        passClaims: { sub: 'x-caller' },
        transformRequestHeaders: { set: { X_Caller: { values: ['me'], ifExists: 'SKIP' } } },
      },
      'passClaims passes a claim in a header that transformRequestHeaders changes: got "x-caller"; expected a header of its own',
    ],
    [
      'a new name',
      { passClaims: { sub: 'x-caller' }, transformRequestHeaders: { rename: { 'x-me': 'X_Caller' } } },
      'passClaims passes a claim in a header that transformRequestHeaders changes: got "x-caller"; expected a header of its own',
    ],
    [
      'kept',
      { passClaims: { sub: 'x-caller' }, transformRequestHeaders: { keepOnly: ['x-caller', 'X_Caller'] } },
      'transformRequestHeaders.keepOnly lets callers write a header that is for a claim: got "x-caller"; expected other headers',
    ],
    [
      'kept beside a claim that is set by hand',
      {
        transformRequestHeaders: {
          set: { 'x-caller': String(ContextVariable.claim('sub')) },
          keepOnly: ['x-caller', 'X_Caller'],
        },
      },
      'transformRequestHeaders.keepOnly lets callers write a header that is for a claim: got "x-caller"; expected other headers',
    ],
  ])('is refused beside another spelling that a function takes for the same, %s', (_what, route, message) => {
    expect(() => headers(route)).toThrow(`${message} ${AT}`);
  });

  test('is refused beside another spelling for anonymous callers', () => {
    const transformRequestHeaders = { rename: { 'x-me': 'X_Caller' } };
    expect(() =>
      headers({ allowAnonymousCallers: true, transformRequestHeaders }, { passClaims: { sub: 'x-caller' } }),
    ).toThrow(
      `transformRequestHeaders.rename lets callers write a header that is for a claim: got "x-caller"; expected other headers ${AT}`,
    );
  });

  test('takes out no spelling where only named headers go further', () => {
    expect(
      headers({ passClaims: { sub: 'x-caller' }, transformRequestHeaders: { keepOnly: ['accept', 'x-caller'] } }),
    ).toMatchObject({ filter_headers: { type: 'ALLOW', items: [{ name: 'accept' }, { name: 'x-caller' }] } });
  });

  test('takes out a spelling once that is removed already', () => {
    expect(
      headers({ passClaims: { sub: 'x-caller' }, transformRequestHeaders: { remove: ['X_Caller'] } }),
    ).toMatchObject({ filter_headers: block('X_Caller') });
  });

  test('takes out all spellings of a name of three dashes', () => {
    expect(headers({ passClaims: { sub: 'x-a-b-c' } })).toMatchObject({
      filter_headers: block('x-a-b_c', 'x-a_b-c', 'x-a_b_c', 'x_a-b-c', 'x_a-b_c', 'x_a_b-c', 'x_a_b_c'),
    });
  });

  test('takes out other spellings of a claim that is set by hand', () => {
    const transformRequestHeaders = { set: { 'x-caller': String(ContextVariable.claim('sub')) } };
    expect(headers({ transformRequestHeaders })).toMatchObject({ filter_headers: block('x_caller') });
  });

  test('leaves other spellings of what is set to no claim', () => {
    expect(headers({ transformRequestHeaders: { set: { 'x-a': 'b' } } })).not.toHaveProperty('filter_headers');
  });

  const FOUR =
    'has a header of a claim with too many dashes: got "x-a-b-c-d"; expected at most 3. Functions read `_` as `-`, so every spelling of it has to be taken out, and each dash doubles their number.';

  test('is refused in a name of four dashes', () => {
    expect(() => headers({ passClaims: { sub: 'x-a-b-c-d' } })).toThrow(`passClaims ${FOUR} ${AT}`);
  });

  test('is refused by hand in a name of four dashes', () => {
    const transformRequestHeaders = { set: { 'x-a-b-c-d': String(ContextVariable.claim('sub')) } };
    expect(() => headers({ transformRequestHeaders })).toThrow(`transformRequestHeaders.set.x-a-b-c-d ${FOUR} ${AT}`);
  });

  test('is refused in more spellings than the gateway takes out', () => {
    const claims = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => ({ key }));
    const authentication = new IdcsJwtAuth({ keys, claims });
    const passClaims = Object.fromEntries(claims.map(({ key }) => [key, `x-c-d-${key}`]));
    expect(() => headers({ passClaims }, { authentication })).toThrow(
      `passClaims has more other spellings to take out than the gateway takes: got 56; expected at most 50 beside what transformRequestHeaders removes. Give the headers fewer dashes, or say keepOnly. ${AT}`,
    );
  });

  test('is refused in what is no header', () => {
    expect(() => headers({ passClaims: { sub: 'x caller' } })).toThrow(
      `passClaims has an entry that is not the name of a header: got "x caller"; expected for example 'x-caller' ${AT}`,
    );
  });

  test.each([
    'authorization',
    'Host',
    'content-length',
    'transfer-encoding',
    'X_Date',
    'fn-call-id',
    'x-forwarded-host',
  ])('is refused in the header %s', (header) => {
    const message = `passClaims passes a claim in a header that has a meaning of its own: got "${header}"; expected a name of your own, for example 'x-caller' ${AT}`;
    expect(() => headers({ passClaims: { sub: header } })).toThrow(message);
    expect(() => headers({}, { passClaims: { sub: header } })).toThrow(message);
  });

  test.each(['x-caller', 'x-dates', 'functions'])('is taken in the header %s, which functions read', (header) => {
    const call = { header: () => 'given' } as unknown as Parameters<typeof allowedHeaders>[0];
    expect(allowedHeaders(call, [header])).toEqual({ [header]: 'given' });
    expect(headers({ passClaims: { sub: header } })).toMatchObject({ set_headers: { items: [set(header, 'sub')] } });
  });

  test.each(PROTECTED_REQUEST_HEADERS)('is refused in %s, which the gateway lets nobody transform', (header) => {
    expect(() => headers({ passClaims: { sub: header } })).toThrow('passClaims passes a claim in a header that has');
  });
});

describe('a claim that an accepted caller may lack', () => {
  const oidc = OidcJwtAuth.auth0({ domain: 'acme.test', audience: 'a', claims: [{ key: 'org', required: false }] });
  const step = 'Add it to `claims` of the authentication, which then refuses tokens without it.';
  const lack = 'passClaims passes a claim that an accepted caller may lack, whose own header would stand in for it';

  test.each<[string, IGatewayAuthentication, string, string]>([
    ['that nothing verifies', oidc, 'sub', `got "sub"; expected some of aud, exp, iss. ${step}`],
    ['that is verified only where it is there', oidc, 'org', `got "org"; expected some of aud, exp, iss. ${step}`],
    [
      'of a function that says of none',
      CustomAuthorizer.ofHeader({ functionId: 'ocid1.fnfunc.test', header: 'x-key' }),
      'email',
      'got "email"; expected none. Name it in `certainClaims` of the authentication, if its function always gives it.',
    ],
  ])('is not passed: one %s', (_what, authentication, claim, message) => {
    const props = { authentication, passClaims: { [claim]: 'x-caller' } };
    expect(() => headers({}, props)).toThrow(`${lack}: ${message} ${AT}`);
    expect(() => headers({ passClaims: props.passClaims }, { authentication })).toThrow(`${lack}: ${message} ${AT}`);
  });

  test('is not set by hand', () => {
    const transformRequestHeaders = { set: { 'x-caller': String(ContextVariable.claim('sub')) } };
    expect(() => headers({ transformRequestHeaders }, { authentication: oidc })).toThrow(
      `transformRequestHeaders.set.x-caller is a claim that an accepted caller may lack, whose own header would stand in for it: got "request.auth[sub]"; expected claims among aud, exp, iss. ${step} ${AT}`,
    );
    const authentication = OidcJwtAuth.auth0({ domain: 'acme.test', audience: 'a', claims: [{ key: 'sub' }] });
    expect(headers({ transformRequestHeaders }, { authentication })).toMatchObject({
      set_headers: { items: [set('x-caller', 'sub')] },
    });
  });

  test('is set by hand in a text that is more than it', () => {
    const transformRequestHeaders = { set: { 'x-caller': `caller ${String(ContextVariable.claim('sub'))}` } };
    expect(headers({ transformRequestHeaders }, { authentication: oidc })).toMatchObject({
      set_headers: { items: [{ name: 'x-caller', values: ['caller $${request.auth[sub]}'] }] },
    });
  });

  test.each<[string, IGatewayAuthentication, string]>([
    ['the issuer', oidc, 'iss'],
    ['the audience', oidc, 'aud'],
    ['the end', oidc, 'exp'],
    ['a client of an identity domain', new IdcsJwtAuth({ keys }), 'sub'],
    ['one that is verified', OidcJwtAuth.auth0({ domain: 'a.test', audience: 'a', claims: [{ key: 'org' }] }), 'org'],
    [
      'one that a function always gives',
      CustomAuthorizer.ofHeader({ functionId: 'ocid1.fnfunc.test', header: 'x-key', certainClaims: ['email'] }),
      'email',
    ],
  ])('is none of those that are passed: %s', (_what, authentication, claim) => {
    const passed = { set_headers: { items: [set('x-caller', claim)] } };
    expect(headers({}, { authentication, passClaims: { [claim]: 'x-caller' } })).toMatchObject(passed);
    expect(headers({ passClaims: { [claim]: 'x-caller' } }, { authentication })).toMatchObject(passed);
  });
});
