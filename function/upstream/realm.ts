import { misconfigured, required } from '../environment';
import type { Environment } from '../environment';

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
const DOMAIN = /^[a-z\d-]+(\.[a-z\d-]+)+$/;

/** Realms other than oc1, for a function whose environment says nothing of its realm. */
const DOMAINS: readonly (readonly [region: RegExp, domain: string])[] = [
  [/^us-(gov-[a-z]+|langley|luke)-\d+$/, 'oraclegovcloud.com'],
  [/^uk-gov-[a-z]+-\d+$/, 'oraclegovcloud.uk'],
  [/^eu-(frankfurt|madrid)-2$/, 'oraclecloud.eu'],
];

/** Where the function runs, as far as host names depend on it. */
export interface Location {
  /** For example `eu-frankfurt-1`. */
  readonly region: string;
  /** The realm's second-level domain, for example `oraclecloud.com`. */
  readonly domain: string;
}

/**
 * Reads region and realm from the function's environment.
 *
 * `OCI_REGION_METADATA` knows every realm, also those that are newer than this code, so it wins; without it the
 * region's name tells the realm, and oc1 is the rest.
 *
 * @throws FunctionError naming the variable that is missing or malformed.
 */
export function location(environment: Environment): Location {
  const metadata = regionMetadata(environment.OCI_REGION_METADATA);
  const region = metadata?.regionIdentifier ?? required(environment, 'OCI_RESOURCE_PRINCIPAL_REGION').toLowerCase();
  if (!REGION.test(region)) {
    throw misconfigured('OCI_RESOURCE_PRINCIPAL_REGION', 'is no region identifier such as eu-frankfurt-1');
  }
  return { region, domain: metadata?.realmDomainComponent ?? domainOf(region) };
}

function domainOf(region: string): string {
  return DOMAINS.find(([pattern]) => pattern.test(region))?.[1] ?? 'oraclecloud.com';
}

function regionMetadata(json: string | undefined): Partial<Record<string, string>> | undefined {
  if (json === undefined || json === '') return undefined;
  let metadata: unknown;
  try {
    metadata = JSON.parse(json);
  } catch {
    // The parser's own message would quote the value.
    throw misconfigured('OCI_REGION_METADATA', 'is not JSON');
  }
  if (typeof metadata !== 'object' || metadata === null) throw misconfigured('OCI_REGION_METADATA', 'is no object');
  const { regionIdentifier, realmDomainComponent } = metadata as Record<string, unknown>;
  return {
    regionIdentifier: matching('regionIdentifier', regionIdentifier, REGION),
    realmDomainComponent: matching('realmDomainComponent', realmDomainComponent, DOMAIN),
  };
}

function matching(field: string, value: unknown, pattern: RegExp): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw misconfigured('OCI_REGION_METADATA', `has no usable ${field}`);
}
