import type { AuthenticationDetailsProvider } from 'oci-common';
import { UnsignedError } from './sign-get';
import type { SignGet } from './sign-get';

/** The principals of a machine, as `OCI_CLI_AUTH` names them. */
export const PRINCIPALS = ['instance_principal', 'instance_obo_user', 'resource_principal'] as const;
/** A principal of the machine. */
export type Principal = (typeof PRINCIPALS)[number];

/** Whether it names a principal of the machine, and not a kind of profile. */
export function isPrincipal(auth: string): auth is Principal {
  return PRINCIPALS.some((one) => one === auth);
}

/** Where Cloud Shell has its configuration. */
const CLOUD_SHELL_CONFIG = '/etc/oci/config';
const TIMEOUT_MS = 30_000;
/** What is missing where a principal is not to be had; the reason of the SDK could hold anything. */
const MISSING: Readonly<Record<Principal, string>> = {
  instance_principal: 'the metadata service of an instance does not answer as it should; is this an instance of OCI?',
  instance_obo_user: 'the delegation token that its configuration file names is not there; is this Cloud Shell?',
  resource_principal: 'OCI_RESOURCE_PRINCIPAL_VERSION and the variables beside it are not set as they should be',
};

/**
 * Signs as the machine that this runs on: an instance, Cloud Shell, or a resource such as a build runner.
 *
 * @param config where the user's token for Cloud Shell is named
 */
export function principalSigner(kind: Principal, config = CLOUD_SHELL_CONFIG): SignGet {
  let provider: AuthenticationDetailsProvider | undefined;
  return async (url) => {
    // Large, and only needed here.
    const common = await import('oci-common');
    const open = async (): Promise<AuthenticationDetailsProvider> => {
      if (kind === 'resource_principal') return common.ResourcePrincipalAuthenticationDetailsProvider.builder();
      // It adds the user's own token to what the instance signs.
      if (kind === 'instance_obo_user') return new common.ConfigFileAuthenticationDetailsProvider(config, undefined);
      return new common.InstancePrincipalsAuthenticationDetailsProviderBuilder().build();
    };
    try {
      provider ??= await inTime(open());
      const request = { method: 'GET' as const, uri: url.href, headers: new Headers() };
      await inTime(new common.DefaultRequestSigner(provider).signHttpRequest(request));
      return Object.fromEntries(request.headers);
    } catch (error) {
      throw new UnsignedError(MISSING[kind], { cause: error });
    }
  };
}

/** Where there is no instance, the address that an instance asks may be silent for long. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer'));
    }, TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
