import { UnsignedError } from '../../oci-user/sign-get';
import type { SignGet } from '../../oci-user/sign-get';
import { exchange } from '../exchange';
import { ImageError } from '../image-error';
import type { LoginAttempt, LoginPatience } from './login';

/** Who signs. */
export interface TokenSigner {
  /** For example `the profile DEFAULT`. */
  readonly who: string;
  readonly sign: SignGet;
  /** What to do when OCI does not know the signature. */
  readonly unknown: string;
}

const PATH = '/20180419/docker/token';
/** The name that goes with a token instead of a user's. */
const USERNAME = 'BEARER_TOKEN';
const TIMEOUT_MS = 30_000;

/**
 * Asks Oracle's registry for a token with a signed request, so that no auth token has to be made or kept.
 *
 * @param origin of the registry; tests have their own
 * @see https://www.ateam-oracle.com/authentication-mechanisms-for-oci-container-registry-ocir
 */
export async function ocirCredential(
  host: string,
  { who, sign, unknown }: TokenSigner,
  { persistent, signal }: LoginPatience,
  origin = `https://${host}`,
): Promise<LoginAttempt> {
  const url = new URL(PATH, origin);
  const told = (why: string): LoginAttempt => ({ tried: `a token for ${who}: ${why.replace(/\.$/, '')}` });
  try {
    const { status, body } = await persistent(async () =>
      exchange({ method: 'GET', url, headers: await sign(url) }, { idleMs: TIMEOUT_MS, signal }),
    );
    const token = status === 200 ? tokenOf(body) : undefined;
    if (token !== undefined)
      return { credential: { username: USERNAME, password: token }, tried: `a token for ${who}` };
    return told(`${url.host} answered ${String(status)}${status === 401 ? `, so ${unknown}` : ''}`);
  } catch (error) {
    if (error instanceof ImageError || error instanceof UnsignedError) return told(error.message);
    throw error;
  }
}

function tokenOf(body: Buffer): string | undefined {
  try {
    const { token } = JSON.parse(body.toString()) as { token?: unknown };
    return typeof token === 'string' && token !== '' ? token : undefined;
  } catch {
    return undefined;
  }
}
