import type { IdentityDomainClient } from '../terraform';
import type { Hop, HopName } from './hop';
import { HopError } from './hop-error';
import type { LocalCloud, ServedRoute } from './local-cloud';

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
 * @param record gives the hops since it was called last; the cloud has to have been started with the `onHop` that feeds it
 * @throws HopError naming the first hop that failed or was not seen
 */
export async function roundTrip(cloud: LocalCloud, route: ServedRoute, record: () => Hop[]): Promise<RoundTrip> {
  record();
  const client = clientOf(cloud);
  const token = await fetchToken(cloud.tokenUrl, client, scopeFor(client, route));
  const response = await fetch(route.url, {
    method: route.method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(['GET', 'HEAD'].includes(route.method) ? {} : { body: JSON.stringify(route.example) }),
  });
  const text = await response.text();
  const hops = record();
  checkHops(hops, response.status);
  return { route, status: response.status, body: jsonOf(text), hops };
}

function clientOf({ stack }: LocalCloud): IdentityDomainClient {
  const client = stack.identityDomainApps
    .flatMap((app) => app.client ?? [])
    .find(({ allowedGrants }) => allowedGrants.includes('client_credentials'));
  if (client === undefined) {
    throw new HopError('identity domain', 'no client app of the stack may use the grant client_credentials');
  }
  return client;
}

/** A qualified scope ends with the bare one that the route asks for. */
function scopeFor({ allowedScopes }: IdentityDomainClient, { scopes }: ServedRoute): string {
  const scope = allowedScopes.find((fqs) => scopes.some((bare) => fqs.endsWith(bare))) ?? allowedScopes[0];
  if (scope === undefined) throw new HopError('identity domain', 'the client app may ask for no scope');
  return scope;
}

async function fetchToken(tokenUrl: string, client: IdentityDomainClient, scope: string): Promise<string> {
  const credentials = [client.clientId, client.clientSecret].map(encodeURIComponent).join(':');
  const response = await fetch(tokenUrl, {
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

function checkHops(hops: readonly Hop[], status: number): void {
  // The innermost refusal is the cause; those outside of it only pass it on.
  const failed = [...HOPS].reverse().flatMap((name) => hops.find(({ hop, ok }) => hop === name && !ok) ?? [])[0];
  if (failed !== undefined) throw new HopError(failed.hop, failed.detail);
  for (const name of HOPS) {
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
