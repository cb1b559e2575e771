import { Testing } from 'cdktf';
import { search } from '../../apis';
import { OidcJwtAuth } from '../../constructs';
import { OracleApiStack } from '../../stacks/oracle-api-stack';
import type { OracleApiStackProps } from '../../stacks/oracle-api-stack-props';
import { stubImage, synthOracleStack } from '../../testing/oracle-stack';
import { scratch } from '../../testing/scratch';
import { specificationOf } from '../../testing/secured-gateway';
import { testApi } from '../../testing/synth-api';

const authentication = OidcJwtAuth.auth0({ domain: 'acme.eu.auth0.com', audience: 'api' });
const BESIDE = {
  keys: 'fixed',
  remoteKeys: {},
  authenticationType: 'TOKEN_AUTHENTICATION',
  signingCertificatePublicAccess: false,
  apps: {},
};
const OPEN = { allowAnonymousCallers: true };

describe('OracleApiStack', () => {
  test.each<[string, object, string]>([
    [
      'a prop that there is not',
      { netwrok: {} },
      'netwrok is no prop: got "netwrok"; expected apis, displayName, region, homeRegion, keys, remoteKeys, authenticationType, signingCertificatePublicAccess, authentication, network, application, functions, image, gateway, routes, apps, alarms. Did you mean network?',
    ],
    ['keys that are none', { keys: 'REMOTE' }, `keys is no word for it: got "REMOTE"; expected 'fixed' or 'remote'`],
    [
      'a way to check tokens that is none',
      { authenticationType: 'jwt_authentication' },
      `authenticationType is no word for it: got "jwt_authentication"; expected 'TOKEN_AUTHENTICATION' or 'JWT_AUTHENTICATION'`,
    ],
    ['routes that are a text', { routes: 'x' }, 'routes is no object: got "x"; expected an object with options'],
    ['routes that are a list', { routes: [] }, 'routes is no object: got []; expected an object with options'],
    [
      'what each API says itself, for all routes',
      { routes: { path: '/zzz', methods: ['GET'] } },
      'routes has what each API says itself: got ["path","methods"]; expected options of routes: scopes, cors, validation, …',
    ],
    [
      'one word that opens every route',
      { routes: OPEN },
      `routes.allowAnonymousCallers would open every API to everybody, also those that are added later: got "allowAnonymousCallers for all"; expected it from a function that is asked for each API. Say routes: ({ name }) => (name === 'search' ? { allowAnonymousCallers: true } : {})`,
    ],
    ...(['keys', 'remoteKeys', 'authenticationType', 'signingCertificatePublicAccess', 'apps'] as const).map(
      (prop): [string, object, string] => [
        `${prop} beside authentication`,
        { authentication, ...{ [prop]: BESIDE[prop] } },
        `${prop} means nothing beside authentication: got "${prop}"; expected one of the two: it is about tokens of the identity domain`,
      ],
    ),
  ])('refuses %s', (_what, props, refusal) => {
    expect(() => synthOracleStack(props as Partial<OracleApiStackProps>)).toThrow(
      new Error(`${refusal} (at oracleapi)`),
    );
  });

  test('opens a route that is named', () => {
    const document = synthOracleStack({
      apis: [search, testApi()],
      routes: ({ name }) => (name === 'search' ? OPEN : {}),
    });
    expect(specificationOf(document).routes.map(({ request_policies }) => request_policies)).toMatchObject([
      { authorization: { type: 'ANONYMOUS' } },
      { authorization: { type: 'ANY_OF' } },
    ]);
  });

  test.each<[string, Partial<OracleApiStackProps>]>([
    ['keys that are fetched', { keys: 'remote' }],
    ['the older way to check tokens', { authenticationType: 'JWT_AUTHENTICATION' }],
    ['another authentication', { authentication }],
    ['options of all routes', { routes: { executionLogLevel: 'ERROR' } }],
  ])('takes %s', (_what, props) => {
    expect(() => synthOracleStack(props)).not.toThrow();
  });
});

describe('a misspelt option of a part', () => {
  test.each<[string, object, string, string]>([
    ['network', { network: { gatewayAcess: 'PRIVATE' } }, 'gatewayAccess', 'Network'],
    ['application', { application: { shap: 'GENERIC_ARM' } }, 'shape', 'Application'],
    ['functions', { functions: { permisionScope: 'tenancy' } }, 'permissionScope', 'SearchApi/Function'],
    ['functions, by API', { functions: () => ({ memry: 1 }) }, 'memory', 'SearchApi/Function'],
    ['image', { image: { pushAtDeply: false } }, 'pushAtDeploy', 'SearchApi/Image'],
    ['gateway', { gateway: { rateLimt: 3 } }, 'rateLimit', 'Gateway'],
    ['routes', { routes: { scops: [] } }, 'scopes', 'Gateway'],
    ['routes, by API', { routes: () => ({ allowAnonymousCaller: true }) }, 'allowAnonymousCallers', 'Gateway'],
    ['apps', { apps: { scope: [] } }, 'scopes', 'Apps'],
    ['alarms', { alarms: { email: [] } }, 'emails', 'Alarms'],
    ['remoteKeys', { keys: 'remote', remoteKeys: { cachTime: 1 } }, 'cacheTime', ''],
  ])('%s is refused at synth, and the one that was meant is named', (_part, props, meant, place) => {
    let message = '';
    try {
      synthOracleStack(props);
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toContain(`Did you mean ${meant}?`);
    expect(message).toContain(place === '' ? '' : `(at oracleapi/${place}`);
    expect(message.split('\n')).toHaveLength(1);
  });
});

describe('two stacks of one app', () => {
  const warnings = (...names: (string | undefined)[]): unknown[] => {
    const app = Testing.app({ outdir: scratch('synth') });
    const stacks = names.map(
      (displayName, index) =>
        new OracleApiStack(app, `Stack${String(index)}`, { apis: [search], ...stubImage(), displayName }),
    );
    return stacks.flatMap(({ node }) => node.metadata.map(({ data }) => data as unknown));
  };

  test('are warned of names that they share', () => {
    expect(warnings(undefined, undefined)).toEqual([
      'displayName is that of Stack0 too: got "oracleapi"; expected one of its own, unless the two are for tenancies of their own, where names of dynamic groups and topics are unique.',
    ]);
  });

  test('are warned of nothing where each has its own', () => {
    expect(warnings(undefined, 'shop')).toEqual([]);
  });
});
