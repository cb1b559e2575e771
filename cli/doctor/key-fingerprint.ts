import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * The name that OCI gives to the public half of an API key.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/API/Concepts/apisigningkey.htm
 */
export function keyFingerprint(privateKey: KeyObject): string {
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return createHash('md5')
    .update(der)
    .digest('hex')
    .replaceAll(/..(?=.)/g, '$&:');
}
