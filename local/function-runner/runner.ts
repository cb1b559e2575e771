import type { FunctionsApplication, OciFunction } from '../../terraform';
import type { DirectCall, FunctionCall } from '../function-call';
import type { OnHop } from '../hop';
import type { Session, SessionHolder } from '../resource-principal';
import { clientResponse } from './answer';
import type { Bundle } from './bundle';
import { Container } from './container';
import type { ContainerAnswer } from './container';
import { ContainerPool } from './container-pool';
import { containerEnvironment } from './environment';
import { invocationHeaders } from './invocation';
import { ServiceError } from './service-error';

export interface FunctionRunnerOptions {
  readonly functions: readonly OciFunction[];
  readonly applications: readonly FunctionsApplication[];
  /** By the function's OCID. */
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly region: string;
  /** Where a function finds the service that it calls. */
  readonly upstreamEndpoint: (functionId: string) => string;
  readonly issueSession: (holder: SessionHolder) => Promise<Session>;
  readonly onHop?: OnHop;
  readonly onLog?: (line: FunctionLogLine) => void;
  /** @default 5000 */
  readonly startTimeoutMs?: number;
  /**
   * Milliseconds since 1970.
   *
   * @default - the machine's clock
   */
  readonly now?: () => number;
}

/** One line that a function printed. */
export interface FunctionLogLine {
  readonly functionId: string;
  readonly text: string;
}

/** Runs functions as OCI does: started at the first call, one call at a time a container. */
export interface FunctionRunner {
  /** Always answers; what goes wrong is a status and a code of the Functions service. */
  invoke(functionId: string, call: FunctionCall | DirectCall): Promise<Response>;
  /** How many containers were started, and how many calls reached one. */
  counts(): { readonly starts: number; readonly calls: number };
  close(): Promise<void>;
}

const DEFAULT_START_TIMEOUT_MS = 5000;

/** A container's session is renewed when less is left of it, so that none runs out during a call. */
const RENEW_BEFORE_MS = 6 * 60_000;

/** After any other status Fn ends the container. */
const LIVES_ON = [200, 502, 504];

export function createFunctionRunner(options: FunctionRunnerOptions): FunctionRunner {
  const { onHop, now = Date.now } = options;
  const counts = { starts: 0, calls: 0 };
  const pools = new Map(options.functions.map((one) => [one.id, new ContainerPool((signal) => start(one, signal))]));

  const applicationOf = (one: OciFunction): FunctionsApplication | undefined =>
    options.applications.find(({ id }) => id === one.applicationId);
  const holderOf = (one: OciFunction): SessionHolder => ({
    functionId: one.id,
    compartmentId: applicationOf(one)?.compartmentId ?? '',
  });

  const start = async (one: OciFunction, signal: AbortSignal): Promise<Container> => {
    const application = applicationOf(one);
    const bundle = options.bundles.get(one.id);
    if (application === undefined || bundle === undefined) {
      throw new ServiceError(502, 'FunctionInvokeImageNotAvailable', 'Failed to pull function image');
    }
    const session = await options.issueSession(holderOf(one));
    signal.throwIfAborted();
    const startedAt = performance.now();
    counts.starts += 1;
    const container = await Container.start({
      bundle,
      session,
      environment: (folder) =>
        containerEnvironment({
          application,
          function: one,
          region: options.region,
          folder,
          upstreamEndpoint: options.upstreamEndpoint(one.id),
        }),
      onLog: (text) => options.onLog?.({ functionId: one.id, text }),
      startTimeoutMs: options.startTimeoutMs ?? DEFAULT_START_TIMEOUT_MS,
      signal,
    });
    const ms = performance.now() - startedAt;
    onHop?.({ hop: 'function', ok: true, detail: `${one.displayName} started in ${ms.toFixed(0)} ms`, ms });
    return container;
  };

  const callOnce = async (
    one: OciFunction,
    pool: ContainerPool,
    call: FunctionCall | DirectCall,
  ): Promise<Response> => {
    const container = await pool.take();
    try {
      if (container.sessionExpiresAtMs - now() < RENEW_BEFORE_MS) {
        container.renew(await options.issueSession(holderOf(one)));
      }
    } catch (error) {
      // It was not called, so it is as good as before.
      pool.giveBack(container);
      throw error;
    }
    const timeoutMs = one.timeoutSeconds * 1000;
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = invocationHeaders(call, new Date(Date.now() + timeoutMs));
    counts.calls += 1;
    let answer: ContainerAnswer;
    try {
      answer = await container.call(headers, call.body, signal);
    } catch (error) {
      await pool.discard(container);
      if (error instanceof ServiceError) throw error;
      if (signal.aborted) {
        throw new ServiceError(504, 'FunctionInvokeTimeout', `no answer within ${String(one.timeoutSeconds)} s`);
      }
      throw new ServiceError(502, 'FunctionInvokeExecutionFailed', 'the function ended during the call', {
        cause: error,
      });
    }
    if (LIVES_ON.includes(answer.status)) pool.giveBack(container);
    else await pool.discard(container);
    return clientResponse(answer);
  };

  return {
    async invoke(functionId, call) {
      const one = options.functions.find(({ id }) => id === functionId);
      const pool = pools.get(functionId);
      const startedAt = performance.now();
      const hop = (ok: boolean, detail: string, status: number): void => {
        onHop?.({ hop: 'function', ok, detail, status, requestId: call.requestId, ms: performance.now() - startedAt });
      };
      try {
        if (one === undefined || pool === undefined)
          throw new ServiceError(502, 'NotAuthorizedOrNotFound', 'no such function');
        const response = await callOnce(one, pool, call);
        const ms = (performance.now() - startedAt).toFixed(1);
        hop(response.status < 400, `${one.displayName} answered in ${ms} ms`, response.status);
        return response;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        hop(false, `${error.code}: ${error.message}`, error.status);
        return error.toResponse();
      }
    },
    counts: () => ({ ...counts }),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
