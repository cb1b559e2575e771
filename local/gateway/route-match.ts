import type { Deployment, Route } from '../../terraform/model/deployment';
import { Refusal } from './refusal';

/** The route that a request takes, and the deployment it belongs to. */
export interface RouteMatch {
  readonly deployment: Deployment;
  readonly route: Route;
}

/**
 * Finds a request's route: the deployment with the longest prefix that fits, in it the most specific path, then the method.
 * Nothing is folded: case, a last slash and percent-encoding all count.
 *
 * @throws Refusal 404 if no path fits, 405 if the path that fits best does not take the method
 */
export function matchRoute(deployments: readonly Deployment[], method: string, path: string): RouteMatch {
  const [deployment] = deployments
    .filter(({ pathPrefix }) => pathPrefix === '/' || path.startsWith(`${pathPrefix}/`))
    .sort((one, other) => other.pathPrefix.length - one.pathPrefix.length);
  if (!deployment) throw new Refusal(404, `no deployment has a prefix of ${path}; known: ${prefixes(deployments)}`);

  const rest = deployment.pathPrefix === '/' ? path : path.slice(deployment.pathPrefix.length);
  const fitting = deployment.routes.filter((route) => pattern(route.path).test(rest));
  if (fitting.length === 0) {
    const known = deployment.routes.map((route) => route.path).join(', ');
    throw new Refusal(404, `no route of ${deployment.address} has the path ${rest}; known: ${known}`);
  }
  // A wildcard never takes over what a more specific path leaves out: that would open methods nobody listed there.
  const best = Math.min(...fitting.map(looseness));
  const specific = fitting.filter((route) => looseness(route) === best);
  const route = specific.find((candidate) => takes(candidate, method));
  if (!route) {
    const allowed = [...new Set(specific.flatMap(({ methods }) => methods))].join(', ');
    throw new Refusal(405, `${rest} does not take ${method}; allowed: ${allowed}`, { Allow: allowed });
  }
  return { deployment, route };
}

function takes({ methods }: Route, method: string): boolean {
  return methods.length === 0 || methods.some((allowed) => allowed === 'ANY' || allowed === method);
}

/** Longest path of a route. */
const MAX_PATH = 2000;

const PARAMETER = /\{(\w+)(\*?)\}/;

/** Smaller is more specific: no parameter, then one segment, then many; among equals, the path that spells out more. */
function looseness({ path }: Route): number {
  const parameter = PARAMETER.exec(path);
  if (!parameter) return 0;
  const spelledOut = path.replaceAll(new RegExp(PARAMETER, 'g'), '').length;
  return (path.endsWith('*}') ? 2 : 1) - spelledOut / (MAX_PATH + 1);
}

function pattern(path: string): RegExp {
  // Splitting by a pattern with groups gives: literal, name, star, literal, name, star, ..., literal.
  const source = path
    .split(PARAMETER)
    .map((part, index) => {
      if (index % 3 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (index % 3 === 1) return '';
      return part === '*' ? '.*' : '[^/]+';
    })
    .join('');
  return new RegExp(`^${source}$`);
}

function prefixes(deployments: readonly Deployment[]): string {
  return deployments.map(({ pathPrefix }) => pathPrefix).join(', ') || 'none';
}
