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

/** An API's upstream, made of the function's environment when it is first asked for. */
export interface Upstream {
  /** Throws what is wrong with the environment, each time until that is mended. */
  readonly client: () => UpstreamClient;
  /** Does what the first call would wait for: reads the session and connects. What fails, that call says. */
  readonly prepare: () => void;
}

/** Gives an API's upstream. */
export function upstreamOf(setup: UpstreamSetup): Upstream {
  let made: UpstreamClient | undefined;
  const client = (): UpstreamClient => (made ??= make(setup));
  return {
    client,
    prepare() {
      try {
        client().prepare();
      } catch {
        // The environment is wrong; each call says so.
      }
    },
  };
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
