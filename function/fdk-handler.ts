import { rawResult } from '@fnproject/fdk';
import type { Context, RawResult } from '@fnproject/fdk';
import type { Answer } from './answer';
import type { Handler } from './handler';
import { callFrom } from './request/call';

/**
 * Speaks the FDK's language for a handler.
 *
 * Status and headers go into `Fn-Http-*`, which the gateway unpacks; to the platform a call that was answered is a 200.
 */
export function fdkHandler(handler: Handler): (body: Buffer, context: Context) => Promise<RawResult> {
  return async (body, context) => {
    const answer = await handler(callFrom(context, body));
    writeHead(context, answer);
    return rawResult(answer.body);
  };
}

function writeHead(context: Context, { status, headers, contentType }: Answer): void {
  context.setResponseHeader('Fn-Http-Status', String(status));
  for (const [name, value] of Object.entries(headers)) context.setResponseHeader(`Fn-Http-H-${name}`, value);
  context.responseContentType = contentType;
}
