import { IdentityPolicy } from '@cdktf/provider-oci/lib/identity-policy';
import type { TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import type { ApiPermission } from '../../apis';
import { PolicyScope, policyStatement } from './policy-statement';
import type { ConditionedSubject, PolicySubject } from './policy-subject';
import { PropChecks, PropError } from '../prop-error';
import type { PropNames } from '../prop-names';

/** What {@link PermissionPolicy} takes. */
export interface PermissionPolicyProps extends TerraformMetaArguments {
  /** OCID of the compartment that the policy is written in: the one that it speaks of, or one above. */
  readonly compartmentId: string;
  /** Unique in its compartment. Cannot be changed later without replacing the policy. */
  readonly name: string;
  /** What the policy is for. */
  readonly description: string;
  /** Who has the permissions. */
  readonly subject: PolicySubject | ConditionedSubject;
  /** Each becomes one statement. */
  readonly permissions: readonly [ApiPermission, ...ApiPermission[]];
  /**
   * Where the permissions hold.
   *
   * @default - the compartment that the policy is written in, and all below it
   */
  readonly scope?: PolicyScope;
}

const PROPS: PropNames<PermissionPolicyProps> = {
  compartmentId: true,
  name: true,
  description: true,
  subject: true,
  permissions: true,
  scope: true,
  connection: true,
  count: true,
  dependsOn: true,
  forEach: true,
  lifecycle: true,
  provider: true,
  provisioners: true,
};

/** A policy whose statements are built from their parts. */
export class PermissionPolicy extends IdentityPolicy {
  constructor(scope: Construct, id: string, props: PermissionPolicyProps) {
    const { subject, permissions, scope: place = PolicyScope.compartment(props.compartmentId), ...policy } = props;
    // The error says where the policy is, so there has to be one first.
    super(scope, id, { ...policy, statements: [] });
    new PropChecks(this).known(props, PROPS);
    try {
      this.statements = permissions.map((permission) => policyStatement({ ...permission, subject, scope: place }));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new PropError(this, [
        {
          prop: 'permissions',
          wrong: 'make no statement',
          got: error.message,
          expected: 'one part of a statement each',
        },
      ]);
    }
  }
}
