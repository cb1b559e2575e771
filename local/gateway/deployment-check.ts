import type { Deployment } from '../../terraform/model/deployment';

/**
 * Refuses deployments whose fixed keys are written out in the document: another cloud, this one too, signs with a key of
 * its own, and no token of it would ever pass.
 *
 * @throws Error that names the first such key
 */
export function assertNoLiteralKeys(deployments: readonly Deployment[]): void {
  for (const { authentication } of deployments) {
    if (authentication?.keys.kind !== 'fixed') continue;
    const literal = authentication.keys.keys.find((key) => key.literal);
    if (literal) {
      throw new Error(
        `${literal.address} is written out: the local identity domain signs with another key. ` +
          'Pass the key in as a Terraform variable',
      );
    }
  }
}

/**
 * Refuses what OCI would not create either, and what would leave a route more open than it says.
 *
 * @throws Error that names the block
 */
export function assertDeployable(deployments: readonly Deployment[]): void {
  const seen = new Map<string, Deployment>();
  for (const deployment of deployments) {
    const { address, pathPrefix, authentication, routes } = deployment;
    const twin = seen.get(pathPrefix);
    if (twin) throw new Error(`${address} has the path prefix ${pathPrefix}, which ${twin.address} has already`);
    seen.set(pathPrefix, deployment);
    if (pathPrefix === '/' && deployments.length > 1) {
      throw new Error(`${address} has the path prefix /, which only a gateway's single deployment may have`);
    }
    for (const { address: route, authorization } of routes) {
      if (authorization.type === 'ANY_OF' && !authentication) {
        throw new Error(`${route} asks for scopes, but ${address} has no authentication that would prove any`);
      }
      if (authorization.type === 'ANONYMOUS' && authentication && !authentication.anonymousAccessAllowed) {
        throw new Error(`${route} is anonymous, but ${authentication.address} does not allow anonymous access`);
      }
    }
  }
}
