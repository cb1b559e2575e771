import type { ApigatewayDeploymentSpecificationRequestPoliciesAuthenticationValidationFailurePolicy as FailurePolicy } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { parseReference, referencesIn, verbatim } from '../gateway/context-variable';
import type { ContextTable, ContextVariable } from '../gateway/context-variable';
import { isHeaderName } from '../gateway/header-name';
import { PROTECTED_RESPONSE_HEADERS } from '../gateway/protected-headers';
import { checkNewValues, newValues } from '../gateway/transformation';
import type { NewValue } from '../gateway/transformation';
import { isWholeBetween } from '../prop-error';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';

/**
 * What a caller is answered that could not be authenticated.
 *
 * Body and headers may hold context variables, like `${request.host}`; the request's body is none of them. Of `request.auth`
 * there is only what an authorizer function gives in its `context`: whose token is refused has no claims.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-usinjson.htm
 */
export interface FailureResponse {
  /**
   * HTTP status, 200 to 599. Where an authorizer function decides, it may name the status as well:
   * `ContextVariable.claim('responseCode')`.
   */
  readonly status: number | ContextVariable;
  /**
   * The body, a text.
   *
   * @default - the gateway's own
   */
  readonly body?: string;
  /**
   * Headers to set, by name; those that only the gateway may set are refused.
   *
   * @default - none
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaymodifyingresponsesrequests_topic-protectedrequestresponseheaders.htm
   */
  readonly headers?: Readonly<Record<string, string | NewValue>>;
}

const FAILURE_RESPONSE: PropNames<FailureResponse> = {
  status: true,
  body: true,
  headers: true,
};

/** What a refused caller was refused by: only a function leaves something in `request.auth`. */
export type RefusedBy = 'TOKEN_CHECK' | 'FUNCTION';

const TABLES: readonly ContextTable[] = ['headers', 'query', 'path', 'cert', 'host'];

/** Notes what is wrong with a failure response. */
export function checkFailureResponse(checks: PropChecks, response: FailureResponse, by: RefusedBy): void {
  checks.known(response, FAILURE_RESPONSE, 'failureResponse');
  const { status, body = '', headers = {} } = response;
  const valid =
    typeof status === 'number' ? isWholeBetween(status, 200, 599) : by === 'FUNCTION' && status.table === 'auth';
  checks.expect(valid, {
    prop: 'failureResponse.status',
    wrong: 'is not a status of a response',
    got: typeof status === 'number' ? status : status.reference,
    expected: `a whole number from 200 to 599${by === 'FUNCTION' ? ", or a ContextVariable.claim() of the function's" : ''}`,
  });
  checkReferences(checks, 'failureResponse.body', body, by);
  checkNewValues(checks, 'failureResponse.headers', headers);
  for (const { name, values } of newValues({ set: headers })) {
    checkHeader(checks, name, values);
    for (const value of values) checkReferences(checks, `failureResponse.headers.${name}`, value, by);
  }
}

/** The block of a deployment. */
export function failurePolicy({ status, body, headers = {} }: FailureResponse): FailurePolicy {
  const items = newValues({ set: headers }).map((header) => ({ ...header, values: header.values.map(verbatim) }));
  return {
    type: 'MODIFY_RESPONSE',
    responseCode: typeof status === 'number' ? String(status) : status.reference,
    ...(body !== undefined && { responseMessage: verbatim(body) }),
    ...(items.length > 0 && { responseHeaderTransformations: { setHeaders: { items } } }),
  };
}

function checkReferences(checks: PropChecks, prop: string, text: string, by: RefusedBy): void {
  const references = referencesIn(text);
  const claim = references.find((reference) => by !== 'FUNCTION' && parseReference(reference)?.table === 'auth');
  const strange = references.find((reference) => {
    const table = parseReference(reference)?.table;
    return table === undefined || ![...TABLES, 'auth'].includes(table);
  });
  const auth = by === 'FUNCTION' ? 'request.auth[…], ' : '';
  checks
    .expect(strange === undefined, {
      prop,
      wrong: 'uses a context variable that there is not',
      got: strange,
      expected: `${auth}request.headers[…], request.query[…], request.path[…], request.cert[…] or request.host`,
    })
    .expect(claim === undefined, {
      prop,
      wrong: 'uses a claim of a token that was not accepted',
      got: claim,
      expected: 'other context variables, or none',
    });
}

function checkHeader(checks: PropChecks, name: string, values: readonly string[]): void {
  const lower = name.toLowerCase();
  checks
    .expect(isHeaderName(name), {
      prop: 'failureResponse.headers',
      wrong: 'has a name that is none of a header',
      got: name,
      expected: "for example 'Location'",
    })
    .expect(!PROTECTED_RESPONSE_HEADERS.includes(lower) && !lower.startsWith('access-control-'), {
      prop: 'failureResponse.headers',
      wrong: 'names a header that only the gateway may set',
      got: name,
      expected: 'another header',
    })
    .expect(values.length > 0, {
      prop: 'failureResponse.headers',
      wrong: 'has a header without a value',
      got: name,
      expected: 'at least one value',
    });
}
