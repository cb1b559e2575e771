import { createHash, timingSafeEqual } from 'node:crypto';
import type { IdentityDomainApp, IdentityDomainClient } from '../../terraform/model/identity-domain';
import { TokenError } from './token-error';

/**
 * The client that an `Authorization` header names and proves to be.
 *
 * @throws TokenError `invalid_client`, in the same words whatever was wrong.
 */
export function authenticateClient(
  authorization: string | undefined,
  apps: readonly IdentityDomainApp[],
): IdentityDomainClient {
  const credentials = basicCredentials(authorization);
  if (!credentials) throw refused('no readable Basic credentials');
  const app = apps.find(({ client }) => client?.clientId === credentials.id);
  const client = app?.client;
  // A secret is compared for an unknown client too, so that the time taken does not tell which clients exist.
  const proven = sameSecret(credentials.secret, client?.clientSecret ?? '');
  // What was sent as an id is not repeated: people swap id and secret.
  if (!app || !client) throw refused(`no app has the client id that was sent; known: ${clientIds(apps)}`);
  if (!proven) throw refused(`wrong secret for client ${client.clientId}`);
  if (!app.active) throw refused(`${app.address} is not active`);
  if (client.type !== 'confidential') {
    throw refused(`${app.address} is a ${client.type} client; only confidential ones get tokens here`);
  }
  return client;
}

function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return undefined;
  try {
    return { id: formDecode(pair.slice(0, colon)), secret: formDecode(pair.slice(colon + 1)) };
  } catch {
    return undefined;
  }
}

/** RFC 6749, 2.3.1: id and secret are form-encoded before they are joined. */
function formDecode(value: string): string {
  return decodeURIComponent(value.replaceAll('+', ' '));
}

/** Digests have one length, so that neither content nor length of the secret shows in the time taken. */
function sameSecret(given: string, expected: string): boolean {
  const same = timingSafeEqual(sha256(given), sha256(expected));
  // An app whose secret is not known yet must not open to an empty one.
  return same && expected !== '';
}

function sha256(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function clientIds(apps: readonly IdentityDomainApp[]): string {
  const ids = apps.flatMap(({ client }) => (client ? [client.clientId] : []));
  return ids.length > 0 ? ids.join(', ') : 'none';
}

function refused(reason: string): TokenError {
  return new TokenError('invalid_client', 'Client authentication failed.', reason);
}
