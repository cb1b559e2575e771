import type { IdentityDomainClient } from '../terraform';
import type { Hop, HopName } from './hop';
import { HopError } from './hop-error';
import type { LocalCloud } from './local-cloud';
import type { ServedRoute } from './served-routes';

/** What a verified round trip found. */
export interface RoundTrip {
  readonly route: ServedRoute;
  readonly status: number;
  readonly body: unknown;
  readonly hops: readonly Hop[];
}

/** The order in which a call passes them; each has to be seen, and to have ended well. */
const HOPS: readonly HopName[] = ['identity domain', 'gateway', 'function', 'signature', 'answer'];

/**
 * The main job, once for a route: gets a token with the client-credentials grant, calls the route with the API's own example,
 * and checks that every hop was seen and was content.
 *
 * @param hops where the cloud's `onHop` puts the hops; emptied before the call
 * @throws HopError naming the first hop that failed or was not seen
 */
export async function roundTrip(cloud: LocalCloud, route: ServedRoute, hops: Hop[]): Promise<RoundTrip> {
  hops.length = 0;
  const response = await fetch(await requestTo(cloud, route));
  const text = await response.text();
  checkHops(hops, route, response.status);
  return { route, status: response.status, body: text === '' ? undefined : jsonOf(text), hops: [...hops] };
}

/** The call as a client makes it: the token, if one is needed, stands where the deployment looks for it. */
async function requestTo(cloud: LocalCloud, route: ServedRoute): Promise<Request> {
  const { method, example, deployment } = route;
  const url = new URL(route.url);
  const headers = new Headers({ 'content-type': 'application/json' });
  if (deployment.authentication && route.needsToken) {
    const token = await fetchToken(cloud, route);
    const location = deployment.authentication.token;
    if ('queryParameter' in location) url.searchParams.set(location.queryParameter, token);
    else headers.set(location.header, `${location.scheme} ${token}`);
  }
  const hasBody = !['GET', 'HEAD'].includes(method);
  return new Request(url, { method, headers, ...(hasBody ? { body: JSON.stringify(example) } : {}) });
}

/**
 * A client of the stack and a scope it may ask for: the pair that the route takes, or else any, so that it is the gateway
 * who refuses, as it would refuse everybody.
 */
function clientFor({ stack }: LocalCloud, route: ServedRoute): { client: IdentityDomainClient; scope: string } {
  const pairs = stack.identityDomainApps
    .filter(({ active }) => active)
    .flatMap(({ client }) => client ?? [])
    .filter(({ allowedGrants }) => allowedGrants.includes('client_credentials'))
    .flatMap((client) => client.allowedScopes.map((scope) => ({ client, scope })));
  const audiences = route.deployment.authentication?.audiences ?? [];
  const accepted = (scope: string): boolean =>
    audiences.some((audience) =>
      route.scopes.length === 0
        ? scope.startsWith(audience)
        : // Audience and bare scope are joined without a separator.
          route.scopes.some((bare) => scope === audience + bare),
    );
  const found = pairs.find(({ scope }) => accepted(scope)) ?? pairs[0];
  if (found === undefined) {
    throw new HopError(
      'identity domain',
      'no active client app of the stack may use the grant client_credentials and ask for a scope',
    );
  }
  return found;
}

async function fetchToken(cloud: LocalCloud, route: ServedRoute): Promise<string> {
  const { client, scope } = clientFor(cloud, route);
  const credentials = [client.clientId, client.clientSecret].map(encodeURIComponent).join(':');
  const response = await fetch(cloud.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  const body = (await response.json()) as { access_token?: unknown; error?: unknown; error_description?: unknown };
  if (!response.ok || typeof body.access_token !== 'string') {
    const reason = [body.error, body.error_description].filter((part) => typeof part === 'string').join(': ');
    throw new HopError('identity domain', `no token for ${scope}: ${String(response.status)} ${reason}`);
  }
  return body.access_token;
}

function checkHops(hops: readonly Hop[], { needsToken }: ServedRoute, status: number): void {
  // The innermost refusal is the cause; those outside of it only pass it on.
  const failed = [...HOPS].reverse().flatMap((name) => hops.find(({ hop, ok }) => hop === name && !ok) ?? [])[0];
  if (failed !== undefined) throw new HopError(failed.hop, failed.detail);
  for (const name of HOPS) {
    if (name === 'identity domain' && !needsToken) continue;
    if (!hops.some(({ hop, ok }) => hop === name && ok)) {
      throw new HopError(name, `was not reached; the client got ${String(status)}`);
    }
  }
  if (status < 200 || status > 299) throw new HopError('gateway', `the client got ${String(status)}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HopError('answer', 'the client got something that is not JSON', { cause: error });
  }
}
