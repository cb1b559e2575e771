import { isConfidential } from '../../http/confidential';
import type { NamedValue } from '../arguments';
import type { DeployedApi } from '../deployed/deployed-stack';
import { send } from '../http-request';
import type { HttpAnswer } from '../http-request';
import { UsageError } from '../usage-error';
import { UserError } from '../user-error';

/** A call of an API through the gateway, without its token. */
export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  /** JSON; undefined where the method has none. */
  readonly body?: string;
}

/** What the caller wants other than the API's example. */
export interface ApiRequestOptions {
  /** JSON. */
  readonly body?: string;
  readonly query?: readonly NamedValue[];
  /** Values of the route's parameters. */
  readonly path?: readonly NamedValue[];
}

const WITHOUT_BODY = new Set(['GET', 'HEAD']);
const PARAMETER = /\{([A-Za-z0-9_]+)\*?\}/g;
/** As long as a function may take, and a little. */
const TIMEOUT_MS = 310_000;

/** The parameters of an API's route. */
export function routeParameters({ url }: Pick<DeployedApi, 'url'>): string[] {
  return [...url.matchAll(PARAMETER)].map(([, name = '']) => name);
}

/**
 * Makes the request of an API: with its own example, unless there is another body.
 *
 * @throws UsageError when the route has a parameter without a value, or cannot have what was given
 */
export function apiRequest(api: DeployedApi, options: ApiRequestOptions = {}): ApiRequest {
  const { method, name, example } = api;
  if (WITHOUT_BODY.has(method) && options.body !== undefined) {
    throw new UsageError(`--data does not fit: ${name} is called with ${method}, which has no body. Use --query.`);
  }
  const url = new URL(filled(api, options.path ?? []));
  if (!isConfidential(url))
    throw new UserError(`The address of ${name} is not https: got ${url.origin}. Deploy again.`);
  for (const { name: parameter, value } of options.query ?? []) url.searchParams.append(parameter, value);
  return { method, url, body: WITHOUT_BODY.has(method) ? undefined : (options.body ?? JSON.stringify(example)) };
}

/** Sends the request; without a token as a stranger would. */
export async function callApi(
  { method, url, body }: ApiRequest,
  token: string | undefined,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const headers = {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return send(url, {
    method,
    headers,
    body: body === undefined ? undefined : Buffer.from(body),
    timeoutMs: TIMEOUT_MS,
    signal,
  });
}

function filled(api: DeployedApi, values: readonly NamedValue[]): string {
  const names = routeParameters(api);
  const stranger = values.find(({ name }) => !names.includes(name));
  if (stranger !== undefined) {
    throw new UsageError(
      `--path ${stranger.name} is none of the route of ${api.name}; it has ${names.join(', ') || 'no parameters'}.`,
    );
  }
  const twice = values.find(({ name }, at) => values.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw new UsageError(`--path ${twice.name} is given twice; expected one value.`);
  return api.url.replaceAll(PARAMETER, (_whole, name: string) => {
    const found = values.find((one) => one.name === name);
    if (found === undefined) throw new UsageError(`The route of ${api.name} needs --path ${name}=VALUE.`);
    // An address would be resolved, and lead to another route.
    if (['', '.', '..'].includes(found.value)) {
      throw new UsageError(`--path ${name} cannot be ${JSON.stringify(found.value)}: it would be another route.`);
    }
    return encodeURIComponent(found.value);
  });
}
