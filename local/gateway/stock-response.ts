import type { StockResponseBackend } from '../../terraform/model/deployment';
import { WITHOUT_BODY } from './function-answer';

/** The answer that a route without a function gives. */
export function stockResponse({ status, body, headers }: StockResponseBackend): Response {
  const fields = new Headers();
  for (const { name, value } of headers) fields.append(name, value);
  // As bytes: of a text, a type would be made up that the stack does not name.
  const bytes = body === '' || WITHOUT_BODY.has(status) ? null : new TextEncoder().encode(body);
  return new Response(bytes, { status, headers: fields });
}
