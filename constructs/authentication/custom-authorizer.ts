import { checkFailureResponse, failurePolicy } from './failure-response';
import type { FailureResponse } from './failure-response';
import type {
  AuthenticationBinding,
  AuthenticationConfig,
  AuthenticationPolicy,
  IGatewayAuthentication,
} from './gateway-authentication';
import { checkFunctionId } from '../function/function-ocid';
import type { ContextTable, ContextVariable } from '../gateway/context-variable';
import { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';
import { checkTokenHeader, checkTokenParameter } from './token-location';

/** What {@link CustomAuthorizer.ofRequest} takes. */
export interface RequestAuthorizerProps {
  /** OCID of the function that decides; the gateway has to be allowed to invoke it. */
  readonly functionId: string;
  /**
   * What the function is given under each of the names that it expects, for example
   * `{ apiKey: ContextVariable.header('X-Api-Key') }`: headers, query parameters, the certificate, the host or the body. What
   * a request does not have is not passed.
   */
  readonly parameters: Readonly<Record<string, ContextVariable>>;
  /**
   * Names of the parameters that an answer of the function is kept under, for the next request with the same values: one
   * minute to one hour, as the function says.
   *
   * A parameter that is left out and matters lets in whoever has the others right. The gateway leaves out the body by
   * itself, so it has to be said here whether it matters: then name all parameters, and it among them.
   *
   * @default - all parameters; with the body among them there is no default
   * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/adding_authn_authz_request_policies-multi-argument.htm
   */
  readonly cacheKey?: readonly string[];
  /**
   * What a caller is answered whom the function refuses.
   *
   * @default - 401 with the `WWW-Authenticate` header that the function names
   */
  readonly failureResponse?: FailureResponse;
  /**
   * Names that the `context` of the function's answer has whenever it lets a caller in. Only these can be passed on with
   * `passClaims`: where one is missing after all, a caller's own header of that name could stand in for it.
   *
   * @default - none
   */
  readonly certainClaims?: readonly string[];
}

const REQUEST_AUTHORIZER_PROPS: PropNames<RequestAuthorizerProps> = {
  functionId: true,
  parameters: true,
  cacheKey: true,
  failureResponse: true,
  certainClaims: true,
};

/** What {@link CustomAuthorizer.ofHeader} takes. */
export interface HeaderAuthorizerProps {
  /** OCID of the function that decides; the gateway has to be allowed to invoke it. */
  readonly functionId: string;
  /** Name of the header that holds the token. */
  readonly header: string;
  /**
   * Names that the `context` of the function's answer has whenever it lets a caller in. Only these can be passed on with
   * `passClaims`: where one is missing after all, a caller's own header of that name could stand in for it.
   *
   * @default - none
   */
  readonly certainClaims?: readonly string[];
}

const HEADER_AUTHORIZER_PROPS: PropNames<HeaderAuthorizerProps> = {
  functionId: true,
  header: true,
  certainClaims: true,
};

/** What {@link CustomAuthorizer.ofQueryParameter} takes. */
export interface QueryParameterAuthorizerProps {
  /** OCID of the function that decides; the gateway has to be allowed to invoke it. */
  readonly functionId: string;
  /** Name of the query parameter that holds the token. */
  readonly queryParameter: string;
  /**
   * Names that the `context` of the function's answer has whenever it lets a caller in. Only these can be passed on with
   * `passClaims`: where one is missing after all, a caller's own header of that name could stand in for it.
   *
   * @default - none
   */
  readonly certainClaims?: readonly string[];
}

const QUERY_PARAMETER_AUTHORIZER_PROPS: PropNames<QueryParameterAuthorizerProps> = {
  functionId: true,
  queryParameter: true,
  certainClaims: true,
};

const TABLES: readonly ContextTable[] = ['headers', 'query', 'cert', 'host', 'body'];

/** What all of them take. */
type CommonProps = Pick<HeaderAuthorizerProps, 'functionId' | 'certainClaims'>;
type CustomPolicy = Extract<AuthenticationPolicy, { readonly type: 'CUSTOM_AUTHENTICATION' }>;
type Decision = Omit<CustomPolicy, 'type' | 'isAnonymousAccessAllowed'>;

/**
 * A function of one's own decides who the callers are, and with which scopes. Makes nothing by itself.
 *
 * The function answers `{"active": true, "scope": [...]}`; a route that asks for a scope looks it up there.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingauthorizerfunction_topic-Creating_an_Authorizer_Function.htm
 */
export class CustomAuthorizer implements IGatewayAuthentication {
  /** The function is given parts of the request, each under a name of its own. Oracle advises this one. */
  static ofRequest(props: RequestAuthorizerProps): CustomAuthorizer {
    const { functionId, parameters, cacheKey, failureResponse } = props;
    return new CustomAuthorizer(
      props,
      REQUEST_AUTHORIZER_PROPS,
      (checks) => {
        checkParameters(checks, props);
        if (failureResponse !== undefined) checkFailureResponse(checks, failureResponse, 'FUNCTION');
      },
      () => ({
        functionId,
        parameters: Object.fromEntries(Object.entries(parameters).map(([name, { reference }]) => [name, reference])),
        ...(cacheKey !== undefined && { cacheKey: [...cacheKey] }),
        ...(failureResponse !== undefined && { validationFailurePolicy: failurePolicy(failureResponse) }),
      }),
    );
  }

  /**
   * The function is given one header as a token, for functions that were written for that.
   *
   * It knows neither cache key nor failure response; Oracle means to take it away.
   */
  static ofHeader(props: HeaderAuthorizerProps): CustomAuthorizer {
    const { functionId, header } = props;
    return new CustomAuthorizer(
      props,
      HEADER_AUTHORIZER_PROPS,
      (checks) => {
        checkTokenHeader(checks, 'header', header);
      },
      () => ({ functionId, tokenHeader: header }),
    );
  }

  /**
   * The function is given one query parameter as a token, for functions that were written for that.
   *
   * It knows neither cache key nor failure response; Oracle means to take it away.
   */
  static ofQueryParameter(props: QueryParameterAuthorizerProps): CustomAuthorizer {
    const { functionId, queryParameter } = props;
    return new CustomAuthorizer(
      props,
      QUERY_PARAMETER_AUTHORIZER_PROPS,
      (checks) => {
        checkTokenParameter(checks, 'queryParameter', queryParameter);
      },
      () => ({ functionId, tokenQueryParam: queryParameter }),
    );
  }

  private constructor(
    private readonly props: CommonProps,
    private readonly names: PropNames<CommonProps>,
    private readonly check: (checks: PropChecks) => void,
    private readonly decision: () => Decision,
  ) {}

  /** @throws PropError naming everything that the gateway does not take */
  bind({ scope, anonymousAccessAllowed }: AuthenticationBinding): AuthenticationConfig {
    const checks = new PropChecks(scope).known(this.props, this.names, 'authentication');
    const decision = this.decision();
    checkFunctionId(checks, 'functionId', decision.functionId);
    this.check(checks);
    checks.done();
    return {
      certainClaims: this.props.certainClaims,
      policy: { ...decision, type: 'CUSTOM_AUTHENTICATION', isAnonymousAccessAllowed: anonymousAccessAllowed },
    };
  }
}

function checkParameters(checks: PropChecks, { parameters, cacheKey }: RequestAuthorizerProps): void {
  const names = Object.keys(parameters);
  checks.expect(names.length > 0, {
    prop: 'parameters',
    wrong: 'is empty',
    got: parameters,
    expected: 'at least one part of the request',
    nextStep: 'A function that is given nothing lets in everybody or nobody.',
  });
  for (const [name, variable] of Object.entries(parameters)) {
    checks.expect(TABLES.includes(variable.table), {
      prop: `parameters.${name}`,
      wrong: 'is not a part of a request that an authorizer can be given',
      got: variable.reference,
      expected: 'a header, a query parameter, the certificate, the host or the body',
    });
  }
  const body = Object.entries(parameters).find(([, { table }]) => table === 'body')?.[0];
  const strangers = cacheKey?.filter((name) => !names.includes(name)) ?? [];
  checks
    .expect(body === undefined || cacheKey !== undefined, {
      prop: 'cacheKey',
      wrong: 'is not said beside a parameter that is the body, which the gateway leaves out of the key',
      got: body,
      expected: 'the parameters that decide',
      nextStep: `If the body is one of them, say cacheKey: [${names.map((name) => `'${name}'`).join(', ')}]; else one body that was let in lets in every other.`,
    })
    .expect(strangers.length === 0, {
      prop: 'cacheKey',
      wrong: 'names what is no parameter',
      got: strangers,
      expected: `some of ${names.join(', ')}`,
    })
    .expect(cacheKey === undefined || cacheKey.length > 0, {
      prop: 'cacheKey',
      wrong: 'is empty',
      got: cacheKey,
      expected: 'at least one parameter',
      nextStep: 'Leave it out to have all of them.',
    });
}
