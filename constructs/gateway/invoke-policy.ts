import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import type { Construct } from 'constructs';
import { PolicyScope, policyStatement } from '../access/policy-statement';
import { PolicySubject } from '../access/policy-subject';

/** What {@link invokePolicy} takes. */
export interface InvokePolicyProps {
  /** OCID of the compartment that holds the gateways. */
  readonly gatewayCompartmentId: string;
  /** OCID of the compartment that holds the functions. */
  readonly functionsCompartmentId: string;
  readonly name: string;
}

/**
 * Makes the policy that gateways of one compartment may invoke the functions of another.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewaycreatingpolicies.htm
 */
export function invokePolicy(scope: Construct, id: string, props: InvokePolicyProps): IdentityPolicy {
  const { gatewayCompartmentId, functionsCompartmentId, name } = props;
  return new IdentityPolicy(scope, id, {
    compartmentId: functionsCompartmentId,
    name,
    description: 'API gateways of the compartment may invoke its functions',
    statements: [
      policyStatement({
        subject: PolicySubject.anyUserWhere(
          { variable: 'request.principal.type', value: 'ApiGateway' },
          { variable: 'request.resource.compartment.id', value: gatewayCompartmentId },
        ),
        // Oracle documents this family for gateways; `fn-invocation` alone should do, but nothing says so.
        verb: 'use',
        resourceType: 'functions-family',
        scope: PolicyScope.compartment(functionsCompartmentId),
      }),
    ],
  });
}
