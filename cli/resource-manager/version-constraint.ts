const TERM = /^(=|!=|>|>=|<|<=|~>)?\s*v?(\d+(?:\.\d+){0,2})(-[\w.-]+)?$/;

/**
 * Whether a `required_version` allows a version. What cannot be read allows none.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function allows(constraint: string, version: string): boolean {
  return constraint.split(',').every((term) => {
    const [, operator = '=', given, early] = TERM.exec(term.trim()) ?? [];
    if (given === undefined) return false;
    // A version comes after its early ones, such as 1.5.7-rc1.
    const order = compare(version, given) || (early === undefined ? 0 : 1);
    switch (operator) {
      case '=':
        return order === 0;
      case '!=':
        return order !== 0;
      case '>':
        return order > 0;
      case '>=':
        return order >= 0;
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      default:
        return order >= 0 && early === undefined && isWithin(version, given);
    }
  });
}

/** `~>`: everything but the last number given is the same. */
function isWithin(version: string, given: string): boolean {
  const fixed = numbersOf(given).slice(0, -1);
  return fixed.every((number, index) => numbersOf(version)[index] === number);
}

function compare(version: string, other: string): number {
  const [ours, theirs] = [numbersOf(version), numbersOf(other)];
  const index = ours.findIndex((number, at) => number !== (theirs[at] ?? 0));
  return index < 0 ? 0 : (ours[index] ?? 0) - (theirs[index] ?? 0);
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number);
}
