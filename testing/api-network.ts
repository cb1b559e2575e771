import { ApiNetwork } from '../constructs';
import type { ApiNetworkProps } from '../constructs';
import type { TerraformDocument } from '../terraform';
import { resources, synthDocument } from './synth';
import type { Attributes } from './synth';

/** The type of a security group's rule. */
export const RULE = 'oci_core_network_security_group_security_rule';

/** What a network in a VCN that exists has to say. */
export const VCN = { vcnId: 'ocid1.vcn.theirs', gatewayCidrBlock: '10.9.1.0/24', functionsCidrBlock: '10.9.2.0/24' };

/** The document of a network by itself. */
export function synthNetwork(props: Partial<ApiNetworkProps> = {}): TerraformDocument {
  return synthDocument(
    (stack) => new ApiNetwork(stack, 'Network', { compartmentId: 'ocid1.compartment.own', ...props }),
  );
}

/** One rule of the network. */
export function ruleOf(document: TerraformDocument, id: string): Attributes | undefined {
  return resources(document, RULE)[`Network/${id}`];
}

/** Any text with this in it. */
export function containing(text: string): string {
  return expect.stringContaining(text) as string;
}
