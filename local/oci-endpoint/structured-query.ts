import type { InventoryItem } from './inventory';

/** A query that Resource Search, or this stand-in for it, does not take. The message names the part. */
export class QueryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'QueryError';
  }
}

/** Attributes that a condition may name, and how they are read. */
const ATTRIBUTES: Readonly<Record<string, (item: InventoryItem) => string>> = {
  compartmentid: (item) => item.compartmentId,
  displayname: (item) => item.displayName,
  identifier: (item) => item.identifier,
  lifecyclestate: (item) => item.lifecycleState,
  resourcetype: (item) => item.resourceType,
};

const QUERY = /^\s*query\s+(.+?)\s+resources(?:\s+where\s+(.+?))?\s*$/is;
const CONDITION = /^\s*(\w+)\s*=\s*'([^']*)'\s*$/s;
// Outside of quotes only: a value may hold the word.
const AND = /(?:&&|\band\b)(?=(?:[^']*'[^']*')*[^']*$)/i;

type Predicate = (item: InventoryItem) => boolean;

/**
 * Reads `query all resources` or `query <type>[, <type>] resources`, with `where <attribute> = '<value>'` and more
 * conditions behind `&&`. Names, types and values are compared without regard to case.
 *
 * @throws QueryError for everything else of the query language, by name: a stand-in that guessed would teach falsehood
 * @see https://docs.oracle.com/en-us/iaas/Content/Search/Concepts/querysyntax.htm
 */
export function parseQuery(query: string, inventory: readonly InventoryItem[]): Predicate {
  const [, types, conditions] = QUERY.exec(query) ?? [];
  if (types === undefined) {
    throw new QueryError(
      `the query ${JSON.stringify(query)} is not understood here: expected query <type> resources [where <attribute> = '<value>']`,
    );
  }
  const ofType = typePredicate(types, inventory);
  const predicates = conditions === undefined ? [] : conditions.split(AND).map(conditionPredicate);
  return (item) => ofType(item) && predicates.every((holds) => holds(item));
}

function typePredicate(text: string, inventory: readonly InventoryItem[]): Predicate {
  const wanted = text.split(',').map((type) => type.trim().toLowerCase());
  if (wanted.includes('all')) return () => true;
  const known = new Set(inventory.map(({ resourceType }) => resourceType.toLowerCase()));
  const unknown = wanted.find((type) => !known.has(type));
  if (unknown !== undefined) {
    throw new QueryError(
      `the resource type ${JSON.stringify(unknown)} is not in the local inventory, which has ${[...known].join(', ')}`,
    );
  }
  return ({ resourceType }) => wanted.includes(resourceType.toLowerCase());
}

function conditionPredicate(text: string): Predicate {
  const [, attribute, value] = CONDITION.exec(text) ?? [];
  if (attribute === undefined || value === undefined) {
    throw new QueryError(
      `the condition ${JSON.stringify(text)} is not understood here: expected <attribute> = '<value>'`,
    );
  }
  const read = ATTRIBUTES[attribute.toLowerCase()];
  if (read === undefined) {
    throw new QueryError(
      `the attribute ${JSON.stringify(attribute)} is not understood here: expected one of ${Object.keys(ATTRIBUTES).join(', ')}`,
    );
  }
  return (item) => read(item).toLowerCase() === value.toLowerCase();
}
