import { IdentityDynamicGroup } from '@cdktf/provider-oci/lib/identity-dynamic-group';
import type { Construct } from 'constructs';
import { PermissionPolicy } from '../access/permission-policy';
import { matchAll } from '../access/policy-condition';
import { PolicySubject } from '../access/policy-subject';

/** What {@link gatewaySecret} takes. */
export interface GatewaySecretProps {
  /** OCID of the compartment that holds the gateways. */
  readonly gatewayCompartmentId: string;
  /** Dynamic groups live in the tenancy itself. */
  readonly tenancyId: string;
  /** OCID of the secret. */
  readonly secretId: string;
  /** OCID of the compartment that holds the secret. */
  readonly secretCompartmentId: string;
  /** Names the dynamic group and the policy. */
  readonly name: string;
  /** What the secret is for; ends the policy's description. */
  readonly purpose: string;
}

/** What lets gateways read a secret. */
export interface GatewaySecret {
  readonly dynamicGroup: IdentityDynamicGroup;
  readonly policy: PermissionPolicy;
}

/**
 * Lets the gateways of a compartment read one secret of the vault; group and policy become `DynamicGroup` and `Policy` in
 * `scope`.
 */
export function gatewaySecret(scope: Construct, props: GatewaySecretProps): GatewaySecret {
  const { gatewayCompartmentId, tenancyId, secretId, secretCompartmentId, name, purpose } = props;
  const dynamicGroup = new IdentityDynamicGroup(scope, 'DynamicGroup', {
    compartmentId: tenancyId,
    name,
    description: `API gateways of the compartment, which need the secret ${purpose}`,
    // Not by a gateway's own OCID: it has to be able to read the secret when it is made.
    matchingRule: matchAll([
      { variable: 'resource.type', value: 'ApiGateway' },
      { variable: 'resource.compartment.id', value: gatewayCompartmentId },
    ]),
  });
  const policy = new PermissionPolicy(scope, 'Policy', {
    compartmentId: secretCompartmentId,
    name,
    description: `The gateways may read the secret ${purpose}`,
    subject: PolicySubject.dynamicGroup(dynamicGroup.name),
    permissions: [
      { verb: 'read', resourceType: 'secret-bundles', where: { variable: 'target.secret.id', value: secretId } },
    ],
  });
  return { dynamicGroup, policy };
}
