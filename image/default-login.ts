import { dockerCredential } from './docker-config';
import type { LoginAttempt, LoginWay } from './login';
import { ProfileError, readProfile } from './oci-profile';
import type { ProfileOptions } from './oci-profile';
import { ocirCredential } from './ocir-token';
import { principalSigner } from './principal';
import { signGet } from './profile-signer';

/** What says who logs in, named as OCI's own command line names it. */
export interface LoginEnvironment extends ProfileOptions {
  /** `OCI_CLI_AUTH`: `api_key`, `security_token`, `instance_principal`, `instance_obo_user` or `resource_principal`. */
  readonly auth?: string;
}

const OCIR = /^ocir\.[a-z0-9-]+\.oci\.oracle[a-z0-9]*\.[a-z]+$|^[a-z0-9-]+\.ocir\.io$/;
const PRINCIPALS = ['instance_principal', 'instance_obo_user', 'resource_principal'];

/**
 * How a registry is logged in to: Oracle's with a token that is asked for with the user's own key, or the principal of the
 * machine if `OCI_CLI_AUTH` says so; then, and everywhere else, with what `docker login` left.
 */
export function defaultLogin(environment: LoginEnvironment = environmentOf(process.env)): readonly LoginWay[] {
  const own: LoginWay = (host) => {
    if (!OCIR.test(host)) return Promise.resolve({ tried: `${host} is not Oracle's, so OCI's own key was not used` });
    return PRINCIPALS.includes(environment.auth ?? '')
      ? principal(host, environment.auth ?? '', environment.config)
      : profile(host, environment);
  };
  return [own, (host) => dockerCredential(host)];
}

async function profile(host: string, options: ProfileOptions): Promise<LoginAttempt> {
  try {
    const found = readProfile(options);
    found.checkSession();
    return await ocirCredential(host, `the profile ${found.name}`, signGet(found));
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return { tried: `a token for the user's own key: ${error.message.replace(/\.$/, '')}` };
  }
}

async function principal(host: string, kind: string, config?: string): Promise<LoginAttempt> {
  return ocirCredential(host, `OCI_CLI_AUTH=${kind}`, await principalSigner(kind, config));
}

function environmentOf({ OCI_CLI_AUTH, OCI_CLI_PROFILE, OCI_CLI_CONFIG_FILE }: NodeJS.ProcessEnv): LoginEnvironment {
  return { auth: OCI_CLI_AUTH, profile: OCI_CLI_PROFILE, config: OCI_CLI_CONFIG_FILE };
}
