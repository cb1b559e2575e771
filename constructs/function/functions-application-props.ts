import type { IApiNetwork } from '../network/api-network';
import type { ApplicationShape } from './application-reference';
import type { Duration } from '../duration';
import type { FunctionConfig } from './function-config';

/** What `FunctionsApplication` takes. */
export interface FunctionsApplicationProps {
  /** OCID of the compartment that holds application, log group and log. */
  readonly compartmentId: string;
  /** Where the functions run. */
  readonly network: IApiNetwork;
  /**
   * Names application, log group and log. Cannot be changed later without replacing the application.
   *
   * @default 'oracleapi'
   */
  readonly displayName?: string;
  /**
   * Which processors the functions run on; every image has to be built for all of them. Cannot be changed later without
   * replacing the application.
   *
   * @default 'GENERIC_X86'
   */
  readonly shape?: ApplicationShape;
  /**
   * Environment variables of every function of the application; a function's own value wins. Together with the function's they
   * may take 4 KB. Anyone who may read the application may read them: no place for a secret.
   *
   * @default - none
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionspassingconfigparams.htm
   */
  readonly config?: FunctionConfig;
  /**
   * Whether the Logging service keeps what the functions write. The log group is made in either case.
   *
   * @default true
   */
  readonly invokeLogs?: boolean;
  /**
   * How long the functions' logs are kept: whole months of 30 days, 6 at most.
   *
   * @default Duration.days(30)
   */
  readonly logRetention?: Duration;
  /**
   * A syslog server that the functions' logs are sent to, as `tcp+tls://host:port`, `tcp://host:port` or `udp://host:port`.
   *
   * The functions' subnet has to reach it; only `tcp+tls` keeps the logs from being read on the way. OCI ignores it once the
   * Logging service keeps the logs, so it needs `invokeLogs: false`. Taken away again, it stays in OCI, ignored unless
   * `invokeLogs` is false still; `terraform apply -replace` of the application clears it.
   *
   * @default - none
   * @see https://registry.terraform.io/providers/oracle/oci/latest/docs/resources/functions_application
   */
  readonly syslogUrl?: string;
  /**
   * OCID of the domain of Application Performance Monitoring that traces go to; it needs a public and a private data key.
   *
   * Makes a policy that lets OCI Functions use the APM domains of the domain's compartment.
   *
   * @default - no function is traced
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionstracing.htm
   */
  readonly apmDomainId?: string;
  /**
   * OCID of the compartment that holds the APM domain.
   *
   * @default - the application's own
   */
  readonly apmDomainCompartmentId?: string;
  /**
   * OCIDs of the master encryption keys (RSA or ECDSA) of which one has to have signed a function's image; OCI runs no other
   * image then.
   *
   * Such an application takes 5 functions. Makes a policy that lets OCI Functions read the keys of their compartment. Taken
   * away again, OCI goes on asking for signatures; `terraform apply -replace` of the application ends that.
   *
   * @default - images need no signature
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsenforcingsignedimagesfromocir.htm
   */
  readonly imageSigningKeyIds?: readonly string[];
  /**
   * OCID of the compartment that holds the keys of `imageSigningKeyIds`.
   *
   * @default - the application's own
   */
  readonly imageSigningKeysCompartmentId?: string;
}
