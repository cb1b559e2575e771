import type { AuthenticationConfig } from '../authentication/gateway-authentication';
import { ContextVariable, isClaim, isContextKey, isNothingButReferences, referencesIn } from './context-variable';
import { isHeaderName } from './header-name';
import { headerSpellings, separatorsIn } from './header-spelling';
import type { PropChecks } from '../prop-error';
import { PROTECTED_REQUEST_HEADERS, RESERVED_REQUEST_HEADERS } from './protected-headers';
import { namesOfClaims, newValues } from './transformation';
import type { Transformation } from './transformation';

/** Headers that claims of the caller's token are passed on in, by the claim: `{ sub: 'x-caller' }`. */
export type ClaimHeaders = Readonly<Record<string, string>>;

/** What says which claims one route passes on. */
export interface ClaimSources {
  /** The route's own. */
  readonly own?: ClaimHeaders;
  /** Those of the deployment, which hold where the route has none. */
  readonly shared: ClaimHeaders;
  /** Whether callers need no token, so that there may be no claims. */
  readonly anonymous: boolean;
}

/** Every separator doubles the spellings that are taken out, and the gateway takes out 50 headers at most. */
const MAX_SEPARATORS = 3;
const MAX_REMOVED = 50;

/** Notes what is wrong with the claims that a deployment or route passes on. */
export function checkClaimHeaders(checks: PropChecks, claims: ClaimHeaders, callers: AuthenticationConfig): void {
  const { certainClaims = [] } = callers;
  const badClaim = Object.keys(claims).find((claim) => !isContextKey(claim));
  const uncertain = Object.keys(claims).find((claim) => isContextKey(claim) && !certainClaims.includes(claim));
  const headers = Object.values(claims);
  const folded = headers.map(fold);
  checks
    .expect(badClaim === undefined, {
      prop: 'passClaims',
      wrong: 'has an entry that is not the name of a claim',
      got: badClaim,
      expected: 'names without spaces, brackets, quotes, $ and %',
    })
    .expect(uncertain === undefined, {
      prop: 'passClaims',
      wrong: 'passes a claim that an accepted caller may lack, whose own header would stand in for it',
      got: uncertain,
      expected: certainClaims.length === 0 ? 'none' : `some of ${[...certainClaims].sort().join(', ')}`,
      nextStep: howToBeCertain(callers),
    })
    .expect(headers.every(isHeaderName), {
      prop: 'passClaims',
      wrong: 'has an entry that is not the name of a header',
      got: headers.find((header) => !isHeaderName(header)),
      expected: "for example 'x-caller'",
    })
    .expect(!headers.some(isTaken), {
      prop: 'passClaims',
      wrong: 'passes a claim in a header that has a meaning of its own',
      got: headers.find(isTaken),
      expected: "a name of your own, for example 'x-caller'",
    })
    .expect(!headers.some(isTooManifold), { prop: 'passClaims', ...tooManifold(headers.find(isTooManifold)) });
  const twice = folded.find((header, index) => folded.indexOf(header) !== index);
  checks.expect(twice === undefined, {
    prop: 'passClaims',
    wrong: 'passes two claims in one header',
    got: twice,
    expected: 'a header of its own for each',
  });
}

/** Notes where the claims of a route contradict its other transformations, or let callers write a claim themselves. */
export function checkRouteClaims(
  checks: PropChecks,
  sources: ClaimSources,
  given: Transformation,
  callers: AuthenticationConfig,
): void {
  const { passed } = claimHeadersOf(sources);
  const changed = [...Object.keys(given.set ?? {}), ...Object.entries(given.rename ?? {}).flat()].map(fold);
  const removed = (given.remove ?? []).map(lower);
  const taken = Object.values(passed).find((name) => changed.includes(fold(name)) || removed.includes(lower(name)));
  const byHand = namesOfClaims(given).find(isTooManifold);
  const gone = removals(given, sources).length;
  checks
    .expect(sources.own === undefined || !sources.anonymous, {
      prop: 'passClaims',
      wrong: 'passes claims of callers who need no token',
      got: sources.own,
      expected: 'a route without allowAnonymousCallers',
    })
    .expect(taken === undefined, {
      prop: 'passClaims',
      wrong: 'passes a claim in a header that transformRequestHeaders changes',
      got: taken,
      expected: 'a header of its own',
    })
    .expect(byHand === undefined, { prop: `transformRequestHeaders.set.${String(byHand)}`, ...tooManifold(byHand) })
    .expect(removed.length > MAX_REMOVED || removed.length + gone <= MAX_REMOVED, {
      prop: 'passClaims',
      wrong: 'has more other spellings to take out than the gateway takes',
      got: gone,
      expected: `at most ${String(MAX_REMOVED - removed.length)} beside what transformRequestHeaders removes`,
      nextStep: 'Give the headers fewer dashes, or say keepOnly.',
    });
  checkWritable(checks, sources, given);
  if (!sources.anonymous) checkSetByHand(checks, given, callers);
}

/**
 * The route's transformation of request headers with its claims in it.
 *
 * A header that is for a claim never comes from a caller: where it is not set, it is taken out, and so is every other
 * spelling with `_` for `-`, which functions take for the same header.
 */
