import type { Api, Json } from '../apis';
import { FunctionError } from './function-error';

/** Runs an API's request transform, or none, and writes the upstream's body. */
export async function upstreamBody(api: Api, request: unknown): Promise<Uint8Array> {
  try {
    const body = api.transformRequest ? await api.transformRequest(request) : request;
    return Buffer.from(json(body));
  } catch (error) {
    throw failed('RequestTransformFailed', "The request could not be turned into the upstream's.", error);
  }
}

/** Runs an API's response transform and writes the caller's body. */
export async function callerBody(api: Api, response: unknown): Promise<string | undefined> {
  if (!api.transformResponse) return undefined;
  try {
    // What JSON.parse gave is JSON.
    return json(await api.transformResponse(response as Json));
  } catch (error) {
    throw failed('ResponseTransformFailed', "The upstream's answer could not be turned into this API's.", error);
  }
}

function json(value: unknown): string {
  // The library's type leaves out that `undefined` and functions give no text.
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('the transform returned nothing');
  return text;
}

function failed(
  code: 'RequestTransformFailed' | 'ResponseTransformFailed',
  message: string,
  cause: unknown,
): FunctionError {
  return new FunctionError(500, code, message, { cause });
}
