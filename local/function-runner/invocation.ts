import { createHash, randomBytes } from 'node:crypto';
import type { FunctionCall } from '../function-call';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Call ids look like ULIDs: 26 letters of Crockford's base 32. */
function callId(): string {
  return [...randomBytes(26)].map((byte) => CROCKFORD[byte % CROCKFORD.length]).join('');
}

/**
 * The headers of `POST /call`: what Fn says of the call, and the client's own headers behind a prefix.
 *
 * The set is that of a call through a real gateway; see the header dumps named in the project's facts.
 */
export function invocationHeaders(call: FunctionCall, deadline: Date): Record<string, string> {
  const { method, requestUrl, headers, body, requestId } = call;
  const client = [...headers].map(([name, value]) => [`fn-http-h-${name}`, value] as const);
  return {
    ...Object.fromEntries(client),
    host: 'localhost',
    'content-type': headers.get('content-type') ?? 'application/octet-stream',
    'content-length': String(body.length),
    'fn-call-id': callId(),
    // Whole seconds, as Fn writes it.
    'fn-deadline': deadline.toISOString().replace(/\.\d+Z$/, 'Z'),
    'fn-intent': 'httprequest',
    'fn-invoke-type': 'sync',
    'fn-http-method': method,
    'fn-http-request-url': requestUrl,
    'opc-request-id': requestId,
    'oci-subject-type': 'resource',
    'x-content-sha256': createHash('sha256').update(body).digest('base64'),
  };
}
