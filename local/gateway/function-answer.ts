import { Refusal } from './refusal';

const FUNCTION_STATUS = 'fn-http-status';
const FUNCTION_HEADER = 'fn-http-h-';

/** Headers that the function may not decide on. */
const DROPPED = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Statuses whose answers have no body. */
export const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Makes the caller's answer out of what the Functions service gives: the function's own status and headers come in headers.
 *
 * @throws Refusal 502 if the function's status is none
 */
export function unwrapAnswer(answer: Response): Response {
  const headers = new Headers();
  for (const [name, value] of answer.headers) {
    if (!name.startsWith('fn-') && !DROPPED.has(name)) headers.append(name, value);
  }
  for (const [name, value] of answer.headers) {
    if (!name.startsWith(FUNCTION_HEADER)) continue;
    const own = name.slice(FUNCTION_HEADER.length);
    if (own !== '' && !DROPPED.has(own)) headers.set(own, value);
  }
  const given = answer.headers.get(FUNCTION_STATUS);
  const status = given === null ? answer.status : Number(given);
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new Refusal(502, `the function answered with status ${JSON.stringify(given)}`);
  }
  return new Response(WITHOUT_BODY.has(status) ? null : answer.body, { status, headers });
}

/** What the gateway adds to every answer, its own refusals included. */
export function withGatewayHeaders(answer: Response, requestId: string): Response {
  const headers = new Headers(answer.headers);
  headers.set('Server', 'Oracle API Gateway');
  headers.set('opc-request-id', requestId);
  headers.set('Strict-Transport-Security', 'max-age=31536000');
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Frame-Options', 'sameorigin');
  headers.set('X-XSS-Protection', '1; mode=block');
  return new Response(answer.body, { status: answer.status, headers });
}
