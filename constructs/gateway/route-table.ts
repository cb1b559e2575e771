import { Token } from 'cdktf';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import { ROUTE_METHODS } from './route-method';
import type { RouteMethod } from './route-method';
import { pathShape } from './route-path';

const MAX_ROUTES = 50;

/** What a route is found by. */
export interface RouteKey {
  readonly path: string;
  readonly methods: readonly RouteMethod[];
}

/** Notes what is wrong with a route's methods and with its place among the others of its deployment. */
export function checkPlaceAmong(checks: PropChecks, route: RouteKey, others: readonly RouteKey[]): void {
  checks.ofKind({ methods: (route as Partial<RouteKey>).methods ?? null }, { methods: KIND.list });
  const { path, methods } = route;
  const strange = methods.find((method) => !ROUTE_METHODS.includes(method) && !Token.isUnresolved(method));
  const alike = others.filter((other) => pathShape(other.path) === pathShape(path));
  const renamed = alike.find((other) => other.path !== path);
  const taken = methods.filter((method) => alike.some((other) => overlaps(other.methods, method)));
  checks
    .expect(methods.length > 0, {
      prop: 'methods',
      wrong: 'is empty',
      got: methods,
      expected: 'at least one method',
    })
    .expect(strange === undefined, {
      prop: 'methods',
      wrong: 'has a word that is no method',
      got: strange,
      expected: ROUTE_METHODS.join(', '),
    })
    .expect(new Set(methods).size === methods.length && !(methods.includes('ANY') && methods.length > 1), {
      prop: 'methods',
      wrong: 'says a method twice',
      got: methods,
      expected: 'each once, and ANY alone',
    })
    .expect(renamed === undefined, {
      prop: 'path',
      wrong: 'differs from that of another route in nothing but the names of parameters',
      got: path,
      expected: `${String(renamed?.path)}, the path that is there already`,
    })
    .expect(renamed !== undefined || taken.length === 0, {
      prop: 'path',
      wrong: 'has a route already',
      got: `${taken.join(', ')} ${path}`,
      expected: 'each method of a path once',
    })
    .expect(others.length < MAX_ROUTES, {
      prop: 'routes',
      wrong: 'has more entries than a deployment takes',
      got: others.length + 1,
      expected: `at most ${String(MAX_ROUTES)}`,
      nextStep: 'Put the others in a second deployment: addDeployment().',
    });
}

function overlaps(methods: readonly RouteMethod[], method: RouteMethod): boolean {
  return method === 'ANY' || methods.includes('ANY') || methods.includes(method);
}
