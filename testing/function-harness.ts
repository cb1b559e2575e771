import type { Api } from '../apis';
import type { Answer } from '../function/answer';
import type { Environment } from '../function/environment';
import { createHandler } from '../function/handler';
import { createLog } from '../function/log';
import { nodeFiles } from '../function/principal/source';
import type { Files } from '../function/principal/source';
import type { Call } from '../function/request/call';
import { upstreamOf } from '../function/upstream-of';
import type { HopLimits } from '../function/upstream/transport';
import { testSession } from './function-session';
import { CALLER_TOKEN, refuseSecrets } from './secrets';

/** A line of the function's log, parsed. */
export type LogLine = Readonly<Record<string, unknown>>;

/** An answer whose body was read, and the call's line in the log. */
export interface JsonAnswer {
  readonly status: number;
  /** Absent when the answer has none. */
  readonly body: Record<string, unknown> | undefined;
  readonly line: LogLine;
}

/** The function without the FDK and without a process. */
export interface Harness {
  call(call?: Partial<Call>): Promise<Answer>;
  /** Calls and reads the answer's JSON. */
  json(call?: Partial<Call>): Promise<JsonAnswer>;
  readonly lines: readonly LogLine[];
  /** Delays that the function would have waited for, in milliseconds. */
  readonly waits: readonly number[];
}

/** What a test sets; everything else is as in the cloud. */
export interface HarnessOptions {
  readonly api: Api;
  readonly upstream?: string;
  readonly environment?: Environment;
  readonly files?: Files;
  readonly limits?: HopLimits;
  readonly now?: () => number;
  /** Runs in place of each wait. */
  readonly onWait?: () => void;
  readonly level?: string;
}

const SESSION = testSession();

/** The variables of a function whose credentials are raw values. */
export const ENVIRONMENT: Environment = {
  OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
  OCI_RESOURCE_PRINCIPAL_RPST: SESSION.token,
  OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: SESSION.key,
  OCI_RESOURCE_PRINCIPAL_REGION: 'eu-frankfurt-1',
};

/** Makes the function for a test. Each line of its log and each answer is searched for secrets as it is written. */
export function createHarness(options: HarnessOptions): Harness {
  const {
    api,
    upstream,
    environment = ENVIRONMENT,
    files = nodeFiles,
    limits,
    now = Date.now,
    onWait,
    level,
  } = options;
  const lines: LogLine[] = [];
  const waits: number[] = [];
  const log = createLog(
    (line) => {
      refuseSecrets(line);
      lines.push(JSON.parse(line) as LogLine);
    },
    now,
    level,
  );
  const handler = createHandler({
    api,
    now,
    log,
    upstream: upstreamOf({
      api,
      environment: { UPSTREAM_ENDPOINT: upstream, ...environment },
      files,
      limits,
      now,
      wait: (ms) => {
        waits.push(ms);
        onWait?.();
        return Promise.resolve();
      },
      random: () => 0.5,
      tracesSigning: log.level === 'debug',
    }).client,
  });

  async function call(partial: Partial<Call> = {}): Promise<Answer> {
    const answer = await handler(gatewayCall(api, partial));
    refuseSecrets(Buffer.from(answer.body).toString());
    return answer;
  }

  return {
    call,
    lines,
    waits,
    async json(partial) {
      const { status, body } = await call(partial);
      const text = Buffer.from(body).toString();
      const parsed = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
      return { status, body: parsed, line: lines.at(-1) ?? {} };
    },
  };
}

/**
 * What a call comes to that the function ends itself: code, message and request id for the caller and nothing else.
 *
 * @param line what the log says besides, such as a part of the error's text.
 */
export function ownError(status: number, code: string, line: { error?: string; retries?: number } = {}): JsonAnswer {
  const { error = '', retries = 0 } = line;
  return {
    status,
    body: { code, message: expect.any(String), requestId: 'request-1' },
    line: expect.objectContaining({
      level: status < 500 ? 'warn' : 'error',
      requestId: 'request-1',
      status,
      code,
      error: expect.stringContaining(error) as string,
      retries,
    }) as LogLine,
  };
}

/** What a call comes to that the upstream answered. */
export function upstreamSaid(status: number, body: Record<string, unknown>, retries = 0): JsonAnswer {
  const level = status < 400 ? 'info' : status < 500 ? 'warn' : 'error';
  return {
    status,
    body,
    line: expect.objectContaining({
      level,
      requestId: 'request-1',
      status,
      upstreamStatus: status,
      retries,
    }) as LogLine,
  };
}

function gatewayCall(api: Api, partial: Partial<Call>): Call {
  const headers: Record<string, string> = { authorization: `Bearer ${CALLER_TOKEN}`, cookie: `t=${CALLER_TOKEN}` };
  return {
    requestId: 'request-1',
    http: { method: api.route.method, url: `/oracleapi${api.route.path}` },
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(api.example)),
    header: (name) => headers[name.toLowerCase()],
    ...partial,
  };
}
