import { FunctionError } from '../function-error';
import type { ResourcePrincipal, Session } from '../principal/resource-principal';
import { contentOf } from '../signer/content';
import type { Content } from '../signer/content';
import { maskedSigningString } from '../signer/masked-signing-string';
import { signedFields, signsContent } from '../signer/signed-fields';
import { signRequest } from '../signer/sign-request';
import { timed } from '../trace';
import type { Trace } from '../trace';
import { decoded } from './decoded';
import { timedOut } from './failure';
import { tryRetryDelay } from './retry';
import type { Transport, WireResponse } from './transport';

/** A request to the upstream, before it is signed. */
export interface UpstreamRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  /** What goes along unsigned. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent with POST, PUT and PATCH only. */
  readonly body?: Uint8Array;
  /** True when it does no harm to carry it out twice. */
  readonly repeatable: boolean;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
}

/** A client of one host. */
export interface UpstreamClient {
  /** Reads the session and connects ahead of the first request; never fails. */
  prepare(): void;
  /** Sends a request signed as the function, and repeats it where that is safe. */
  send(request: UpstreamRequest, trace: Trace): Promise<WireResponse>;
}

/** What {@link createUpstreamClient} needs from outside. */
export interface UpstreamClientOptions {
  /** The `Host` header that is signed. */
  readonly host: string;
  readonly transport: Transport;
  readonly principal: ResourcePrincipal;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Keep the masked signing string in the trace. */
  readonly tracesSigning?: boolean;
}

/** Makes a client of one host. */
export function createUpstreamClient(options: UpstreamClientOptions): UpstreamClient {
  const { host, transport, principal, now, wait, random, tracesSigning = false } = options;

  async function attempt(request: UpstreamRequest, content: Content | undefined, session: Session, trace: Trace) {
    const toSign = { method: request.method, target: request.target, host, content };
    const date = new Date(now());
    const signed = await timed(trace, 'sign', () => signRequest(toSign, session, date));
    if (tracesSigning) trace.signed = maskedSigningString(signedFields(toSign, date));
    const timeoutMs = request.deadlineMs - now();
    if (timeoutMs <= 0) throw timedOut('deadline');
    const wire = { ...toSign, headers: { ...request.headers, ...signed }, body: content?.bytes, timeoutMs };
    return timed(trace, 'upstream', () => transport.exchange(wire));
  }

  async function send(request: UpstreamRequest, trace: Trace): Promise<WireResponse> {
    if (request.deadlineMs <= now()) throw timedOut('deadline');
    const content = signsContent(request.method) ? contentOf(request.body ?? new Uint8Array()) : undefined;
    let session = await timed(trace, 'principal', () => principal.session());
    let refused = false;

    for (;;) {
      const outcome = await attempt(request, content, session, trace).catch(resetOrThrow);
      const response = outcome instanceof FunctionError ? undefined : outcome;
      trace.upstreamStatus = response?.status;

      if (response?.status === 401 && !refused) {
        // The token was replaced between two looks at the files, or revoked: nothing was carried out.
        refused = true;
        const previous = session;
        session = await timed(trace, 'principal', () => principal.refresh(previous));
        trace.retries++;
        continue;
      }
      const delayMs = tryRetryDelay({
        retries: refused ? trace.retries - 1 : trace.retries,
        repeatable: request.repeatable,
        status: response?.status,
        retryAfter: response?.headers['retry-after'],
        remainingMs: request.deadlineMs - now(),
        nowMs: now(),
        random: random(),
      });
      if (delayMs === undefined) {
        if (outcome instanceof FunctionError) throw outcome;
        return { ...outcome, body: await decoded(outcome) };
      }
      await wait(delayMs);
      trace.retries++;
    }
  }

  return {
    prepare() {
      transport.prepare();
      principal.session().catch(() => undefined);
    },
    send,
  };
}

/** A reset may be repeated; every other failure ends the call. */
function resetOrThrow(error: unknown): FunctionError {
  if (error instanceof FunctionError && error.code === 'UpstreamReset') return error;
  throw error;
}