export function withClaims(given: Transformation, sources: ClaimSources): Transformation {
  const claims = Object.entries(claimHeadersOf(sources).passed)
    // Others are noted as problems already.
    .filter(([claim, header]) => isContextKey(claim) && isHeaderName(header) && !isTaken(header))
    .map(([claim, header]) => [header, String(ContextVariable.claim(claim))]);
  return {
    ...given,
    set: { ...given.set, ...(Object.fromEntries(claims) as Record<string, string>) },
    remove:
      given.keepOnly === undefined
        ? [...(given.remove ?? []), ...removals(given, sources).slice(0, MAX_REMOVED)]
        : given.remove,
  };
}

/** What is taken out besides what the user takes out: all spellings of headers for claims that nothing else changes. */
function removals(given: Transformation, sources: ClaimSources): readonly string[] {
  if (given.keepOnly !== undefined) return [];
  const { passed, barred } = claimHeadersOf(sources);
  const guarded = [...Object.values(passed), ...barred, ...namesOfClaims(given)].filter((name) => !isTooManifold(name));
  const handled = new Set(
    [
      ...Object.values(passed),
      ...Object.keys(given.set ?? {}),
      ...Object.entries(given.rename ?? {}).flat(),
      ...(given.remove ?? []),
    ].map(lower),
  );
  return guarded.flatMap(headerSpellings).filter((name) => {
    const unhandled = !handled.has(lower(name));
    handled.add(lower(name));
    return unhandled;
  });
}

/** What the route passes, and headers that are for claims which it does not pass. */
function claimHeadersOf({ own, shared, anonymous }: ClaimSources): {
  readonly passed: ClaimHeaders;
  readonly barred: readonly string[];
} {
  const passed = anonymous ? {} : (own ?? shared);
  const set = Object.values(passed).map(fold);
  return { passed, barred: Object.values(shared).filter((header) => !set.includes(fold(header))) };
}

/** Notes headers that reach the backend with what the caller wrote and that are for a claim, in whatever spelling. */
function checkWritable(checks: PropChecks, sources: ClaimSources, given: Transformation): void {
  const { passed, barred } = claimHeadersOf(sources);
  const guarded = [...barred, ...namesOfClaims(given)];
  const values = newValues(given);
  const overwritten = values.filter(({ ifExists }) => ifExists === 'OVERWRITE').map(({ name }) => name);
  const ours = [...overwritten, ...Object.values(passed)].map(lower);
  const note = (part: string, names: readonly string[], claimed: readonly string[]): void => {
    const leaked = claimed.find((header) => names.map(fold).includes(fold(header)));
    checks.expect(leaked === undefined, {
      prop: `transformRequestHeaders.${part}`,
      wrong: 'lets callers write a header that is for a claim',
      got: leaked,
      expected: 'other headers',
    });
  };
  const open = values.filter(({ ifExists }) => ifExists !== 'OVERWRITE').map(({ name }) => name);
  note('set', open, guarded);
  note('rename', Object.values(given.rename ?? {}), guarded);
  const kept = (given.keepOnly ?? []).filter((name) => !ours.includes(lower(name)));
  note('keepOnly', kept, [...guarded, ...Object.values(passed)]);
}

/** Notes headers that would be nothing without a claim, which a caller may lack. */
function checkSetByHand(checks: PropChecks, given: Transformation, callers: AuthenticationConfig): void {
  const { certainClaims = [] } = callers;
  const sure = certainClaims.map((claim) => ContextVariable.claim(claim).reference);
  for (const { name, values } of newValues(given)) {
    const uncertain = values
      .filter(isNothingButReferences)
      .flatMap(referencesIn)
      .find((reference) => isClaim(reference) && !sure.includes(reference));
    checks.expect(uncertain === undefined, {
      prop: `transformRequestHeaders.set.${name}`,
      wrong: 'is a claim that an accepted caller may lack, whose own header would stand in for it',
      got: uncertain,
      expected: certainClaims.length === 0 ? 'no claim' : `claims among ${[...certainClaims].sort().join(', ')}`,
      nextStep: howToBeCertain(callers),
    });
  }
}

function howToBeCertain({ policy }: AuthenticationConfig): string {
  return policy.type === 'CUSTOM_AUTHENTICATION'
    ? 'Name it in `certainClaims` of the authentication, if its function always gives it.'
    : 'Add it to `claims` of the authentication, which then refuses tokens without it.';
}

function tooManifold(header: string | undefined): { wrong: string; got: unknown; expected: string; nextStep: string } {
  return {
    wrong: 'has a header of a claim with too many dashes',
    got: header,
    expected: `at most ${String(MAX_SEPARATORS)}`,
    nextStep:
      'Functions read `_` as `-`, so every spelling of it has to be taken out, and each dash doubles their number.',
  };
}

function isTooManifold(header: string): boolean {
  return separatorsIn(header) > MAX_SEPARATORS;
}

function isTaken(header: string): boolean {
  return PROTECTED_REQUEST_HEADERS.includes(fold(header)) || RESERVED_REQUEST_HEADERS.test(fold(header));
}

/** As a function reads the name: without capitals, and `_` for `-`. */
function fold(header: string): string {
  return lower(header).replace(/_/g, '-');
}

/** As the gateway compares names. */
function lower(header: string): string {
  return header.toLowerCase();
}
