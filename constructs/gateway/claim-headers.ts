import { ContextVariable, isContextKey } from './context-variable';
import type { PropChecks } from '../prop-error';
import { newValues } from './transformation';
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

/** Notes what is wrong with the claims that a deployment or route passes on. */
export function checkClaimHeaders(checks: PropChecks, claims: ClaimHeaders): void {
  const badClaim = Object.keys(claims).find((claim) => !isContextKey(claim));
  const headers = Object.values(claims).map(fold);
  const twice = headers.find((header, index) => headers.indexOf(header) !== index);
  checks
    .expect(badClaim === undefined, {
      prop: 'passClaims',
      wrong: 'has an entry that is not the name of a claim',
      got: badClaim,
      expected: 'names without spaces, brackets, quotes, $ and %',
    })
    .expect(twice === undefined, {
      prop: 'passClaims',
      wrong: 'passes two claims in one header',
      got: twice,
      expected: 'a header of its own for each',
    });
}

/** Notes where the claims of a route contradict its other transformations, or let callers write a claim themselves. */
export function checkRouteClaims(checks: PropChecks, sources: ClaimSources, given: Transformation): void {
  const changed = [
    ...Object.keys(given.set ?? {}),
    ...Object.entries(given.rename ?? {}).flat(),
    ...(given.remove ?? []),
  ];
  const { passed, barred } = claimHeadersOf(sources);
  const taken = Object.values(passed).find((header) => changed.map(fold).includes(fold(header)));
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
    });
  for (const [part, headers] of Object.entries(writableByCallers(given))) {
    const leaked = barred.find((header) => headers.map(fold).includes(fold(header)));
    checks.expect(leaked === undefined, {
      prop: `transformRequestHeaders.${part}`,
      wrong: 'lets callers write a header that is for a claim',
      got: leaked,
      expected: 'other headers',
    });
  }
}

/**
 * The route's transformation of request headers with its claims in it.
 *
 * A header that is for a claim never comes from a caller: where it is not set, it is taken out.
 */
export function withClaims(given: Transformation, sources: ClaimSources): Transformation {
  const { passed, barred } = claimHeadersOf(sources);
  const claims = Object.entries(passed)
    // Another is noted as a problem already.
    .filter(([claim]) => isContextKey(claim))
    .map(([claim, header]) => [header, String(ContextVariable.claim(claim))]);
  const changed = [...Object.keys(given.set ?? {}), ...Object.entries(given.rename ?? {}).flat()].map(fold);
  const kept = given.remove ?? [];
  const gone = barred.filter((header) => ![...changed, ...kept.map(fold)].includes(fold(header)));
  return {
    ...given,
    set: { ...given.set, ...(Object.fromEntries(claims) as Record<string, string>) },
    remove: given.keepOnly === undefined ? [...kept, ...gone] : given.remove,
  };
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

function fold(header: string): string {
  return header.toLowerCase();
}

/** Headers that reach the backend with what the caller wrote, by the part of the transformation that lets them. */
function writableByCallers(given: Transformation): Readonly<Record<string, readonly string[]>> {
  const values = newValues(given);
  const overwritten = values.filter(({ ifExists }) => ifExists === 'OVERWRITE').map(({ name }) => fold(name));
  return {
    set: values.filter(({ ifExists }) => ifExists !== 'OVERWRITE').map(({ name }) => name),
    rename: Object.values(given.rename ?? {}),
    keepOnly: (given.keepOnly ?? []).filter((name) => !overwritten.includes(fold(name))),
  };
}
