import { isObject } from '../../terraform';

/** The attribute that tells entries of a list apart, by the list's name. */
const IDENTITY: Readonly<Record<string, string>> = {
  allowed_scopes: 'fqs',
  entitlements: 'name',
  filter: 'name',
  keys: 'kid',
  overrides: 'rule_name',
  route_rules: 'destination',
  scopes: 'value',
  services: 'service_id',
  verify_claims: 'key',
};

/** Lists of which neither Terraform's schema nor the position says anything, but OCI: their order does not matter. */
const UNORDERED = new Set([
  'allowed_grants',
  'allowed_headers',
  'allowed_methods',
  'allowed_origins',
  'allowed_scope',
  'audiences',
  'cidr_blocks',
  'depends_on',
  'exposed_headers',
  'ignore_changes',
  'issuers',
  'methods',
  'network_security_group_ids',
  'nsg_ids',
  'redirect_uris',
  'routes',
  'schemas',
  'statements',
  'subnet_ids',
  'values',
]);

/** Whether the order of a list says nothing, whatever the schema calls it. */
export function isUnordered(list: string): boolean {
  return UNORDERED.has(list) || Object.hasOwn(IDENTITY, list);
}

/** What identifies an entry among the others of its list, as a path shows it: `POST /search`; undefined when nothing does. */
export function tryLabel(list: string, entry: unknown): string | undefined {
  if (!isObject(entry)) return undefined;
  if (list === 'routes') return routeLabel(entry);
  const name = IDENTITY[list] ?? 'name';
  const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function routeLabel({ path, methods }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof path !== 'string') return undefined;
  return `${methodsOf(methods).join(',')} ${path}`;
}

/** A route without methods answers to all of them. */
export function methodsOf(methods: unknown): readonly string[] {
  const named = Array.isArray(methods) ? methods.filter((method) => typeof method === 'string') : [];
  return named.length === 0 ? ['ANY'] : named.sort();
}
