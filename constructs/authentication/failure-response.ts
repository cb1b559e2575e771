import type { ApigatewayDeploymentSpecificationRequestPoliciesAuthenticationValidationFailurePolicy as FailurePolicy } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { verbatim } from '../gateway/context-variable';
import { isHeaderName } from '../gateway/header-name';
import { isWholeBetween } from '../prop-error';
import type { PropChecks } from '../prop-error';
import { PROTECTED_RESPONSE_HEADERS } from '../gateway/protected-headers';

/** A header that the gateway puts into a response. */
export interface ResponseHeader {
  /** Its name, in any case. */
  readonly name: string;
  /** Its values; context variables such as `${request.auth[error]}` are filled in. */
  readonly values: readonly string[];
  /**
   * What happens to a header of that name which is there already.
   *
   * @default 'OVERWRITE'
   */
  readonly ifExists?: 'OVERWRITE' | 'APPEND' | 'SKIP';
}

/**
 * What a caller is answered that could not be authenticated.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-usinjson.htm
 */
export interface FailureResponse {
  /** HTTP status, 200 to 599, or a context variable that holds it, for example `request.auth[responseCode]`. */
  readonly code: number | string;
  /**
   * The body. Context variables are filled in, except for the request's body.
   *
   * @default - the gateway's own
   */
  readonly message?: string;
  /**
   * Headers to set; those that only the gateway may set are refused.
   *
   * @default - none
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaymodifyingresponsesrequests_topic-protectedrequestresponseheaders.htm
   */
  readonly setHeaders?: readonly ResponseHeader[];
}

const CODE_VARIABLE = /^request\.[a-z_]+\[[^\s[\]]+\]$/;
const BODY_VARIABLE = /request\.body/;
/** Notes what is wrong with a failure response. */
export function checkFailureResponse(checks: PropChecks, { code, message, setHeaders = [] }: FailureResponse): void {
  const valid = typeof code === 'number' ? isWholeBetween(code, 200, 599) : CODE_VARIABLE.test(code);
  checks
    .expect(valid, {
      prop: 'failureResponse.code',
      wrong: 'is not a status of a response',
      got: code,
      expected: 'a whole number from 200 to 599, or a context variable such as request.auth[responseCode]',
    })
    .expect(message === undefined || !BODY_VARIABLE.test(message), {
      prop: 'failureResponse.message',
      wrong: "asks for the request's body, which the gateway does not give",
      got: message,
      expected: 'a text with other context variables or none',
    });
  for (const { name, values } of setHeaders) checkHeader(checks, name, values);
}

/** The block of a deployment. */
export function failurePolicy({ code, message, setHeaders = [] }: FailureResponse): FailurePolicy {
  const items = setHeaders.map(({ name, values, ifExists = 'OVERWRITE' }) => ({
    name,
    values: values.map(verbatim),
    ifExists,
  }));
  return {
    type: 'MODIFY_RESPONSE',
    responseCode: String(code),
    ...(message !== undefined && { responseMessage: verbatim(message) }),
    ...(items.length > 0 && { responseHeaderTransformations: { setHeaders: { items } } }),
  };
}

function checkHeader(checks: PropChecks, name: string, values: readonly string[]): void {
  const lower = name.toLowerCase();
  checks
    .expect(isHeaderName(name), {
      prop: 'failureResponse.setHeaders',
      wrong: 'has a name that is none of a header',
      got: name,
      expected: "for example 'Location'",
    })
    .expect(!PROTECTED_RESPONSE_HEADERS.includes(lower) && !lower.startsWith('access-control-'), {
      prop: 'failureResponse.setHeaders',
      wrong: 'names a header that only the gateway may set',
      got: name,
      expected: 'another header',
    })
    .expect(values.length > 0, {
      prop: 'failureResponse.setHeaders',
      wrong: 'has a header without a value',
      got: name,
      expected: 'at least one value',
    });
}
