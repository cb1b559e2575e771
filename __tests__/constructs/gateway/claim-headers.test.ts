import type { GatewayRoute, SecuredGatewayProps } from '../../../constructs';
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

describe('passing claims', () => {
  test('overwrites a header with a claim of the token', () => {
    expect(headers({ passClaims: { sub: 'x-caller', 'user.tenant.name': 'x-tenant' } })).toEqual({
      set_headers: { items: [set('x-caller', 'sub'), set('x-tenant', 'user.tenant.name')] },
    });
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
    });
  });

  test("takes out a header that is the deployment's for a claim, and that the route does not set", () => {
    expect(headers({ passClaims: { iss: 'x-issuer' } }, { passClaims: { sub: 'x-caller' } })).toEqual({
      set_headers: { items: [set('x-issuer', 'iss')] },
      filter_headers: { type: 'BLOCK', items: [{ name: 'x-caller' }] },
    });
  });

  test('takes out such headers of callers without a token', () => {
    expect(
      headers(
        { allowAnonymousCallers: true, transformRequestHeaders: { remove: ['x-other', 'X-Caller'] } },
        { passClaims: { sub: 'x-caller', iss: 'x-issuer' } },
      ),
    ).toEqual({
      filter_headers: { type: 'BLOCK', items: [{ name: 'x-other' }, { name: 'X-Caller' }, { name: 'x-issuer' }] },
    });
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
      filter_headers: { type: 'BLOCK', items: [{ name: 'x-b' }] },
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
      'transformRequestHeaders has a header that the gateway lets nobody transform: got "x-real-ip"; expected other headers',
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
});
