/** More slips than these make another word of it. */
const MOST_SLIPS = 2;

/**
 * The name that was meant, as far as it can be told: the first of those with the fewest slips of the keyboard between them.
 *
 * A short name is soon another one, so that every third letter has to be right for each slip.
 */
export function closeName(word: string, names: readonly string[]): string | undefined {
  for (let slips = 0; slips <= MOST_SLIPS; slips += 1) {
    const near = names.find((name) => name.length >= 3 * slips && isWithin(slips, fold(word), fold(name)));
    if (near !== undefined) return near;
  }
  return undefined;
}

/** Whether so many slips make one word of the other: a letter too many, one too few, another one, or two of them swapped. */
function isWithin(slips: number, word: string, name: string): boolean {
  let same = 0;
  while (same < word.length && word[same] === name[same]) same += 1;
  const [rest, wanted] = [word.slice(same), name.slice(same)];
  if (rest === wanted) return true;
  if (slips === 0) return false;
  const left = slips - 1;
  return (
    isWithin(left, rest.slice(1), wanted) ||
    isWithin(left, rest, wanted.slice(1)) ||
    isWithin(left, rest.slice(1), wanted.slice(1)) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && isWithin(left, rest.slice(2), wanted.slice(2)))
  );
}

function fold(word: string): string {
  return word.toLowerCase();
}
