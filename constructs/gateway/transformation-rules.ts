import { Token } from 'cdktf';
import { isHeaderName } from './header-name';
import { PROTECTED_REQUEST_HEADERS, PROTECTED_RESPONSE_HEADERS } from './protected-headers';
import type { PropChecks } from '../prop-error';
import { newValues } from './transformation';
import type { Transformation } from './transformation';

const MAX_CHANGES = 20;
const MAX_VALUES = 10;

/** What the gateway takes of a transformation of one kind. */
interface Rules {
  readonly what: string;
  readonly maxFiltered: number;
  readonly isName: (name: string) => boolean;
  /** Names that differ in nothing else are one. */
  readonly fold: (name: string) => string;
  readonly protectedNames: readonly string[];
}

const HEADERS = { what: 'the name of a header', isName: isHeaderName, fold: (name: string) => name.toLowerCase() };

const RULES = {
  requestHeaders: { ...HEADERS, maxFiltered: 50, protectedNames: PROTECTED_REQUEST_HEADERS },
  responseHeaders: { ...HEADERS, maxFiltered: 20, protectedNames: PROTECTED_RESPONSE_HEADERS },
  queryParameters: {
    what: 'the name of a query parameter',
    maxFiltered: 50,
    isName: (name: string) => /^[^\s&=?#]+$/.test(name),
    fold: (name: string) => name,
    protectedNames: [],
  },
} satisfies Record<string, Rules>;

/**
 * Notes what is wrong with a transformation.
 *
 * @param kind what it changes
 */
export function checkTransformation(
  checks: PropChecks,
  prop: string,
  kind: keyof typeof RULES,
  transformation: Transformation,
): void {
  const rules: Rules = RULES[kind];
  const { rename = {}, remove = [], keepOnly } = transformation;
  const set = newValues(transformation);
  const changed = [...set.map(({ name }) => name), ...Object.entries(rename).flat()];
  checkCounts(checks, prop, rules, transformation);
  checkNames(checks, prop, rules, [...changed, ...remove, ...(keepOnly ?? [])]);
  checks.expect(keepOnly === undefined || remove.length === 0, {
    prop: `${prop}.remove`,
    wrong: 'means nothing beside keepOnly',
    got: remove,
    expected: 'one of the two',
  });
  const twice = firstTwice([...changed, ...remove].map(rules.fold));
  checks.expect(twice === undefined, {
    prop,
    wrong: 'changes a name in two ways',
    got: twice,
    expected: 'each name in one of set, rename and remove',
  });
  if (keepOnly === undefined) return;
  const kept = new Set(keepOnly.map(rules.fold));
  const lost = [...set.map(({ name }) => name), ...Object.values(rename)].find((name) => !kept.has(rules.fold(name)));
  checks.expect(lost === undefined, {
    prop: `${prop}.keepOnly`,
    wrong: 'drops what set or rename makes',
    got: lost,
    expected: 'every name that goes further: filters run last',
  });
}

function checkCounts(checks: PropChecks, prop: string, rules: Rules, transformation: Transformation): void {
  const { rename = {}, remove = [], keepOnly } = transformation;
  const set = newValues(transformation);
  const count = (part: string, got: number, most: number, least = 0): void => {
    checks.expect(got >= least && got <= most, {
      prop: `${prop}.${part}`,
      wrong: 'has a number of entries that the gateway does not take',
      got,
      expected: least === 0 ? `at most ${String(most)}` : `${String(least)} to ${String(most)}`,
    });
  };
  count('set', set.length, MAX_CHANGES);
  count('rename', Object.keys(rename).length, MAX_CHANGES);
  count('remove', remove.length, rules.maxFiltered);
  if (keepOnly !== undefined) count('keepOnly', keepOnly.length, rules.maxFiltered, 1);
  for (const { name, values } of set) count(`set.${name}`, values.length, MAX_VALUES, 1);
}

function checkNames(checks: PropChecks, prop: string, rules: Rules, names: readonly string[]): void {
  const known = names.filter((name) => !Token.isUnresolved(name));
  const bad = known.find((name) => !rules.isName(name));
  const untouchable = known.find((name) => rules.protectedNames.includes(rules.fold(name)));
  checks
    .expect(bad === undefined, { prop, wrong: `has an entry that is not ${rules.what}`, got: bad, expected: 'names' })
    .expect(untouchable === undefined, {
      prop,
      wrong: 'has a header that the gateway lets nobody transform',
      got: untouchable,
      expected: 'other headers',
    });
}

function firstTwice(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}
