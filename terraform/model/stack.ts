import type { Deployment } from './deployment';
import type { FunctionsApplication, OciFunction } from './functions';
import type { Gateway } from './gateway';
import type { IdentityDomainApp, IdentityDomainSetting } from './identity-domain';

/** A resource or data source with every reference resolved. */
export interface ResolvedBlock {
  /** As Terraform writes it: `oci_core_vcn.Network_Vcn` or `data.oci_core_services.x`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface StackOutput {
  readonly name: string;
  readonly value: unknown;
  readonly sensitive: boolean;
  readonly description?: string;
}

/**
 * What a stack describes, in the terms of OCI and with no trace of Terraform's syntax.
 *
 * The local cloud and the review take this and do not care where it came from.
 */
export interface Stack {
  /** The folder that holds `cdk.tf.json` and its assets. */
  readonly directory: string;
  readonly applications: readonly FunctionsApplication[];
  readonly functions: readonly OciFunction[];
  readonly gateways: readonly Gateway[];
  readonly deployments: readonly Deployment[];
  readonly identityDomainApps: readonly IdentityDomainApp[];
  readonly identityDomainSettings: readonly IdentityDomainSetting[];
  /** Every block of the document, those of the lists above among them. */
  readonly blocks: readonly ResolvedBlock[];
  readonly outputs: readonly StackOutput[];
}
