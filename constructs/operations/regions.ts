/** One of the regions that something is made in. */
export interface Region {
  /** As OCI writes it, for example `eu-frankfurt-1`. */
  readonly name: string;
  /** As part of a construct's id, for example `EuFrankfurt1`. */
  readonly id: string;
}

const REGION = /^[a-z]{2}(-[a-z0-9]+)+-\d+$/;

/** Whether it has the form that OCI writes regions in. */
export function isRegion(name: string): boolean {
  return REGION.test(name);
}

/**
 * Makes something in each of several regions, for example a stack of its own, so that one can be deployed without another.
 *
 * Policies and dynamic groups belong to the tenancy and not to a region: give what is made in each region names of its own,
 * and a {@link HomeRegion}.
 *
 * @returns what was made, by the names of the regions
 * @throws RangeError when a name is none, or is there twice
 */
export function forEachRegion<T>(names: readonly string[], make: (region: Region) => T): ReadonlyMap<string, T> {
  names.forEach((name, index) => {
    if (!isRegion(name)) {
      throw new RangeError(
        `names has an entry that is not a region: got '${name}'; expected eu-frankfurt-1 or the like`,
      );
    }
    if (names.indexOf(name) !== index) {
      throw new RangeError(`names has a region twice: got '${name}'; expected each region once`);
    }
  });
  return new Map(names.map((name) => [name, make({ name, id: idOf(name) })]));
}

function idOf(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
