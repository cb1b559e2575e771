import { parseKeySet } from '../constructs/authentication/json-web-key-set';
import type { RsaKey } from '../constructs';
import type { OciProfile } from './oci-profile';
import { UserError } from './user-error';

const PATH = '/admin/v1/SigningCert/jwk';
const TIMEOUT_MS = 15_000;
/** What is printed for a terminal and a shell must not be able to act on either. */
const HARMLESS = /^[\w.:=+/-]+$/;

/**
 * Fetches the keys of an identity domain with the user's own signed request, so that the domain need not show them to
 * everyone.
 *
 * @param domain scheme and host; anything after that is left out
 * @throws UserError when the domain cannot be reached, does not answer in time, refuses, or answers something else
 * @see https://docs.oracle.com/en/cloud/paas/iam-domains-rest-api/op-admin-v1-signingcert-jwk-get.html
 */
export async function fetchDomainKeys(
  domain: URL,
  profile: OciProfile,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<readonly RsaKey[]> {
  const url = new URL(PATH, domain);
  const headers = await signedHeaders(url, profile);
  const { status, text } = await get(url, headers, timeoutMs);
  if (status !== 200) throw new UserError(refusal(status, url, profile));
  const { keys, problems } = parseKeySet(text);
  if (problems.length > 0 || keys.length === 0) {
    const [first] = problems;
    throw new UserError(
      `${url.href} answered, but ${first === undefined ? 'has no key' : `its key set ${first.wrong}`}.`,
    );
  }
  if (keys.some(({ kid, n, e }) => ![kid, n, e].every((text) => HARMLESS.test(text)))) {
    throw new UserError(`${url.href} answered, but its key set has characters that no key has.`);
  }
  return keys;
}

async function signedHeaders(url: URL, profile: OciProfile): Promise<Headers> {
  // Large, and of no use to the other verbs.
  const { DefaultRequestSigner } = await import('oci-common');
  const request = { method: 'GET' as const, uri: url.href, headers: new Headers({ accept: 'application/json' }) };
  await new DefaultRequestSigner(profile).signHttpRequest(request);
  return request.headers;
}

async function get(url: URL, headers: Headers, timeoutMs: number): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: NodeJS.ErrnoException };
    if (name === 'TimeoutError') {
      throw new UserError(`${url.host} did not answer within ${timeoutMs / 1000} s.`);
    }
    throw new UserError(`${url.host} cannot be reached: ${cause?.code ?? 'the connection failed'}.`);
  }
}

function refusal(status: number, { host, href }: URL, { name }: OciProfile): string {
  if (status === 401) {
    return (
      `${host} does not accept the signature of the profile ${name} (401): the API key has to be one of a user of this ` +
      "tenancy, under the profile's fingerprint, a session token must not have expired, and the clock has to be right."
    );
  }
  if (status === 403) {
    return (
      `${host} does not let the user of the profile ${name} read its key set (403): the user needs an administrator's role ` +
      'in this identity domain, for example Security Administrator. An administrator can run this command instead.'
    );
  }
  const why = status === 404 || (status >= 300 && status < 400) ? ' --domain may not be the URL of a domain.' : '';
  return `${href} answered ${status} instead of a key set.${why}`;
}
