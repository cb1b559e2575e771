import { randomUUID } from 'node:crypto';
import type { Context } from '@fnproject/fdk';

/** One invocation, whoever made it. */
export interface Call {
  /** Told to the caller, to the upstream and to the log. */
  readonly requestId: string;
  /** What the gateway got; absent when the function is invoked directly. */
  readonly http?: {
    readonly method: string;
    /** Path with the deployment's prefix, and query. */
    readonly url: string;
  };
  readonly contentType?: string;
  /** Milliseconds since the epoch at which the platform ends the process. */
  readonly deadlineMs?: number;
  readonly body: Buffer;
  /** A header of the caller, not of the platform; `undefined` when absent. */
  header(name: string): string | undefined;
}

const REQUEST_ID = /^[\x21-\x7e]{1,512}$/;

/** Reads an invocation from what the FDK gives. */
export function callFrom(context: Context, body: Buffer): Call {
  const header = (name: string): string | undefined => context.getHeader(name) ?? undefined;
  const fromCaller = (name: string): string | undefined => header(`Fn-Http-H-${name}`);
  const method = header('Fn-Http-Method');
  const deadlineMs = Date.parse(header('Fn-Deadline') ?? '');
  return {
    requestId: [header('Opc-Request-Id'), header('Fn-Call-Id')].find((id) => id && REQUEST_ID.test(id)) ?? randomUUID(),
    http: method === undefined ? undefined : { method, url: header('Fn-Http-Request-Url') ?? '/' },
    contentType: fromCaller('Content-Type') ?? header('Content-Type'),
    deadlineMs: Number.isNaN(deadlineMs) ? undefined : deadlineMs,
    body,
    header: fromCaller,
  };
}
