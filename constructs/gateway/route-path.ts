import type { PropChecks } from '../prop-error';

const MAX_PATH = 2000;
const MAX_PREFIX = 255;
const LITERAL = String.raw`[\w$.+!*'(),%;:@&=-]+`;
const PATH = new RegExp(String.raw`^/(?:(?:${LITERAL}|\{\w+\})/)*(?:${LITERAL}|\{\w+\*?\})?$`);
const PREFIX = new RegExp(`^(?:/|(?:/${LITERAL})+)$`);
const PARAMETER = /\{(\w+)\*?\}/g;

/**
 * Notes what is wrong with a deployment's prefix.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaycreatingdeployment.htm
 */
export function checkPathPrefix(checks: PropChecks, pathPrefix: string): void {
  checks.expect(PREFIX.test(pathPrefix) && pathPrefix.length <= MAX_PREFIX, {
    prop: 'pathPrefix',
    wrong: 'is not a path prefix of a deployment',
    got: pathPrefix,
    expected: "'/' and path segments, without '/' at the end, 255 characters at most",
  });
}

/**
 * Notes what is wrong with a route's path.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayaddingparamswildcards.htm
 */
export function checkRoutePath(checks: PropChecks, path: string): void {
  const names = pathParameters(path);
  checks
    .expect(PATH.test(path) && path.length <= MAX_PATH, {
      prop: 'path',
      wrong: 'is not a path of a route',
      got: path,
      expected: `a path that starts with '/' and has no '//', with {name} for a whole segment and {name*} for the last, ${String(MAX_PATH)} characters at most`,
    })
    .expect(new Set(names).size === names.length, {
      prop: 'path',
      wrong: 'has two parameters of one name',
      got: path,
      expected: 'a name of its own for each',
    });
}

/** The names of a path's parameters, without the star. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(PARAMETER)].map(([, name = '']) => name);
}

/** The path with its parameters' names taken out: two paths of one shape match the same requests. */
export function pathShape(path: string): string {
  return path.replace(PARAMETER, (parameter) => (parameter.endsWith('*}') ? '{*}' : '{}'));
}
