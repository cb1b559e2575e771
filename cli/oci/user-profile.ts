import { ProfileError, readProfile } from '../../oci-user/oci-profile';
import type { OciProfile, ProfileOptions } from '../../oci-user/oci-profile';
import { UserError } from '../user-error';

/** Which profile is meant: what the options say, or else the variables of OCI's own command line. */
export function profileOptions(
  { config, profile }: ProfileOptions,
  { OCI_CLI_CONFIG_FILE, OCI_CLI_PROFILE }: NodeJS.ProcessEnv = process.env,
): ProfileOptions {
  // Pipelines set what they do not have to nothing.
  return { config: config ?? (OCI_CLI_CONFIG_FILE || undefined), profile: profile ?? (OCI_CLI_PROFILE || undefined) };
}

/**
 * The profile of the configuration file that the user means.
 *
 * @throws UserError when it cannot be used
 */
export function userProfile(options: ProfileOptions): OciProfile {
  return explained(() => readProfile(profileOptions(options)));
}

/**
 * The profile that signs.
 *
 * @throws UserError when it cannot be used, or its session is over
 */
export function signingProfile(options: ProfileOptions): OciProfile {
  const profile = userProfile(options);
  explained(() => {
    profile.checkSession();
  });
  return profile;
}

function explained<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProfileError) throw new UserError(error.message, { cause: error });
    throw error;
  }
}
