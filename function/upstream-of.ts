import type { Api } from '../apis';
import type { Environment } from './environment';
import { createResourcePrincipal } from './principal/resource-principal';
import { credentialSource } from './principal/source';
import type { Files } from './principal/source';
import { endpointOf } from './upstream/endpoint';
import { createTransport } from './upstream/transport';
import type { HopLimits } from './upstream/transport';
import { createUpstreamClient } from './upstream/upstream-client';
import type { UpstreamClient, UpstreamClientOptions } from './upstream/upstream-client';

/** What {@link upstreamOf} needs from outside. */
export interface UpstreamSetup extends Omit<UpstreamClientOptions, 'host' | 'transport' | 'principal'> {
  readonly api: Api;
  readonly environment: Environment;
  readonly files: Files;
  /** @default - 5 s to connect, 60 s to the first byte, 15 s between two parts of the body */
  readonly limits?: HopLimits;
}

/**
 * Gives an API's upstream client, made of the function's environment when it is first asked for.
 *
 * @returns a function that throws what is wrong with the environment, each time it is called until that is mended.
 */
export function upstreamOf(setup: UpstreamSetup): () => UpstreamClient {
  let client: UpstreamClient | undefined;
  return () => (client ??= make(setup));
}

function make({ api, environment, files, limits, ...outside }: UpstreamSetup): UpstreamClient {
  const endpoint = endpointOf(api.upstream.service, environment);
  const principal = createResourcePrincipal({ ...outside, source: credentialSource(environment, files) });
  return createUpstreamClient({
    ...outside,
    host: endpoint.host,
    transport: createTransport(endpoint, limits),
    principal,
  });
}
