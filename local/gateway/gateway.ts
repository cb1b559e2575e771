import type { Deployment, FunctionBackend } from '../../terraform/model/deployment';
import type { FunctionCall } from '../function-call';
import type { OnHop } from '../hop';
import { authenticate } from './authentication';
import { authorize } from './authorization';
import { assertDeployable } from './deployment-check';
import { forwardedHeaders } from './forwarded-headers';
import { unwrapAnswer, withGatewayHeaders } from './function-answer';
import { keySource } from './key-source';
import type { KeySource, KeySourceOptions } from './key-source';
import { checkHeaderSize, MAX_REQUEST_BYTES, readBody } from './limits';
import { claimText } from './claim-text';
import { Refusal } from './refusal';
import { requestIdFrom } from './request-id';
import type { RequestId } from './request-id';
import { matchRoute } from './route-match';
import type { RouteMatch } from './route-match';
import { stockResponse } from './stock-response';

/** What the gateway is made of. */
export interface GatewayOptions extends KeySourceOptions {
  /** Those of this one gateway. */
  readonly deployments: readonly Deployment[];
  readonly hostname: string;
  /** Calls a function; what it answers may have the Functions service's `Fn-Http-` headers. */
  readonly invoke: (functionId: string, call: FunctionCall) => Promise<Response>;
  readonly onHop?: OnHop;
}

/** Stands in for an OCI API gateway. */
export interface Gateway {
  /**
   * @param remoteAddress of the caller, by default the loopback address
   * @param target path and query as they were sent, where they are known: a `Request` has its dot segments folded
   */
  fetch(request: Request, remoteAddress?: string, target?: string): Promise<Response>;
}

/**
 * Makes a gateway that checks what OCI's is documented to check.
 *
 * @throws Error if a deployment contradicts itself
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { deployments, now, onHop } = options;
  assertDeployable(deployments);
  const sources = new Map<Deployment, KeySource>();
  for (const deployment of deployments) {
    if (deployment.authentication) sources.set(deployment, keySource(deployment.authentication.keys, options));
  }

  return {
    async fetch(request, remoteAddress = '127.0.0.1', target = targetOf(request)) {
      const [pathname = ''] = target.split('?', 1);
      const started = now();
      const requestId = requestIdFrom(request.headers.get('opc-request-id'));
      const hop = (ok: boolean, detail: string, status?: number): void =>
        onHop?.({ hop: 'gateway', ok, detail, requestId: requestId.full, status, ms: now() - started });
      try {
        const { match, admitted } = await admit(request, pathname, options, sources);
        const { backend } = match.route;
        if (backend.type === 'STOCK_RESPONSE_BACKEND') {
          await readBody(request, MAX_REQUEST_BYTES);
          hop(true, `${request.method} ${pathname}: ${admitted}; stock response`, backend.status);
          return withGatewayHeaders(stockResponse(backend), requestId.full);
        }
        const call = await callOf(request, { ...options, remoteAddress, target, requestId });
        hop(true, `${request.method} ${pathname}: ${admitted}`);
        return withGatewayHeaders(await invoke(options, backend, call), requestId.full);
      } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal(500, `the gateway failed: ${String(error)}`);
        hop(false, `${request.method} ${pathname}: ${refusal.reason}`, refusal.status);
        return withGatewayHeaders(refusal.toResponse(), requestId.full);
      }
    },
  };
}

/** Takes a request through every check that needs no body. */
async function admit(
  request: Request,
  pathname: string,
  { deployments, hostname, now }: GatewayOptions,
  sources: ReadonlyMap<Deployment, KeySource>,
): Promise<{ match: RouteMatch; admitted: string }> {
  checkHeaderSize(request);
  const match = matchRoute(deployments, request.method, pathname);
  const { deployment, route } = match;
  const { authentication: policy } = deployment;
  if (!policy) return { match, admitted: `open: ${deployment.address} has no authentication` };
  // First, and for anonymous routes too: without its keys a deployment answers nothing.
  const keys = await keysOf(deployment, sources);
  if (route.authorization.type === 'ANONYMOUS') return { match, admitted: 'open: the route is anonymous' };
  const claims = await authenticate(request, { policy, keys, hostname, now: now() });
  authorize(claims, route.authorization);
  return { match, admitted: `token of ${claimText(claims.sub)} accepted` };
}

function keysOf(deployment: Deployment, sources: ReadonlyMap<Deployment, KeySource>): ReturnType<KeySource> {
  const source = sources.get(deployment);
  if (!source) throw new Refusal(500, `${deployment.address} has no keys`);
  return source();
}

function targetOf({ url }: Request): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

async function callOf(
  request: Request,
  {
    hostname,
    remoteAddress,
    target,
    requestId: { forBackend },
  }: {
    readonly hostname: string;
    readonly remoteAddress: string;
    readonly target: string;
    readonly requestId: RequestId;
  },
): Promise<FunctionCall> {
  return {
    method: request.method,
    requestUrl: target,
    headers: forwardedHeaders(request.headers, { hostname, remoteAddress }),
    body: await readBody(request),
    requestId: forBackend,
  };
}

async function invoke(
  { invoke: call }: GatewayOptions,
  { functionId }: FunctionBackend,
  what: FunctionCall,
): Promise<Response> {
  const answer = await call(functionId, what).catch((error: unknown) => {
    throw new Refusal(502, `${functionId} was not reached: ${error instanceof Error ? error.message : 'failed'}`);
  });
  return unwrapAnswer(answer);
}
