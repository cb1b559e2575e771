import { generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';

/** What a function proves itself with: a session token (RPST) and the private key that it names. */
export interface Session {
  readonly token: string;
  readonly privateKeyPem: string;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

export interface SessionHolder {
  readonly functionId: string;
  readonly compartmentId: string;
}

/** Issues the functions' session tokens, as OCI's own service does. */
export interface TokenIssuer {
  /** Checks tokens that this issuer signed. */
  readonly publicKey: KeyObject;
  issue(holder: SessionHolder): Promise<Session>;
}

export interface TokenIssuerOptions {
  readonly tenancyId: string;
  readonly now: () => number;
}

const RSA = { modulusLength: 2048 };
const rsaKeyPair = async (): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> =>
  promisify(generateKeyPair)('rsa', RSA);

/** OCI documents no lifetime; a function has to read it from the token, so that any will do. */
const LIFETIME_SECONDS = 15 * 60;

export async function createTokenIssuer({ tenancyId, now }: TokenIssuerOptions): Promise<TokenIssuer> {
  const issuer = await rsaKeyPair();
  return {
    publicKey: issuer.publicKey,
    async issue({ functionId, compartmentId }) {
      const session = await rsaKeyPair();
      const issuedAt = Math.floor(now() / 1000);
      const token = await new SignJWT({
        iat: issuedAt,
        exp: issuedAt + LIFETIME_SECONDS,
        ptype: 'resource',
        ttype: 'res_sp',
        res_type: 'fnfunc',
        res_id: functionId,
        res_compartment: compartmentId,
        res_tenant: tenancyId,
        jwk: JSON.stringify(session.publicKey.export({ format: 'jwk' })),
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'local-resource-principals' })
        .sign(issuer.privateKey);
      return {
        token,
        privateKeyPem: session.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        expiresAtMs: (issuedAt + LIFETIME_SECONDS) * 1000,
      };
    },
  };
}
