import type { SignedField } from './signed-fields';

/** Writes the `Authorization` header of a signed request. */
export function authorization(keyId: string, fields: readonly SignedField[], signature: string): string {
  const headers = fields.map(({ name }) => name).join(' ');
  return `Signature version="1",keyId="${keyId}",algorithm="rsa-sha256",headers="${headers}",signature="${signature}"`;
}
