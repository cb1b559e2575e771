import type { RsaKey } from '../../constructs';
import { parseKeySet } from '../../constructs/authentication/json-web-key-set';
import type { OciProfile } from '../../oci-user/oci-profile';
import { sendSigned } from '../oci/signed-request';
import { UserError } from '../user-error';

const PATH = '/admin/v1/SigningCert/jwk';
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
  { timeoutMs, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<readonly RsaKey[]> {
  const url = new URL(PATH, domain);
  const headers = { accept: 'application/json' };
  const { status, text } = await sendSigned(url, profile, { headers, timeoutMs, signal });
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
