import { safeParse } from 'zod/v4/core';
import type { Api } from './define-api';

const NAME = /^[a-z][a-z0-9-]{0,62}$/;
const ROUTE_PATH = /^\/[A-Za-z0-9$\-_.+!*'(),%;:@&=/{}]*$/;
const SERVICE = /^[a-z][a-z0-9-]{0,62}$/;
const PARAMETER = /\{([^}]*)\}/g;
/** Set by the function or the transport alone; a caller's must never reach the upstream. */
const RESERVED_HEADERS = [
  'authorization',
  'connection',
  'content-length',
  'cookie',
  'date',
  'host',
  'transfer-encoding',
  'x-date',
];
const NETWORKS = ['oracle-services', 'internet'];
const UPSTREAM_PATH = /^\/\d{8}(\/|$)/;

/**
 * Says everything that is wrong with a declaration, one sentence a problem; an empty list when nothing is.
 *
 * The rules for a route's path are the gateway's.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaycreatingdeployment.htm
 */
export function apiProblems(api: Api): string[] {
  const problems: string[] = [];
  const expect = (holds: boolean, field: string, got: unknown, expected: string): void => {
    if (!holds) problems.push(`${field}: got ${JSON.stringify(got)}; expected ${expected}`);
  };

  expect(NAME.test(api.name), 'name', api.name, 'a lower-case letter, then letters, digits and dashes, 63 at most');
  expect(ROUTE_PATH.test(api.route.path), 'route.path', api.route.path, "a path that starts with '/'");
  expect(!api.route.path.includes('//'), 'route.path', api.route.path, "a path without '//'");
  expect(UPSTREAM_PATH.test(api.upstream.path), 'upstream.path', api.upstream.path, "'/', the API's date and a path");
  expect(
    SERVICE.test(api.upstream.service),
    'upstream.service',
    api.upstream.service,
    'the first label of a host name',
  );

  const routeParameters = parametersOf(api.route.path);
  const wildcard = [...routeParameters, ...parametersOf(api.upstream.path)].find((name) => name.endsWith('*'));
  expect(
    wildcard === undefined,
    'route.path',
    api.route.path,
    'parameters of one segment each: the function fills no {name*}',
  );
  const unfilled = parametersOf(api.upstream.path).find((name) => !routeParameters.includes(name));
  expect(unfilled === undefined, 'upstream.path', api.upstream.path, 'only parameters that route.path has');
  const reserved = api.upstream.requestHeaders?.find((name) => RESERVED_HEADERS.includes(name.toLowerCase()));
  expect(reserved === undefined, 'upstream.requestHeaders', reserved, "headers that are a caller's to set");
  expect(
    api.upstream.network === undefined || NETWORKS.includes(api.upstream.network),
    'upstream.network',
    api.upstream.network,
    "'oracle-services' or 'internet'",
  );
  expect(api.permissions.length > 0, 'permissions', api.permissions, 'at least one permission');

  const example = safeParse(api.request, api.example);
  if (!example.success) {
    const [issue] = example.error.issues;
    const field = ['example', ...(issue?.path ?? [])].join('.');
    problems.push(`${field}: breaks the request schema: ${issue?.message ?? 'unknown'}`);
  }
  return problems;
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(PARAMETER)].map(([, name = '']) => name);
}
