import * as z from 'zod';
import type { TokenClient } from '../deployed/deployed-stack';
import { send } from '../http-request';
import { UserError } from '../user-error';
import { oneLine } from '../shown-text';

/** What the identity domain gave. Never to be printed. */
export interface AccessToken {
  readonly value: string;
  /** Undefined when the domain does not say. */
  readonly expiresInSeconds?: number;
}

const Granted = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/), expires_in: z.number().optional() });
const Refused = z.object({ error: z.string(), error_description: z.string().default('') });

/**
 * Gets a token with the client-credentials grant.
 *
 * @throws UserError when there is no secret, or the domain gives none; the secret is in no message
 */
export async function fetchToken(client: TokenClient, signal?: AbortSignal): Promise<AccessToken> {
  const { tokenUrl, clientId, clientSecret, scope } = client;
  if (clientSecret === undefined) {
    throw new UserError(
      'There is no client secret: the outputs have no client_secret. Set CLIENT_SECRET in the environment.',
    );
  }
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(':');
  const { status, text } = await send(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}`, accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    signal,
  });
  const json = jsonOf(text);
  const granted = Granted.safeParse(json);
  if (status === 200 && granted.success) {
    return { value: granted.data.access_token, expiresInSeconds: granted.data.expires_in };
  }
  const refused = Refused.safeParse(json);
  if (!refused.success) {
    const next = status >= 500 || status === 429 ? 'Try again later.' : 'Check the variable identity_domain_url.';
    throw new UserError(`${tokenUrl.host} answered ${status} instead of a token. ${next}`);
  }
  const { error, error_description: description } = refused.data;
  const secrets = [
    clientSecret,
    credentials,
    Buffer.from(credentials).toString('base64'),
    encodeURIComponent(clientSecret),
  ];
  const told = oneLine(without(secrets, `${error} ${description}`)).replace(/\.$/, '');
  throw new UserError(`${tokenUrl.host} gives no token (${status}): ${told}.${nextStep(error)}`);
}

/**
 * The token that the user brings along in TOKEN.
 *
 * @throws UserError when it cannot be one, as no header could hold it
 */
export function tryOwnToken({ TOKEN }: NodeJS.ProcessEnv): string | undefined {
  const token = TOKEN?.trim();
  if (token === undefined || token === '') return undefined;
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new UserError('TOKEN is no token: it has blanks or other characters that none has. Get a new one.');
  }
  return token;
}

/** A server may repeat what it was sent. */
function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '(secret)'), text);
}

function nextStep(error: string): string {
  if (error === 'invalid_client') {
    return ' The client or its secret is another: deploy again, or check CLIENT_SECRET, which wins over the outputs.';
  }
  if (error === 'invalid_scope' || error === 'unauthorized_client') {
    return ' The client app has to be active and to have the scope among its allowed scopes: deploy again.';
  }
  return '';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
