import type { KeyObject } from 'node:crypto';
import { authorization } from './authorization';
import { signature } from './signature';
import { signedFields } from './signed-fields';
import type { RequestToSign } from './signed-fields';
import { signingString } from './signing-string';

/** Who signs: the private key, and the name under which OCI finds its public half. */
export interface SigningKey {
  /** `ST$` and the session token for a resource principal. */
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/**
 * Signs a request and returns the headers to send with it; the request itself stays as it was.
 *
 * @param date OCI refuses a request that is more than five minutes away from its own clock.
 */
export function signRequest(request: RequestToSign, key: SigningKey, date: Date): Record<string, string> {
  const fields = signedFields(request, date);
  const headers: Record<string, string> = {};
  for (const { name, value } of fields) if (name !== '(request-target)') headers[name] = value;
  headers.authorization = authorization(key.keyId, fields, signature(signingString(fields), key.privateKey));
  return headers;
}
