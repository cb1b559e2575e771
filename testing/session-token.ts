import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';

const pair = (): { publicKey: KeyObject; privateKey: KeyObject } => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Made once a suite: a key costs a tenth of a second. */
const session = pair();
const usualIssuer = pair();

/** A session token (RPST) with the private key that belongs to it, and the key of its issuer. */
export interface TestSessionToken {
  readonly token: string;
  readonly privateKey: KeyObject;
  readonly issuerKey: KeyObject;
}

/** Issues a session token of a function; `claims` win over the usual ones. A strange issuer has a key of its own. */
export async function testSessionToken(
  now: number,
  claims: Readonly<Record<string, unknown>> = {},
  strangeIssuer = false,
): Promise<TestSessionToken> {
  const issuer = strangeIssuer ? pair() : usualIssuer;
  const issuedAt = Math.floor(now / 1000);
  const token = await new SignJWT({
    iat: issuedAt,
    exp: issuedAt + 900,
    res_id: 'ocid1.fnfunc.oc1..signer',
    res_tenant: 'ocid1.tenancy.oc1..signer',
    res_compartment: 'ocid1.compartment.oc1..signer',
    jwk: JSON.stringify(session.publicKey.export({ format: 'jwk' })),
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(issuer.privateKey);
  return { token, privateKey: session.privateKey, issuerKey: issuer.publicKey };
}
