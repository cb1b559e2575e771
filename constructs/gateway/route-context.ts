import type { ContextVariable } from './context-variable';
import { isClaim, parseReference, referencesIn } from './context-variable';
import type { PropChecks } from '../prop-error';
import type { RouteBackend } from './route-backend';
import { pathParameters } from './route-path';
import { newValues, transformationReferences } from './transformation';
import type { Transformation } from './transformation';

/** What of a route may hold context variables. */
export interface RouteTexts {
  readonly path: string;
  readonly anonymous: boolean;
  readonly backend?: RouteBackend;
  readonly transformRequestHeaders?: Transformation;
  readonly transformQueryParameters?: Transformation;
  readonly transformResponseHeaders?: Transformation;
}

/**
 * Notes context variables that would be empty in every request, and claims that a caller could write in the token's place.
 *
 * @param usagePlanToken where callers have the token that a usage plan knows them by
 */
export function checkRouteContext(checks: PropChecks, route: RouteTexts, usagePlanToken?: ContextVariable): void {
  const { path, backend, transformResponseHeaders } = route;
  const changes = {
    transformRequestHeaders: route.transformRequestHeaders,
    transformQueryParameters: route.transformQueryParameters,
  };
  checkReferences(checks, 'backend', backend?.references ?? [], route);
  for (const [prop, transformation] of Object.entries({ ...changes, transformResponseHeaders })) {
    if (transformation !== undefined) checkReferences(checks, prop, transformationReferences(transformation), route);
  }
  for (const [prop, transformation = {}] of Object.entries(changes)) {
    const open = newValues(transformation).find(
      ({ values, ifExists }) => ifExists !== 'OVERWRITE' && values.flatMap(referencesIn).some(isClaim),
    );
    checks.expect(open === undefined, {
      prop: `${prop}.set.${String(open?.name)}`,
      wrong: 'lets the caller write what is to be a claim of the token',
      got: open?.ifExists,
      expected: 'OVERWRITE',
    });
  }
  checks.expect(usagePlanToken?.table !== 'path' || pathParameters(path).includes(usagePlanToken.key ?? ''), {
    prop: 'path',
    wrong: "lacks the parameter that has the usage plan's token",
    got: path,
    expected: `a path with {${String(usagePlanToken?.key)}}`,
  });
}

function checkReferences(
  checks: PropChecks,
  prop: string,
  references: readonly string[],
  { path, anonymous }: RouteTexts,
): void {
  const bad = references.find((reference) => parseReference(reference) === undefined);
  const names = pathParameters(path);
  const missing = references.find((reference) => {
    const found = parseReference(reference);
    return found?.table === 'path' && !names.includes(found.key ?? '');
  });
  const claim = references.find(isClaim);
  checks
    .expect(bad === undefined, {
      prop,
      wrong: 'uses a context variable that there is not',
      got: bad,
      expected:
        'request.auth[…], request.headers[…], request.query[…], request.path[…], request.cert[…] or request.host',
    })
    .expect(missing === undefined, {
      prop,
      wrong: 'uses a parameter that the path does not have',
      got: missing,
      expected: names.length === 0 ? 'a path with parameters' : `one of ${names.join(', ')}`,
    })
    .expect(!anonymous || claim === undefined, {
      prop,
      wrong: 'uses a claim of callers who need no token',
      got: claim,
      expected: 'a route without allowAnonymousCallers',
    });
}
