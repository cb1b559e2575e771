import { localInventory } from '../../../local/oci-endpoint';
import { parseQuery, QueryError } from '../../../local/oci-endpoint/structured-query';

const inventory = localInventory('eu-frankfurt-1', 'ocid1.compartment.oc1..own');
const names = (query: string): string[] =>
  inventory.filter(parseQuery(query, inventory)).map(({ displayName }) => displayName);

describe('a structured query', () => {
  test('finds all resources', () => {
    expect(names('query all resources')).toHaveLength(inventory.length);
  });

  test('finds resources of one type, whatever its letter case', () => {
    expect(names('QUERY AutonomousDatabase Resources')).toEqual(['ledger', 'reporting', 'catalogue']);
  });

  test('finds resources of several types', () => {
    expect(names('query vcn, subnet resources')).toEqual(['platform', 'shop', 'platform-private', 'shop-public']);
  });

  test('keeps what meets the condition', () => {
    expect(names("query instance resources where lifecycleState = 'stopped'")).toEqual(['build-2']);
  });

  test.each(['&&', 'and', 'AND'])('joins conditions with %s', (and) => {
    expect(
      names(
        `query instance resources where lifecycleState = 'RUNNING' ${and} compartmentId = 'ocid1.compartment.oc1..own'`,
      ),
    ).toEqual(['bastion', 'build-1']);
  });

  test('takes a value that holds the word for joining', () => {
    const [first] = inventory;
    const renamed = inventory.map((item) =>
      item === first ? { ...item, displayName: 'profit and loss && more' } : item,
    );
    const found = parseQuery(
      "query all resources where displayName = 'profit and loss && more' and lifecycleState = 'AVAILABLE'",
      renamed,
    );
    expect(renamed.filter(found)).toHaveLength(1);
  });

  test.each([
    ['a type that the inventory lacks', 'query autonomous resources', 'resource type "autonomous"'],
    ['an attribute that it does not know', "query all resources where size = '3'", 'attribute "size"'],
    ['another operator', "query all resources where displayName != 'x'", 'condition "displayName !='],
    ['an alternative', "query all resources where displayName = 'a' || displayName = 'b'", 'condition "displayName ='],
    ['a sort order', 'query all resources sorted by timeCreated', 'is not understood here'],
    ['another statement', 'delete all resources', 'is not understood here'],
  ])('refuses %s by name', (_, query, message) => {
    expect(() => names(query)).toThrow(QueryError);
    expect(() => names(query)).toThrow(message);
  });
});
