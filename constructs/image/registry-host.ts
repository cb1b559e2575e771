import { realmDomainOf } from '../operations/realms';

/**
 * Where a region's container registry is.
 *
 * @param realmDomain of the region's realm; where it is left out, the name of the region tells it
 */
export function registryHost(region: string, realmDomain = realmDomainOf(region)): string {
  return `ocir.${region}.oci.${realmDomain}`;
}
