import type { ApiPermission, NamedPermissions, PolicyCondition, PolicyVerb, VerbPermission } from '../../apis';
import { conditionText, matchAll } from './policy-condition';
import type { ConditionedSubject, PolicySubject } from './policy-subject';
import { PolicyWord, policyWord } from './policy-word';
import { known } from '../prop-error';
import type { PropNames } from '../prop-names';

export { PolicySubject } from './policy-subject';

const VERBS: readonly PolicyVerb[] = ['inspect', 'read', 'use', 'manage'];
/** A compartment of this kind is the tenancy itself, its root. */
const TENANCY_ID = /^ocid1\.tenancy\./i;

/** Where a statement holds: a compartment with all below it, or the whole tenancy. */
export class PolicyScope {
  /** The tenancy's own OCID is that of its root compartment, and gives the scope of {@link PolicyScope.tenancy}. */
  static compartment(id: string): PolicyScope {
    const checked = policyWord('compartment', id, PolicyWord.name);
    return TENANCY_ID.test(checked) ? PolicyScope.tenancy() : new PolicyScope(`compartment id ${checked}`);
  }

  static tenancy(): PolicyScope {
    return new PolicyScope('tenancy');
  }

  private constructor(readonly text: string) {}

  /** Whether it is the whole tenancy, as far as that is known at synth. */
  get isTenancy(): boolean {
    return this.text === 'tenancy';
  }
}

/** Who may do it, and where. */
export interface PolicyPlace {
  readonly subject: PolicySubject | ConditionedSubject;
  readonly scope: PolicyScope;
}

/** What {@link policyStatement} takes: a verb and a resource type, or permissions by name, and who has them where. */
export type PolicyStatementProps = PolicyPlace & ApiPermission;

const PROPS: PropNames<PolicyStatementProps> = {
  subject: true,
  scope: true,
  verb: true,
  resourceType: true,
  permissions: true,
  where: true,
};

/**
 * One statement of OCI's policy language, built from its parts.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm
 * @throws RangeError when a part holds more than one word or value, or when the whole is `manage all-resources in tenancy`,
 * with conditions or without
 */
export function policyStatement(props: PolicyStatementProps): string {
  const { subject, scope, where } = known(props, PROPS);
  const what = `${'permissions' in props ? named(props) : verbal(props)} in ${scope.text}`;
  if (what === 'manage all-resources in tenancy') {
    throw new RangeError(`statement gives everything away: got '${what}'; expected the resource types that are needed`);
  }
  const allow = `Allow ${subject.text} to ${what}`;
  if (where === undefined && !('conditions' in subject)) return allow;
  const conditions = [...('conditions' in subject ? subject.conditions : []), ...listed(where)];
  return `${allow} where ${conditionsText(conditions)}`;
}

function verbal({ verb, resourceType }: VerbPermission): string {
  if (!VERBS.includes(verb)) {
    throw new RangeError(`verb is none: got ${JSON.stringify(verb)}; expected one of ${VERBS.join(', ')}`);
  }
  return `${verb} ${policyWord('resourceType', resourceType, PolicyWord.resourceType)}`;
}

function named({ permissions }: NamedPermissions): string {
  const words = permissions.map((permission) => policyWord('permissions', permission, PolicyWord.permission));
  if (words.length === 0) {
    throw new RangeError('permissions is empty: got []; expected at least one permission');
  }
  return `{${words.join(', ')}}`;
}

/** The conditions that have to hold together. */
function listed(where: PolicyCondition | undefined): readonly PolicyCondition[] {
  if (where === undefined) return [];
  return 'all' in where ? where.all : [where];
}

function conditionsText([first, ...others]: readonly PolicyCondition[]): string {
  if (first === undefined) throw new RangeError('where is empty: got []; expected at least one entry');
  return others.length === 0 ? conditionText(first) : matchAll([first, ...others]);
}
