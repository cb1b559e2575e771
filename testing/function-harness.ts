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

/** A line of the function's log, parsed. */
export type LogLine = Readonly<Record<string, unknown>>;

/** The function without the FDK and without a process. */
export interface Harness {
  call(call?: Partial<Call>): Promise<Answer>;
  /** Calls and reads the answer's JSON; `undefined` when there is none. */
  json(call?: Partial<Call>): Promise<{ status: number; body: Record<string, unknown> | undefined; line: LogLine }>;
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
  readonly level?: string;
}

/** What no line of any log may hold: the caller's token. */
export const CALLER_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYWxsZXIifQ.c2lnbmF0dXJl';

const SESSION = testSession();

/** The variables of a function whose credentials are raw values. */
export const ENVIRONMENT: Environment = {
  OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
  OCI_RESOURCE_PRINCIPAL_RPST: SESSION.token,
  OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: SESSION.key,
  OCI_RESOURCE_PRINCIPAL_REGION: 'eu-frankfurt-1',
};

const SECRETS = [SESSION.token, CALLER_TOKEN, 'PRIVATE KEY', 'signature="'];

/** Makes the function for a test. Each line of its log and each answer is searched for secrets as it is written. */
export function createHarness(options: HarnessOptions): Harness {
  const { api, upstream, environment = ENVIRONMENT, files = nodeFiles, limits, now = Date.now, level } = options;
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

function refuseSecrets(text: string): void {
  if (SECRETS.some((secret) => text.includes(secret))) throw new Error('A secret was written.');
}
