import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { keepSecret } from './secrets';

/** A private key in PEM and a session token that names its public half. */
export interface TestSession {
  readonly key: string;
  readonly token: string;
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** Checks the token's own signature. */
  readonly issuerKey: KeyObject;
}

/** What a test may want different from a fresh session of an hour. */
export interface TestSessionOptions {
  /** Seconds since the epoch. */
  readonly expiresAt?: number;
  readonly namesKey?: boolean;
  /** Text in the token that tells two sessions apart. */
  readonly id?: string;
  /** Claims that win over the usual ones; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

const REGION_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Makes a resource principal's session as the platform would, with keys of its own; nothing may write them. */
export function testSession(options: TestSessionOptions = {}): TestSession {
  const {
    expiresAt = Date.now() / 1000 + 3600,
    namesKey = true,
    id = 'ocid1.fnfunc.oc1..test',
    claims: changes,
  } = options;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const claims = {
    exp: Math.floor(expiresAt),
    res_tenant: 'ocid1.tenancy.oc1..test',
    res_compartment: 'ocid1.compartment.oc1..test',
    res_type: 'fnfunc',
    res_id: id,
    ...(namesKey ? { jwk: JSON.stringify(publicKey.export({ format: 'jwk' })) } : {}),
    ...changes,
  };
  const signed = `${segment({ alg: 'RS256', kid: 'asw' })}.${segment(claims)}`;
  const token = `${signed}.${sign('sha256', Buffer.from(signed), REGION_KEY.privateKey).toString('base64url')}`;
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  keepSecret({ key, token });
  return { key, token, keyId: `ST$${token}`, publicKey, issuerKey: REGION_KEY.publicKey };
}

function segment(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
