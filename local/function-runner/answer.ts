import type { ContainerAnswer } from './container';
import { ServiceError } from './service-error';

const CLIENT_HEADER = 'fn-http-h-';

/**
 * What the gateway gets of a container's answer: the status and the headers that the function set for the client.
 *
 * @throws ServiceError when the function failed, or answered what Fn does not take
 */
export function clientResponse({ status, headers, body }: ContainerAnswer): Response {
  if (status === 502) throw new ServiceError(502, 'FunctionInvokeExecutionFailed', 'function failed');
  if (status === 504) throw new ServiceError(504, 'FunctionInvokeTimeout', 'the function timed out');
  if (status !== 200) {
    throw new ServiceError(502, 'FunctionInvokeInvalidResponse', `the function answered ${String(status)}`);
  }
  const clientStatus = Number(headers['fn-http-status']?.[0] ?? 200);
  if (!Number.isInteger(clientStatus) || clientStatus < 200 || clientStatus > 599) {
    throw new ServiceError(502, 'FunctionInvokeInvalidResponse', 'the function answered with a status that is none');
  }
  const client = new Headers();
  for (const [name, values = []] of Object.entries(headers)) {
    const clientName = name.startsWith(CLIENT_HEADER) ? name.slice(CLIENT_HEADER.length) : '';
    // Fn's own names mean nothing to a client, and would mean something to the gateway.
    if (clientName !== '' && !clientName.startsWith('fn-'))
      for (const value of values) client.append(clientName, value);
  }
  const contentType = headers['content-type']?.[0];
  if (contentType !== undefined) client.set('content-type', contentType);
  const hasBody = ![204, 205, 304].includes(clientStatus);
  return new Response(hasBody ? new Uint8Array(body) : null, { status: clientStatus, headers: client });
}
