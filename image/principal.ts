import type { AuthenticationDetailsProvider } from 'oci-common';
import type { SignGet } from './ocir-token';

/** Where Cloud Shell has its configuration. */
const CLOUD_SHELL_CONFIG = '/etc/oci/config';

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
    provider ??= await open();
    const request = { method: 'GET' as const, uri: url.href, headers: new Headers() };
    await new common.DefaultRequestSigner(provider).signHttpRequest(request);
    return Object.fromEntries(request.headers);
  };
}
