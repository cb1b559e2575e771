import { isUtf8 } from 'node:buffer';
import { safeParse } from 'zod/v4/core';
import type { Api } from '../../apis';
import { FunctionError } from '../function-error';
import type { Call } from './call';
import { issueText } from './issue-text';

/** OCI's own limit of a function's request. */
export const MAX_REQUEST_BYTES = 6 * 1024 * 1024;

const JSON_TYPE = /^application\/(json|[\w.-]+\+json)\s*(;|$)/i;
const WITHOUT_BODY = new Set(['GET', 'HEAD', 'DELETE']);
const MAX_ISSUES = 10;

/**
 * Reads and checks a caller's body.
 *
 * On a route that has none (GET, HEAD, DELETE) it is an empty object, so that such a route can still have a schema.
 *
 * @throws FunctionError with status 400, 413 or 415.
 */
export function requestOf(call: Call, api: Pick<Api, 'request' | 'route'>): unknown {
  const { body } = call;
  if (body.length > MAX_REQUEST_BYTES) throw new FunctionError(413, 'RequestTooLarge', 'The body is larger than 6 MB.');
  // `fn invoke` and most SDKs send no JSON type, so only a gateway's caller is held to it.
  if (call.http && body.length > 0 && !JSON_TYPE.test(call.contentType ?? '')) {
    throw new FunctionError(415, 'UnsupportedMediaType', 'The body must have the content type application/json.');
  }
  const isAbsent = body.length === 0 && WITHOUT_BODY.has(api.route.method);
  return checked(isAbsent ? {} : parsed(body), api.request);
}

function parsed(body: Buffer): unknown {
  if (!isUtf8(body)) throw new FunctionError(400, 'InvalidEncoding', 'The body is not UTF-8.');
  try {
    return JSON.parse(body.toString());
  } catch {
    // No cause: the parser's message quotes the body.
    throw new FunctionError(400, 'InvalidJson', 'The body is not valid JSON.');
  }
}

function checked(value: unknown, schema: Api['request']): unknown {
  const result = safeParse(schema, value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const texts = issues.slice(0, MAX_ISSUES).map(issueText);
  if (issues.length > MAX_ISSUES) texts.push(`and ${issues.length - MAX_ISSUES} more`);
  throw new FunctionError(400, 'InvalidRequest', `The body is not what the API expects. ${texts.join('; ')}.`);
}
