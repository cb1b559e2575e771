import { Duration } from '../../../constructs';
import type { Cors, GatewayRoute } from '../../../constructs';
import { gatewayDocument, requestPoliciesOf, ROUTE, specificationOf } from '../../../testing/secured-gateway';

const AT = '(at Test/Gateway/Deployment)';
const ORIGINS = ['https://app.test'];

const FULL: Cors = {
  origins: ['https://app.test', 'https://app.test:8443', 'null'],
  methods: ['GET', 'POST'],
  headers: ['x-in'],
  exposedHeaders: ['x-out'],
  maxAge: Duration.minutes(2),
};

const FULL_BLOCK = {
  allowed_origins: ['https://app.test', 'https://app.test:8443', 'null'],
  allowed_methods: ['GET', 'POST'],
  allowed_headers: ['x-in'],
  exposed_headers: ['x-out'],
  is_allow_credentials_enabled: false,
  max_age_in_seconds: 120,
};

const ofDeployment = (cors: Cors, routes: readonly Partial<GatewayRoute>[] = [{}]): unknown =>
  specificationOf(
    gatewayDocument(
      { cors },
      routes.map((route) => ({ ...ROUTE, ...route })),
    ),
  ).request_policies.cors;

describe('CORS', () => {
  test('of a deployment has what it is given', () => {
    expect(ofDeployment(FULL)).toEqual(FULL_BLOCK);
  });

  test('of a route has what it is given', () => {
    expect(requestPoliciesOf({ cors: FULL }).cors).toEqual(FULL_BLOCK);
  });

  test('of a deployment lets pages call its routes with a token, and no more, by default', () => {
    expect(
      ofDeployment({ origins: ORIGINS }, [{ methods: ['POST', 'GET'] }, { path: '/more', methods: ['GET'] }]),
    ).toEqual({
      allowed_origins: ['https://app.test'],
      allowed_methods: ['POST', 'GET'],
      allowed_headers: ['authorization', 'content-type'],
      exposed_headers: [],
      is_allow_credentials_enabled: false,
      max_age_in_seconds: 0,
    });
  });

  test('of a route lets pages use its methods by default', () => {
    expect(requestPoliciesOf({ methods: ['PUT'], cors: { origins: ORIGINS } }).cors).toMatchObject({
      allowed_methods: ['PUT'],
    });
    expect(requestPoliciesOf({ methods: ['ANY'], cors: { origins: ORIGINS } }).cors).toMatchObject({
      allowed_methods: ['*'],
    });
  });

  test('lets pages of certain origins send cookies', () => {
    expect(ofDeployment({ origins: ORIGINS, allowCredentials: true })).toMatchObject({
      is_allow_credentials_enabled: true,
    });
  });

  test('lets any page call without cookies', () => {
    expect(ofDeployment({ origins: ['*'], headers: ['*'], exposedHeaders: ['*'] })).toMatchObject({
      allowed_origins: ['*'],
      allowed_headers: ['*'],
      exposed_headers: ['*'],
    });
  });

  const names = (count: number): string[] => Array.from({ length: count }, (_none, index) => `x-${String(index)}`);

  test.each<[string, Cors, string]>([
    ['no origin', { origins: [] }, 'cors.origins is empty: got []; expected at least one origin'],
    [
      'an origin with a path',
      { origins: ['https://app.test/'] },
      "cors.origins has an entry that is not an origin: got \"https://app.test/\"; expected scheme, host and port without a path, for example https://app.example.com, or '*' or 'null'",
    ],
    [
      'an origin without a scheme',
      { origins: ['app.test'] },
      "cors.origins has an entry that is not an origin: got \"app.test\"; expected scheme, host and port without a path, for example https://app.example.com, or '*' or 'null'",
    ],
    [
      'an origin with a star',
      { origins: ['https://*.test'] },
      "cors.origins has an entry that is not an origin: got \"https://*.test\"; expected scheme, host and port without a path, for example https://app.example.com, or '*' or 'null'",
    ],
    [
      'cookies from any page',
      { origins: ['https://app.test', '*'], allowCredentials: true },
      'cors.allowCredentials lets any page act for its visitors: got "*"; expected origins by name. Name the origins, or leave allowCredentials out: a token in a header needs none.',
    ],
    [
      'cookies from pages without an origin',
      { origins: ['null'], allowCredentials: true },
      'cors.allowCredentials lets any page act for its visitors: got "null"; expected origins by name. Name the origins, or leave allowCredentials out: a token in a header needs none.',
    ],
    [
      'a fifty-first method',
      { origins: ORIGINS, methods: Array.from({ length: 51 }, () => 'GET' as const) },
      'cors.methods has more entries than the gateway takes: got 51; expected at most 50',
    ],
    [
      'a fifty-first header',
      { origins: ORIGINS, headers: names(51) },
      'cors.headers has more entries than the gateway takes: got 51; expected at most 50',
    ],
    [
      'a fifty-first exposed header',
      { origins: ORIGINS, exposedHeaders: names(51) },
      'cors.exposedHeaders has more entries than the gateway takes: got 51; expected at most 50',
    ],
    [
      'no name of a header',
      { origins: ORIGINS, headers: ['x y'] },
      'cors.headers has an entry that is not the name of a header: got "x y"; expected names of headers',
    ],
    [
      'no name of an exposed header',
      { origins: ORIGINS, exposedHeaders: ['x:y'] },
      'cors.exposedHeaders has an entry that is not the name of a header: got "x:y"; expected names of headers',
    ],
    [
      'a part of a second',
      { origins: ORIGINS, maxAge: Duration.seconds(0.5) },
      'cors.maxAge is not a whole number of seconds: got "0.5 s"; expected whole seconds',
    ],
  ])('refuses %s', (_what, cors, message) => {
    expect(() => ofDeployment(cors)).toThrow(new Error(`${message} ${AT}`));
    expect(() => requestPoliciesOf({ cors })).toThrow(new Error(`${message} ${AT}`));
  });

  test('takes fifty headers', () => {
    expect(ofDeployment({ origins: ORIGINS, headers: names(50) })).toMatchObject({ allowed_headers: { length: 50 } });
  });
});
