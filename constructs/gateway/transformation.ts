import type {
  ApigatewayDeploymentSpecificationRoutesRequestPoliciesHeaderTransformations,
  ApigatewayDeploymentSpecificationRoutesRequestPoliciesQueryParameterTransformations,
} from '@cdktf/provider-oci/lib/apigateway-deployment';
import { isClaim, referencesIn, verbatim } from './context-variable';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What a header or query parameter is set to. */
export interface NewValue {
  /** 1 to 10; each becomes a header or parameter of its own. */
  readonly values: readonly string[];
  /**
   * What becomes of a value that is there already. With `APPEND` and `SKIP` the caller's own goes through, so a claim of
   * the token cannot be set that way.
   *
   * @default 'OVERWRITE'
   */
  readonly ifExists?: 'OVERWRITE' | 'APPEND' | 'SKIP';
}

const NEW_VALUE: PropNames<NewValue> = {
  values: true,
  ifExists: true,
};

/**
 * Changes of the headers or query parameters on their way. A name may have one change alone; those of headers are
 * compared without capitals, those of query parameters with. What the gateway finds to be no valid result it ignores,
 * without a word.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaymodifyingresponsesrequests.htm
 */
export interface Transformation {
  /**
   * By name, 20 at most. A value may hold context variables like `${request.path[region]}`; they are those of the message
   * as it came. A request header that is a claim has to be one that every accepted caller is certain to have; `passClaims`
   * says the same in fewer words.
   *
   * @default - none
   */
  readonly set?: Readonly<Record<string, string | NewValue>>;
  /**
   * New names by old ones, 20 at most.
   *
   * @default - none
   */
  readonly rename?: Readonly<Record<string, string>>;
  /**
   * What goes no further, 50 at most, of an answer 20.
   *
   * @default - nothing
   */
  readonly remove?: readonly string[];
  /**
   * All that goes further, 50 at most, of an answer 20. It has to name what is set and what is renamed as well, and
   * excludes `remove`.
   *
   * @default - everything
   */
  readonly keepOnly?: readonly string[];
}

const TRANSFORMATION: PropNames<Transformation> = {
  set: true,
  rename: true,
  remove: true,
  keepOnly: true,
};

type HeaderBlock = ApigatewayDeploymentSpecificationRoutesRequestPoliciesHeaderTransformations;
type QueryBlock = ApigatewayDeploymentSpecificationRoutesRequestPoliciesQueryParameterTransformations;

/** Stops at names of a transformation's parts that are none. */
export function checkTransformationNames(checks: PropChecks, owner: string, transformation: Transformation): void {
  checks.known(transformation, TRANSFORMATION, owner);
  checkNewValues(checks, `${owner}.set`, transformation.set ?? {});
}

/** Stops at options of new values that are none. */
export function checkNewValues(checks: PropChecks, owner: string, values: NonNullable<Transformation['set']>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'object') checks.known(value, NEW_VALUE, `${owner}.${name}`);
  }
}

/** What `header_transformations` of requests and answers hold. */
export function headerTransformationBlock(transformation: Transformation): HeaderBlock {
  const { set, rename, filter } = partsOf(transformation);
  return { setHeaders: set, renameHeaders: rename, filterHeaders: filter };
}

/** What `query_parameter_transformations` hold. */
export function queryTransformationBlock(transformation: Transformation): QueryBlock {
  const { set, rename, filter } = partsOf(transformation);
  return { setQueryParameters: set, renameQueryParameters: rename, filterQueryParameters: filter };
}

/** The values that are set, with their names. */
export function newValues({ set = {} }: Transformation): (Required<NewValue> & { readonly name: string })[] {
  return Object.entries(set).map(([name, given]) => {
    const { values, ifExists = 'OVERWRITE' } = typeof given === 'string' ? { values: [given] } : given;
    return { name, values, ifExists };
  });
}

/** References to context variables in all values that are set. */
export function transformationReferences(transformation: Transformation): string[] {
  return newValues(transformation).flatMap(({ values }) => values.flatMap(referencesIn));
}

/** Names that are set, in place of what the caller wrote, to a text with a claim of the token. */
export function namesOfClaims(transformation: Transformation): string[] {
  return newValues(transformation)
    .filter(({ values, ifExists }) => ifExists === 'OVERWRITE' && values.flatMap(referencesIn).some(isClaim))
    .map(({ name }) => name);
}

function partsOf(transformation: Transformation): {
  readonly set?: Items<{ name: string; values: string[]; ifExists: string }>;
  readonly rename?: Items<{ from: string; to: string }>;
  readonly filter?: Items<{ name: string }> & { type: string };
} {
  const { rename = {}, remove = [], keepOnly } = transformation;
  const filtered = items((keepOnly ?? remove).map((name) => ({ name })));
  return {
    set: items(newValues(transformation).map((value) => ({ ...value, values: value.values.map(verbatim) }))),
    rename: items(Object.entries(rename).map(([from, to]) => ({ from, to }))),
    filter: filtered && { ...filtered, type: keepOnly === undefined ? 'BLOCK' : 'ALLOW' },
  };
}

interface Items<T> {
  readonly items: T[];
}

/** A list as the service has it, which takes no empty one. */
function items<T>(list: T[]): Items<T> | undefined {
  return list.length === 0 ? undefined : { items: list };
}
