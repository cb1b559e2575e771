import { createHash } from 'node:crypto';
import { entriesOf } from '../terraform';
import type { TerraformDocument } from '../terraform';

/** The tenancy that the local cloud plays. */
export interface Tenancy {
  readonly tenancyId: string;
  readonly compartmentId: string;
  readonly region: string;
}

/** Neither a tenancy nor a compartment belongs to a region. */
const globalOcid = (type: string): string =>
  `ocid1.${type}.oc1..${createHash('sha256').update(`local ${type}`).digest('hex').slice(0, 60)}`;

/** The usual tenancy, as far as the user's variables, or the provider's own configuration, do not say otherwise. */
export function tenancyOf(document: TerraformDocument, variables: Readonly<Record<string, unknown>>): Tenancy {
  const given = (name: string, otherwise: string): string => {
    const value = variables[name];
    return typeof value === 'string' ? value : otherwise;
  };
  return {
    tenancyId: given('tenancy_ocid', globalOcid('tenancy')),
    compartmentId: given('compartment_ocid', globalOcid('compartment')),
    region: tryProviderRegion(document) ?? given('region', 'eu-frankfurt-1'),
  };
}

/** What the provider is configured for, unless a variable says it; a configuration with an alias is for a few resources. */
function tryProviderRegion(document: TerraformDocument): string | undefined {
  const { oci } = (document['provider'] ?? {}) as { readonly oci?: unknown };
  const configurations = (Array.isArray(oci) ? oci : [oci]) as readonly (Record<string, unknown> | undefined)[];
  const region = configurations.find((one) => one !== undefined && !('alias' in one))?.['region'];
  return typeof region === 'string' && !region.includes('${') ? region : undefined;
}

/** Values of the variables that the document declares: the user's, else the local cloud's own. */
export function variablesOf(
  document: TerraformDocument,
  { tenancyId, compartmentId, region }: Tenancy,
  domain: { readonly url: string; readonly publicJwk: unknown },
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const own: Readonly<Record<string, unknown>> = {
    tenancy_ocid: tenancyId,
    compartment_ocid: compartmentId,
    region,
    identity_domain_url: domain.url,
    identity_domain_signing_key: domain.publicJwk,
  };
  const declared = new Set(entriesOf(document, 'variable').map(([name]) => name));
  return { ...Object.fromEntries(Object.entries(own).filter(([name]) => declared.has(name))), ...given };
}
