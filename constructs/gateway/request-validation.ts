import type { ApigatewayDeploymentSpecificationRoutesRequestPolicies } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { Token } from 'cdktf';
import { isHeaderName } from './header-name';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+$/;
const PARAMETER = /^[^\s&=?#]+$/;

/**
 * `ENFORCING` answers a bad request with 4xx and tells the function nothing; `PERMISSIVE` logs it and lets it through;
 * `DISABLED` does not look.
 */
export type ValidationMode = 'ENFORCING' | 'PERMISSIVE' | 'DISABLED';

/** A header or query parameter that a request may or has to have. */
export interface ExpectedName {
  /** Capitals do not count, neither in a header nor in a query parameter. */
  readonly name: string;
  /**
   * Whether a request without it is refused; if not, it is named for the reader alone.
   *
   * @default true
   */
  readonly required?: boolean;
}

const EXPECTED_NAME: PropNames<ExpectedName> = {
  name: true,
  required: true,
};

/**
 * What a request has to look like before a backend is troubled with it. Checked after the token and before any
 * transformation, so by the names that callers use.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayaddingrequestvalidation.htm
 */
export interface RequestValidation {
  /**
   * Headers of the request.
   *
   * @default - none is asked for
   */
  readonly headers?: readonly ExpectedName[];
  /**
   * Query parameters of the request.
   *
   * @default - none is asked for
   */
  readonly queryParameters?: readonly ExpectedName[];
  /**
   * What the header `content-type` may say. The gateway looks at no more than that; the function checks the body itself.
   *
   * @default - anything
   */
  readonly bodyMediaTypes?: readonly string[];
  /**
   * Whether a request has to have a body of one of `bodyMediaTypes`.
   *
   * @default true
   */
  readonly bodyRequired?: boolean;
  /**
   * What becomes of a request that is not as expected.
   *
   * @default 'ENFORCING'
   */
  readonly mode?: ValidationMode;
  /**
   * The same, for headers alone.
   *
   * @default - `mode`
   */
  readonly headersMode?: ValidationMode;
  /**
   * The same, for query parameters alone.
   *
   * @default - `mode`
   */
  readonly queryParametersMode?: ValidationMode;
  /**
   * The same, for the body alone.
   *
   * @default - `mode`
   */
  readonly bodyMode?: ValidationMode;
}

const VALIDATION: PropNames<RequestValidation> = {
  headers: true,
  queryParameters: true,
  bodyMediaTypes: true,
  bodyRequired: true,
  mode: true,
  headersMode: true,
  queryParametersMode: true,
  bodyMode: true,
};

type Blocks = Pick<
  ApigatewayDeploymentSpecificationRoutesRequestPolicies,
  'headerValidations' | 'queryParameterValidations' | 'bodyValidation'
>;

/** Notes what is wrong with a validation. */
export function checkValidation(checks: PropChecks, prop: string, validation: RequestValidation): void {
  checks.known(validation, VALIDATION, prop);
  const { headers = [], queryParameters = [], bodyMediaTypes = [], bodyRequired } = validation;
  checks
    .expect(headers.length + queryParameters.length + bodyMediaTypes.length > 0, {
      prop,
      wrong: 'checks nothing',
      got: validation,
      expected: 'headers, queryParameters or bodyMediaTypes',
    })
    .expect(bodyRequired === undefined || bodyMediaTypes.length > 0, {
      prop: `${prop}.bodyRequired`,
      wrong: 'means nothing without bodyMediaTypes',
      got: bodyRequired,
      expected: 'both or none',
    });
  checkNames(checks, `${prop}.headers`, headers, isHeaderName, 'names of headers');
  checkNames(checks, `${prop}.queryParameters`, queryParameters, (name) => PARAMETER.test(name), 'names');
  const badType = bodyMediaTypes.find((type) => !Token.isUnresolved(type) && !MEDIA_TYPE.test(type));
  checks
    .expect(badType === undefined, {
      prop: `${prop}.bodyMediaTypes`,
      wrong: 'has an entry that is not a media type',
      got: badType,
      expected: 'for example application/json, without parameters',
    })
    .expect(new Set(bodyMediaTypes).size === bodyMediaTypes.length, {
      prop: `${prop}.bodyMediaTypes`,
      wrong: 'has an entry twice',
      got: bodyMediaTypes,
      expected: 'each once',
    });
}

/** What the route's `request_policies` hold of it. */
export function validationBlocks(validation: RequestValidation): Blocks {
  const { headers = [], queryParameters = [], bodyMediaTypes = [], bodyRequired = true } = validation;
  const { mode = 'ENFORCING', headersMode = mode, queryParametersMode = mode, bodyMode = mode } = validation;
  return {
    headerValidations:
      headers.length === 0 ? undefined : { headers: headers.map(expected), validationMode: headersMode },
    queryParameterValidations:
      queryParameters.length === 0
        ? undefined
        : { parameters: queryParameters.map(expected), validationMode: queryParametersMode },
    bodyValidation:
      bodyMediaTypes.length === 0
        ? undefined
        : {
            required: bodyRequired,
            // The only kind there is: the gateway looks at the type, not at the body.
            content: bodyMediaTypes.map((mediaType) => ({ mediaType, validationType: 'NONE' })),
            validationMode: bodyMode,
          },
  };
}

function expected({ name, required = true }: ExpectedName): { name: string; required: boolean } {
  return { name, required };
}

function checkNames(
  checks: PropChecks,
  prop: string,
  names: readonly ExpectedName[],
  isName: (name: string) => boolean,
  what: string,
): void {
  for (const one of names) checks.known(one, EXPECTED_NAME, prop);
  const known = names.map(({ name }) => name).filter((name) => !Token.isUnresolved(name));
  const bad = known.find((name) => !isName(name));
  const folded = known.map((name) => name.toLowerCase());
  checks
    .expect(bad === undefined, { prop, wrong: 'has an entry that is not a name', got: bad, expected: what })
    .expect(new Set(folded).size === folded.length, {
      prop,
      wrong: 'has a name twice; capitals do not count',
      got: known,
      expected: 'each name once',
    });
}
