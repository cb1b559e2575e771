import * as z from 'zod';
import { parseKeySet } from '../../constructs/authentication/json-web-key-set';
import { isConfidential } from '../../http/confidential';
import type { OciProfile } from '../../oci-user/oci-profile';
import { verdictOf } from '../verdict';
import { Unchecked } from '../checklist';
import type { CheckOutcome } from '../checklist';
import { send } from '../http-request';
import type { ServiceUrl } from '../oci/oci-service';
import { sendSigned } from '../oci/signed-request';
import { ownCommand } from '../own-command';
import { fetchDomainKeys } from '../signing-key/domain-keys';
import { UserError } from '../user-error';

/** How OCI is asked. */
export interface CloudSetup {
  readonly serviceUrl: ServiceUrl;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly now: () => number;
}

const MAX_SKEW_MS = 5 * 60_000;
const NOTABLE_SKEW_MS = 60_000;

const Subscriptions = z.array(
  z.object({ regionName: z.string(), status: z.string(), isHomeRegion: z.boolean().default(false) }),
);
const NOT_SUBSCRIBED =
  'the tenancy is not subscribed to that region, or the key, its fingerprint or the clock is wrong.';
const FixedKey = z.object({ n: z.string(), e: z.string() });

/** Whether this machine's clock is near OCI's, which refuses a signature that is five minutes away. */
export async function checkClock(region: string, cloud: CloudSetup): Promise<CheckOutcome> {
  const url = cloud.serviceUrl('identity', region);
  const before = cloud.now();
  const { headers } = await send(url, cloud);
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) throw new Unchecked(`${url.host} does not say what time it is.`);
  // The answer was on its way for half of the time, about.
  const skewMs = (before + cloud.now()) / 2 - theirs;
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const text = `${seconds} s ${skewMs < 0 ? 'behind' : 'ahead of'} ${url.host}`;
  if (Math.abs(skewMs) >= MAX_SKEW_MS) return { failed: `${text}; OCI allows 300 s. Set the clock.` };
  return Math.abs(skewMs) >= NOTABLE_SKEW_MS
    ? { advice: `${text}; OCI allows 300 s.` }
    : { ok: `right: ${text}`, data: { skewMs } };
}

/**
 * Whether the tenancy may use the region.
 *
 * @see https://docs.oracle.com/en-us/iaas/api/#/en/identity/20160918/RegionSubscription/ListRegionSubscriptions
 */
export async function checkRegion(region: string, profile: OciProfile, cloud: CloudSetup): Promise<CheckOutcome> {
  const tenancy = profile.tryEntry('tenancy');
  if (tenancy === undefined) throw new Unchecked(`the profile ${profile.name} has no tenancy.`);
  const path = `/20160918/tenancies/${encodeURIComponent(tenancy)}/regionSubscriptions`;
  // A region that the tenancy does not have knows none of its keys: the profile's own region is asked.
  const asked = profile.tryEntry('region') ?? region;
  const answer = await sendSigned(new URL(path, cloud.serviceUrl('identity', asked)), profile, cloud);
  const { status, problem } = verdictOf(answer, 'nobody');
  if (status === 401) {
    return { failed: `${asked} does not know the key (401): ${NOT_SUBSCRIBED}` };
  }
  if (status === 404) throw new Unchecked('the user may not inspect the tenancy.');
  if (problem !== undefined) return { failed: `the tenancy does not answer (${status}). ${problem}` };
  const subscriptions = Subscriptions.safeParse(jsonOf(answer.text));
  if (!subscriptions.success) return { failed: 'the tenancy answers something else than its regions.' };
  const found = subscriptions.data.find(({ regionName }) => regionName === region);
  if (found?.status === 'READY') {
    if (found.isHomeRegion) return { ok: `${region}: subscribed, the home region` };
    // Groups and policies are made there alone.
    const home = subscriptions.data.find(({ isHomeRegion }) => isHomeRegion)?.regionName;
    return {
      advice: `${region}: subscribed, not the home region: the stack has to say homeRegion: '${home ?? '<region>'}'.`,
    };
  }
  const names = subscriptions.data.map(({ regionName }) => regionName).join(', ');
  return {
    failed: `${region} is ${found === undefined ? 'not subscribed to' : 'not ready yet'}; the tenancy has ${names}.`,
  };
}

