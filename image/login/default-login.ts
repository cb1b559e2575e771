import { ProfileError, readProfile } from '../../oci-user/oci-profile';
import type { ProfileOptions } from '../../oci-user/oci-profile';
import { isPrincipal, PRINCIPALS, principalSigner } from '../../oci-user/principal';
import { signGet } from '../../oci-user/profile-signer';
import { ImageError } from '../image-error';
import { dockerCredential } from './docker-config';
import type { LoginAttempt, LoginWay } from './login';
import { ocirCredential } from './ocir-token';
import type { TokenSigner } from './ocir-token';

/** What says who logs in, named as OCI's own command line names it. */
export interface LoginEnvironment extends ProfileOptions {
  /** `OCI_CLI_AUTH`: `api_key`, `security_token`, `instance_principal`, `instance_obo_user` or `resource_principal`. */
  readonly auth?: string;
}

const OCIR = /^ocir\.[a-z0-9-]+\.oci\.oracle(gov)?cloud\d*\.(com|uk|eu)$|^[a-z0-9-]+\.ocir\.io$/;
const PROFILES = ['api_key', 'security_token'];

/**
 * How a registry is logged in to: Oracle's with a token that is asked for with the user's own key, or the principal of the
 * machine if `OCI_CLI_AUTH` says so; then, and everywhere else, with what `docker login` left.
 *
 * @throws ImageError when `OCI_CLI_AUTH` is none of those that there are
 */
export function defaultLogin(environment: LoginEnvironment = environmentOf(process.env)): readonly LoginWay[] {
  const { auth = '' } = environment;
  if (auth !== '' && ![...PROFILES, ...PRINCIPALS].includes(auth)) {
    const known = [...PROFILES, ...PRINCIPALS].join(', ');
    throw new ImageError(`OCI_CLI_AUTH is none of those that there are: got ${auth}; expected one of ${known}.`);
  }
  const own: LoginWay = async (host, patience) => {
    if (!isOcir(host)) return { tried: `${host} is not Oracle's, so OCI's own key was not used` };
    const signer = signerOf(environment);
    return 'tried' in signer ? signer : ocirCredential(host, signer, patience);
  };
  return [own, (host, { signal }) => dockerCredential(host, { signal })];
}

/** Whether a host is one of Oracle's registry: only they are asked for a token with OCI's own key. */
export function isOcir(host: string): boolean {
  return OCIR.test(host);
}

function signerOf(environment: LoginEnvironment): TokenSigner | LoginAttempt {
  const { auth = '', config } = environment;
  if (isPrincipal(auth)) {
    return {
      who: `OCI_CLI_AUTH=${auth}`,
      sign: principalSigner(auth, config),
      unknown: 'this principal is not one of the tenancy',
    };
  }
  try {
    const found = readProfile(environment);
    found.checkSession();
    return {
      who: `the profile ${found.name}`,
      sign: signGet(found),
      unknown: 'the key is not one of this user, or the clock is wrong',
    };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return { tried: `a token for the user's own key: ${error.message.replace(/\.$/, '')}` };
  }
}

function environmentOf({ OCI_CLI_AUTH, OCI_CLI_PROFILE, OCI_CLI_CONFIG_FILE }: NodeJS.ProcessEnv): LoginEnvironment {
  // Pipelines set what they do not have to nothing.
  return { auth: OCI_CLI_AUTH, profile: OCI_CLI_PROFILE || undefined, config: OCI_CLI_CONFIG_FILE || undefined };
}
