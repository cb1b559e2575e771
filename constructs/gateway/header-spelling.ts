const SEPARATOR = /[-_]/;

/** How many places of a header's name may be written with `-` or with `_`. */
export function separatorsIn(header: string): number {
  return header.split(SEPARATOR).length - 1;
}

/**
 * All names that a function takes for this header, the given one first: the function development kit reads `_` as `-`.
 * The gateway is said to look at capitals alone.
 *
 * @see https://github.com/fnproject/fdk-node/blob/master/fn-fdk.js
 */
export function headerSpellings(header: string): readonly string[] {
  const [first = '', ...rest] = header.split(SEPARATOR);
  const all = rest.reduce<readonly string[]>(
    (names, part) => names.flatMap((name) => [`${name}-${part}`, `${name}_${part}`]),
    [first],
  );
  return [header, ...all.filter((name) => name !== header)];
}
