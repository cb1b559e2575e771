import { servedRoutes } from '../../local/served-routes';
import type { Bundle } from '../../local/function-runner';
import type { Deployment, Route, Stack } from '../../terraform';
import { DEPLOYMENT, ROUTE } from '../../testing/gateway-scene';

const bundle = {
  tag: 'tag',
  directory: 'nowhere',
  entrypoint: ['node', '/function/func.js'],
  api: {
    name: 'search',
    description: 'Finds.',
    route: { method: 'POST', path: '/search' },
    upstream: { service: 'query', method: 'POST', path: '/20180409/resources' },
    example: { a: 1 },
  },
} satisfies Bundle;
const bundles = new Map([[ROUTE.backend.functionId, bundle]]);

function served(...deployments: Deployment[]) {
  const stack: Stack = {
    directory: 'nowhere',
    applications: [],
    functions: [],
    gateways: [],
    deployments,
    identityDomainApps: [],
    identityDomainSettings: [],
    blocks: [],
    outputs: [],
  };
  return servedRoutes(stack, bundles, (id) => (id === DEPLOYMENT.gatewayId ? 'http://127.0.0.1:9' : undefined));
}
const withRoute = (changes: Partial<Route>): Deployment => ({ ...DEPLOYMENT, routes: [{ ...ROUTE, ...changes }] });

describe('the routes that a client can call', () => {
  test('have address, function, example and scopes', () => {
    expect(served(DEPLOYMENT)).toEqual([
      {
        name: 'search',
        functionId: 'ocid1.fnfunc.oc1..search',
        method: 'POST',
        url: 'http://127.0.0.1:9/api/search',
        example: { a: 1 },
        deployment: DEPLOYMENT,
        scopes: ['invoke'],
        needsToken: true,
      },
    ]);
  });

  test('are not those that the gateway answers by itself', () => {
    const backend = { type: 'STOCK_RESPONSE_BACKEND' as const, status: 200, body: 'up', headers: [] };
    expect(served({ ...DEPLOYMENT, routes: [{ ...ROUTE, path: '/health', backend }, ROUTE] })).toMatchObject([
      { url: 'http://127.0.0.1:9/api/search' },
    ]);
  });

  test('have no double slash when the prefix is the root', () => {
    expect(served({ ...DEPLOYMENT, pathPrefix: '/' })).toMatchObject([{ url: 'http://127.0.0.1:9/search' }]);
  });

  test.each<[string, Route['methods'], string]>([
    ['the API’s own method', ['GET', 'POST'], 'POST'],
    ['the API’s own method where any is taken', ['ANY'], 'POST'],
    ['the API’s own method where none is listed', [], 'POST'],
    ['the first method where the API’s own is not taken', ['PUT', 'GET'], 'PUT'],
  ])('are called with %s', (_, methods, method) => {
    expect(served(withRoute({ methods }))).toMatchObject([{ method }]);
  });

  test('need no token when they are anonymous', () => {
    const [route] = served(withRoute({ authorization: { type: 'ANONYMOUS' } }));
    expect(route).toMatchObject({ needsToken: false, scopes: [] });
  });

  test('need no token when their deployment has no authentication', () => {
    expect(served({ ...DEPLOYMENT, authentication: undefined })).toMatchObject([{ needsToken: false }]);
  });

  test.each<[string, Deployment, string]>([
    [
      'calls a function that is not in the stack',
      withRoute({ backend: { type: 'ORACLE_FUNCTIONS_BACKEND', functionId: 'ocid1.fnfunc.oc1..other' } }),
      'oci_apigateway_deployment.One.routes[0]: calls the function ocid1.fnfunc.oc1..other',
    ],
    [
      'is of a gateway that is not in the stack',
      { ...DEPLOYMENT, gatewayId: 'ocid1.apigateway.oc1..other' },
      'oci_apigateway_deployment.One: is of the gateway ocid1.apigateway.oc1..other',
    ],
  ])('are refused when one %s', (_, deployment, message) => {
    expect(() => served(deployment)).toThrow(message);
  });
});
