import { createHash, randomBytes } from 'node:crypto';
import type { DirectCall, FunctionCall } from '../function-call';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Call ids look like ULIDs: 26 letters of Crockford's base 32. */
function callId(): string {
  return [...randomBytes(26)].map((byte) => CROCKFORD[byte % CROCKFORD.length]).join('');
}

/**
 * The headers of `POST /call`: what Fn says of the call, and the client's own headers behind a prefix. Of a client that came
 * past the gateway nothing is said.
 *
 * The sets are those of calls through a real gateway and past it; see the header dumps named in the project's facts.
 */
export function invocationHeaders(call: FunctionCall | DirectCall, deadline: Date): Record<string, string> {
  const { body, requestId } = call;
  return {
    ...('method' in call ? gatewayHeaders(call) : { 'content-type': call.contentType, 'oci-subject-type': 'user' }),
    host: 'localhost',
    'content-length': String(body.length),
    'fn-call-id': callId(),
    // Whole seconds, as Fn writes it.
    'fn-deadline': deadline.toISOString().replace(/\.\d+Z$/, 'Z'),
    'fn-invoke-type': 'sync',
    'opc-request-id': requestId,
    'x-content-sha256': createHash('sha256').update(body).digest('base64'),
  };
}

function gatewayHeaders({ method, requestUrl, headers }: FunctionCall): Record<string, string> {
  return {
    ...Object.fromEntries([...headers].map(([name, value]) => [`fn-http-h-${name}`, value] as const)),
    'content-type': headers.get('content-type') ?? 'application/octet-stream',
    'fn-intent': 'httprequest',
    'fn-http-method': method,
    'fn-http-request-url': requestUrl,
    'oci-subject-type': 'resource',
  };
}