/** Whether the URL is that of an identity domain. */
export async function checkDomain(domain: URL, cloud: CloudSetup): Promise<CheckOutcome> {
  if (!isConfidential(domain))
    return { failed: `${domain.origin} is not https; expected the URL of the domain's page.` };
  const { status, text } = await send(new URL('/.well-known/openid-configuration', domain), cloud);
  const isDomain = status === 200 && typeof (jsonOf(text) as { issuer?: unknown } | undefined)?.issuer === 'string';
  return isDomain
    ? { ok: `${domain.origin} answers` }
    : { failed: `${domain.origin} is no identity domain (${status}); expected the URL of its details page.` };
}

/**
 * Whether anyone can read the domain's key.
 *
 * @param isFetched whether a gateway fetches it, and so has to be able to
 */
export async function checkKeyAccess(domain: URL, isFetched: boolean, cloud: CloudSetup): Promise<CheckOutcome> {
  const { status, text } = await send(new URL('/admin/v1/SigningCert/jwk', domain), cloud);
  if (status === 200 && parseKeySet(text).keys.length > 0) {
    return { ok: "public: good for fixed keys, and for keys: 'remote'" };
  }
  if (status !== 401 && status !== 403) {
    return { failed: `${domain.origin} answers ${status} instead of its key set or a refusal.` };
  }
  return isFetched
    ? { failed: "not public, but the gateway fetches it (keys: 'remote'). Switch on Access signing certificate." }
    : { ok: "not public: right for fixed keys, the default; keys: 'remote' would need it" };
}

/** Whether the key that the gateway will be given is one that the domain signs with. */
export async function checkFixedKey(
  json: string,
  domain: URL,
  profile: OciProfile,
  cloud: CloudSetup,
): Promise<CheckOutcome> {
  const renew = `Run ${ownCommand(`signing-key --domain ${domain.origin}`)}.`;
  const fixed = FixedKey.safeParse(jsonOf(json));
  if (!fixed.success) return { failed: `TF_VAR_identity_domain_signing_key is no key: it has no n and e. ${renew}` };
  const keys = await fetchDomainKeys(domain, profile, cloud).catch((error: unknown) => {
    if (error instanceof UserError) throw new Unchecked(error.message);
    throw error;
  });
  return keys.some(({ n, e }) => n === fixed.data.n && e === fixed.data.e)
    ? { ok: 'the one that the domain signs with' }
    : { failed: `TF_VAR_identity_domain_signing_key is not the one that the domain signs with. ${renew}` };
}

/** Whether a registry is there; who may do what in it is not asked. */
export async function checkRegistry(registry: URL, cloud: CloudSetup): Promise<CheckOutcome> {
  const { status } = await send(new URL('/v2/', registry), cloud);
  return status === 200 || status === 401
    ? { ok: `${registry.host} answers` }
    : { failed: `${registry.host} answers ${status}, which no registry does. Is there a proxy in between?` };
}

/** Whether the registries are there that images are built on. */
export async function checkRegistries(registries: readonly URL[], cloud: CloudSetup): Promise<CheckOutcome> {
  if (registries.length === 0) throw new Unchecked('no image of the stacks is built here.');
  const outcomes = await Promise.all(registries.map((registry) => checkRegistry(registry, cloud)));
  const failed = outcomes.flatMap((one) => ('failed' in one ? one.failed : []));
  const ok = outcomes.flatMap((one) => ('ok' in one ? one.ok : []));
  return failed.length > 0 ? { failed: failed.join('; ') } : { ok: ok.join('; ') };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
