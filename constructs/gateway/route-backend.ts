import type { ApigatewayDeploymentSpecificationRoutesBackend } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { checkFunctionId } from '../function/function-ocid';
import { referencesIn, verbatim } from './context-variable';
import { checkHttpBackend, httpBackendBlock } from './http-backend';
import type { HttpBackendOptions } from './http-backend';
import { CalledServer } from '../network/called-server';
import type { PropChecks } from '../prop-error';
import { checkStockResponse, stockResponseBlock } from './stock-response';
import type { StockResponse } from './stock-response';

/** What answers a route. */
export class RouteBackend {
  /** A function; the gateway's policy has to cover its compartment. Its time-out is the function's own. */
  static function(functionId: string): RouteBackend {
    return new RouteBackend({ type: 'ORACLE_FUNCTIONS_BACKEND', functionId }, [], (checks) => {
      checkFunctionId(checks, 'backend.functionId', functionId);
    });
  }

  /** The gateway itself, with always the same answer, for example for a health check. */
  static stockResponse(response: StockResponse): RouteBackend {
    return new RouteBackend(stockResponseBlock(response), [], (checks) => {
      checkStockResponse(checks, response);
    });
  }

  /**
   * Another server. It gets the caller's headers, the token among them, unless the route takes them out. A network that does
   * not reach the internet is refused, unless `reachedThrough` says another way; so is a port that its rules keep closed.
   *
   * @param url scheme, host, port and path; the path may hold context variables like `${request.path[region]}`
   */
  static http(url: string, options: HttpBackendOptions = {}): RouteBackend {
    const check = (checks: PropChecks): void => {
      checkHttpBackend(checks, url, options);
    };
    const block = httpBackendBlock(verbatim(url), options);
    return new RouteBackend(block, referencesIn(url), check, CalledServer.at(url, options));
  }

  private constructor(
    private readonly block: ApigatewayDeploymentSpecificationRoutesBackend,
    /** References to the context variables that it uses, for example `request.path[region]`. */
    readonly references: readonly string[],
    private readonly noteProblems: (checks: PropChecks) => void,
    /** The server that the gateway calls; undefined for functions and stock responses. */
    readonly server?: CalledServer,
  ) {}

  /** Notes what is wrong with the backend. */
  check(checks: PropChecks): void {
    this.noteProblems(checks);
  }

  /** What the route's `backend` holds. */
  toBlock(): ApigatewayDeploymentSpecificationRoutesBackend {
    return this.block;
  }
}
