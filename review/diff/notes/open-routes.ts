import { methodsOf } from '../list-entries';
import { items } from './items';
import type { Attributes } from './items';

/** Routes of a deployment that anyone may call. */
export function openRoutes(attributes: Attributes): readonly string[] {
  const [specification = {}] = items(attributes['specification']);
  const [policies = {}] = items(specification['request_policies']);
  const checked = ['authentication', 'dynamic_authentication'].some((name) => items(policies[name]).length > 0);
  return items(specification['routes']).flatMap((route) => {
    const [routePolicies = {}] = items(route['request_policies']);
    const [authorization = {}] = items(routePolicies['authorization']);
    if (checked && !isAnonymous(authorization)) return [];
    return methodsOf(route['methods']).map(
      (method) => `anyone may call ${method} ${String(route['path'])}: no token is checked`,
    );
  });
}

/** The provider does not look at capitals. */
function isAnonymous({ type }: Attributes): boolean {
  return typeof type === 'string' && type.toUpperCase() === 'ANONYMOUS';
}
