import { realmDomainOf } from '../../constructs/operations/realms';
import { UserError } from '../user-error';

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** Where a service of OCI is. A test has its own. */
export type ServiceUrl = (service: string, region: string) => URL;

/**
 * The address of a service in a region, in the domain of its realm.
 *
 * @param service the first label of its host name, for example `identity`
 * @throws UserError when the region is none
 */
export const serviceUrl: ServiceUrl = (service, region) => {
  if (!isRegion(region)) {
    throw new UserError(`The region is none: got ${region}; expected eu-frankfurt-1 or the like.`);
  }
  return new URL(`https://${service}.${region}.oci.${realmDomainOf(region)}`);
};

/** Whether a text could name a region; new ones come every year. */
export function isRegion(text: string): boolean {
  return REGION.test(text);
}
