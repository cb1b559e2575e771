import { readProfile } from './oci-profile';
import type { OciProfile, ProfileOptions } from './oci-profile';
import { UserError } from './user-error';

/**
 * The profile of the configuration file that the user means.
 *
 * @throws UserError when it cannot be used
 */
export function userProfile({ config, profile }: ProfileOptions): OciProfile {
  try {
    return readProfile({ config, profile });
  } catch (error) {
    if (error instanceof TypeError) throw error;
    throw new UserError((error as Error).message, { cause: error });
  }
}
