import type { FunctionsApplication, OciFunction } from '../../terraform';

export interface EnvironmentOptions {
  readonly application: FunctionsApplication;
  readonly function: OciFunction;
  readonly region: string;
  /** The folder that only this container sees: socket, token and key are in it. */
  readonly folder: string;
  /** Where the function finds OCI's services. */
  readonly upstreamEndpoint: string;
}

/** Names of the files in a container's folder. */
export const FILES = { socket: 'lsnr.sock', token: 'rpst', key: 'private.pem' } as const;

/**
 * The whole environment of a function's process: what OCI Functions sets, then the configuration, the function's over the
 * application's. Nothing of our own process gets in.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsenvironmentvariables.htm
 */
export function containerEnvironment(options: EnvironmentOptions): Record<string, string> {
  const { application, region, folder, upstreamEndpoint } = options;
  return {
    ...application.config,
    ...options.function.config,
    UPSTREAM_ENDPOINT: upstreamEndpoint,
    FN_FORMAT: 'http-stream',
    FN_LISTENER: `unix:${folder}/${FILES.socket}`,
    FN_TYPE: 'sync',
    FN_FN_ID: options.function.id,
    FN_FN_NAME: options.function.displayName,
    FN_APP_ID: application.id,
    FN_APP_NAME: application.displayName,
    FN_MEMORY: String(options.function.memoryMb),
    OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
    OCI_RESOURCE_PRINCIPAL_RPST: `${folder}/${FILES.token}`,
    OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: `${folder}/${FILES.key}`,
    OCI_RESOURCE_PRINCIPAL_REGION: region,
    OCI_REGION_METADATA: JSON.stringify({
      realmKey: 'oc1',
      realmDomainComponent: 'oraclecloud.com',
      regionKey: 'FRA',
      regionIdentifier: region,
    }),
    OCI_TRACING_ENABLED: '0',
  };
}
