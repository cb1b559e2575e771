import { exchange } from './exchange';
import type { LoginAttempt } from './login';
import { PassingError } from './passing-error';

/** Gives the headers of a GET that is signed. */
export type SignGet = (url: URL) => Promise<Record<string, string>>;

const PATH = '/20180419/docker/token';
/** The name that goes with a token instead of a user's. */
const USERNAME = 'BEARER_TOKEN';
const TIMEOUT_MS = 30_000;

/**
 * Asks Oracle's registry for a token with a signed request, so that no auth token has to be made or kept.
 *
 * @param who says who signs, for example `the profile DEFAULT`
 * @see https://www.ateam-oracle.com/authentication-mechanisms-for-oci-container-registry-ocir
 */
export async function ocirCredential(
  host: string,
  who: string,
  sign: SignGet,
  origin = `https://${host}`,
): Promise<LoginAttempt> {
  const url = new URL(PATH, origin);
  try {
    const { status, body } = await exchange({ method: 'GET', url, headers: await sign(url) }, TIMEOUT_MS);
    const token = status === 200 ? tokenOf(body) : undefined;
    if (token !== undefined)
      return { credential: { username: USERNAME, password: token }, tried: `a token for ${who}` };
    return { tried: `a token for ${who}: ${url.host} answered ${String(status)}${status === 401 ? SIGNATURE : ''}` };
  } catch (error) {
    const why = error instanceof PassingError ? error.message : 'the request could not be signed';
    return { tried: `a token for ${who}: ${why}` };
  }
}

const SIGNATURE = ', so the key is not one of this user, or the clock is wrong';

function tokenOf(body: Buffer): string | undefined {
  try {
    const { token } = JSON.parse(body.toString()) as { token?: unknown };
    return typeof token === 'string' && token !== '' ? token : undefined;
  } catch {
    return undefined;
  }
}
