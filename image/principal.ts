import type { AuthenticationDetailsProvider } from 'oci-common';
import type { SignGet } from './ocir-token';

/** Where Cloud Shell has its configuration. */
const CLOUD_SHELL_CONFIG = '/etc/oci/config';
const TIMEOUT_MS = 30_000;

/**
 * Signs as the machine that this runs on: an instance, Cloud Shell, or a resource such as a build runner.
 *
 * @param kind `instance_principal`, `instance_obo_user` or `resource_principal`, as `OCI_CLI_AUTH` has it
 * @param config where the user's token for Cloud Shell is named
 */
export async function principalSigner(kind: string, config = CLOUD_SHELL_CONFIG): Promise<SignGet> {
  // Large, and only needed here.
  const common = await import('oci-common');
  const open = async (): Promise<AuthenticationDetailsProvider> => {
    if (kind === 'resource_principal') return common.ResourcePrincipalAuthenticationDetailsProvider.builder();
    // It adds the user's own token to what the instance signs.
    if (kind === 'instance_obo_user') return new common.ConfigFileAuthenticationDetailsProvider(config, undefined);
    return new common.InstancePrincipalsAuthenticationDetailsProviderBuilder().build();
  };
  let provider: AuthenticationDetailsProvider | undefined;
  return async (url) => {
    provider ??= await inTime(open());
    const request = { method: 'GET' as const, uri: url.href, headers: new Headers() };
    await inTime(new common.DefaultRequestSigner(provider).signHttpRequest(request));
    return Object.fromEntries(request.headers);
  };
}

/** Where there is no instance, the address that an instance asks may be silent for long. */
async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(TIMEOUT_MS / 1000)} s`));
    }, TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
