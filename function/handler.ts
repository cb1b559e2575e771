import type { Api } from '../apis';
import { errorAnswer, isJsonAnswer, passedOn, successJson } from './answer';
import type { Answer } from './answer';
import { monotonicMs } from './clock';
import { FunctionError } from './function-error';
import { errorPlace, errorText } from './log';
import type { Level, Log } from './log';
import { requestOf } from './request/body';
import type { Call } from './request/call';
import { allowedHeaders } from './request/headers';
import { filledPath, hasParameters, pathParameters } from './request/path';
import { allowedQuery } from './request/query';
import { signsContent } from './signer/signed-fields';
import { newTrace, timed } from './trace';
import type { Trace } from './trace';
import { callerBody, upstreamBody } from './transform';
import { MAX_RESPONSE_BYTES } from './upstream/transport';
import type { WireResponse } from './upstream/transport';
import type { UpstreamClient, UpstreamRequest } from './upstream/upstream-client';

/** Answers one call; never throws or rejects. */
export type Handler = (call: Call) => Promise<Answer>;

/** What {@link createHandler} needs from outside. */
export interface HandlerOptions {
  readonly api: Api;
  /** Asked for on each call; throws what is wrong with the function's configuration. */
  readonly upstream: () => UpstreamClient;
  readonly now: () => number;
  readonly log: Log;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** What is kept of the platform's deadline to get an answer out: the process is killed when it passes. */
const RESERVE_MS = 500;

/** Makes the function: from a caller's call to the upstream's answer, and one line in the log. */
export function createHandler({ api, upstream, now, log }: HandlerOptions): Handler {
  async function serve(call: Call, trace: Trace): Promise<Answer> {
    const request = await timed(trace, 'request', () => upstreamRequest(api, call, now()));
    const response = await upstream().send(request, trace);
    return timed(trace, 'response', () => answerOf(api, response, call.requestId));
  }

  return async (call) => {
    const trace = newTrace();
    const startMs = monotonicMs();
    let answer: Answer;
    let failure: FunctionError | undefined;
    try {
      answer = await serve(call, trace);
    } catch (error) {
      failure = error instanceof FunctionError ? error : internal(error);
      answer = errorAnswer(failure, call.requestId);
    }
    trace.ms.total = Math.round((monotonicMs() - startMs) * 1000) / 1000;
    const { retries, upstreamStatus, ms, signed } = trace;
    log.write(levelOf(answer.status), {
      requestId: call.requestId,
      api: api.name,
      status: answer.status,
      upstreamStatus,
      code: failure?.code,
      error: failure && errorText(failure),
      // Where this project's or the API's own code went wrong.
      at: failure?.status === 500 ? errorPlace(failure.cause) : undefined,
      retries,
      ms,
      signed,
    });
    return answer;
  };
}

async function upstreamRequest(api: Api, call: Call, nowMs: number): Promise<UpstreamRequest> {
  if (call.http && call.http.method !== api.route.method) {
    throw new FunctionError(405, 'MethodNotAllowed', `The method must be ${api.route.method}.`);
  }
  const request = requestOf(call, api);
  const { method } = api.upstream;
  const headers = allowedHeaders(call, api.upstream.requestHeaders ?? []);
  return {
    method,
    target: targetOf(api, call),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'opc-request-id': call.requestId,
      'user-agent': 'cdktf-oci-signed-api',
      ...headers,
    },
    body: signsContent(method) ? await upstreamBody(api, request) : undefined,
    repeatable: api.upstream.repeatable ?? (method === 'GET' || method === 'HEAD' || 'opc-retry-token' in headers),
    deadlineMs: (call.deadlineMs ?? nowMs + DEFAULT_TIMEOUT_MS + RESERVE_MS) - RESERVE_MS,
  };
}

function targetOf(api: Api, call: Call): string {
  const [path = '', query = ''] = (call.http?.url ?? '').split(/\?(.*)/s);
  const template = api.upstream.path;
  const filled = hasParameters(template) ? filledPath(template, pathParameters(api.route.path, path)) : template;
  const kept = allowedQuery(query, api.upstream.queryParameters ?? []);
  return kept === '' ? filled : `${filled}?${kept}`;
}

async function answerOf(api: Api, response: WireResponse, requestId: string): Promise<Answer> {
  const { status, body } = response;
  if (status < 200 || status > 599) {
    throw new FunctionError(502, 'UpstreamInvalidAnswer', "The upstream's status is none that HTTP has.");
  }
  if (status === 304 || (api.upstream.method === 'HEAD' && status < 300)) return passedOn(response, '', requestId);
  if (status >= 300 && status < 400) {
    // A redirect would carry the signature elsewhere, and a caller has none.
    throw new FunctionError(502, 'UpstreamRedirect', 'The upstream answered with a redirect, which is not followed.');
  }
  if (status >= 400) {
    if (isJsonAnswer(response)) return passedOn(response, body, requestId);
    const error = new FunctionError(status, 'UpstreamError', `The upstream answered with status ${status}.`);
    return { ...passedOn(response, '', requestId), ...pick(errorAnswer(error, requestId)) };
  }
  const json = successJson(response);
  const transformed = json === undefined ? undefined : await callerBody(api, json);
  if (transformed !== undefined && Buffer.byteLength(transformed) > MAX_RESPONSE_BYTES) {
    throw new FunctionError(502, 'ResponseTooLarge', 'The answer is larger than 6 MB. Ask for less at a time.');
  }
  return passedOn(response, transformed ?? body, requestId);
}

function pick({ body, contentType }: Answer): Pick<Answer, 'body' | 'contentType'> {
  return { body, contentType };
}

function levelOf(status: number): Level {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}

function internal(cause: unknown): FunctionError {
  return new FunctionError(500, 'InternalError', 'The function failed. The log of this request says why.', { cause });
}
