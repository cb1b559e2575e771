import type { AuthenticationDetailsProvider } from 'oci-common';
import type { SignGet } from './ocir-token';

/**
 * Signs as the machine that this runs on: an instance, Cloud Shell, or a resource such as a build runner.
 *
 * @param kind `instance_principal`, `instance_obo_user` or `resource_principal`, as `OCI_CLI_AUTH` has it
 */
export async function principalSigner(kind: string): Promise<SignGet> {
  // Large, and only needed here.
  const common = await import('oci-common');
  let provider: AuthenticationDetailsProvider | undefined;
  return async (url) => {
    provider ??=
      kind === 'resource_principal'
        ? common.ResourcePrincipalAuthenticationDetailsProvider.builder()
        : await new common.InstancePrincipalsAuthenticationDetailsProviderBuilder().build();
    const request = { method: 'GET' as const, uri: url.href, headers: new Headers() };
    await new common.DefaultRequestSigner(provider).signHttpRequest(request);
    return Object.fromEntries(request.headers);
  };
}
