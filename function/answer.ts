import { FunctionError } from './function-error';
import type { WireResponse } from './upstream/transport';

/** What a caller gets. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

/** What of an upstream's headers is the caller's business. */
const PASSED_ON = [
  'opc-request-id',
  'opc-next-page',
  'opc-prev-page',
  'opc-total-items',
  'opc-work-request-id',
  'etag',
  'retry-after',
];

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;
/** What a header may hold: the FDK dies of anything else. */
const VALUE = /^[\x20-\x7e]{1,4096}$/;

/** An answer of the function's own. */
export function errorAnswer(error: FunctionError, requestId: string): Answer {
  const { status, code, message } = error;
  return {
    status,
    headers: { 'opc-request-id': requestId },
    contentType: 'application/json',
    body: JSON.stringify({ code, message, requestId }),
  };
}

/** An upstream's answer as the caller gets it: its status, the headers that matter, and the body given. */
export function passedOn(response: WireResponse, body: string | Uint8Array, requestId: string): Answer {
  const headers: Record<string, string> = { 'opc-request-id': requestId };
  for (const name of PASSED_ON) {
    const value = response.headers[name];
    if (value !== undefined && VALUE.test(value)) headers[name] = value;
  }
  const contentType = response.headers['content-type'] ?? '';
  return {
    status: response.status,
    headers,
    contentType: JSON_TYPE.test(contentType) && VALUE.test(contentType) ? contentType : 'application/json',
    body,
  };
}

/**
 * Reads the JSON of a successful answer; `undefined` when the answer has no body.
 *
 * It is read even where nobody transforms it, so that a caller never gets a 200 with half a document.
 *
 * @throws FunctionError with status 502.
 */
export function successJson({ headers, body }: WireResponse): unknown {
  if (body.length === 0) return undefined;
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) throw invalid('has a content type other than JSON');
  try {
    return JSON.parse(body.toString());
  } catch {
    // No cause: the parser's message quotes the answer.
    throw invalid('is not valid JSON');
  }
}

/** Says whether an upstream's error can be passed on as it is, or would hand a caller a proxy's page. */
export function isJsonAnswer({ headers, body }: WireResponse): boolean {
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return false;
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}

function invalid(problem: string): FunctionError {
  return new FunctionError(502, 'UpstreamInvalidAnswer', `The upstream's answer ${problem}.`);
}
