import type { PolicyCondition } from '../../apis';
import type { PolicyConditions } from './policy-condition';
import { PolicyWord, policyWord } from './policy-word';

/** A subject that means nothing without its conditions, so it cannot be had without them. */
export interface ConditionedSubject {
  readonly text: string;
  readonly conditions: PolicyConditions;
}

/** Types of principals that everybody with a login is of. */
const PEOPLE = ['user', 'group'];
/** What the principals of a tenancy have in common. */
const EVERYBODYS = ['request.principal.tenant.id', 'request.principal.tenancy.id'];
const FUNCTION = { variable: 'request.principal.type', value: 'fnfunc' };

/** Whom a statement allows something. */
export class PolicySubject {
  /** The resources that a dynamic group of the default identity domain holds. */
  static dynamicGroup(name: string): PolicySubject {
    return new PolicySubject(`dynamic-group ${policyWord('dynamicGroup', name, PolicyWord.name)}`);
  }

  /**
   * The resources that a dynamic group of an identity domain holds.
   *
   * @param domain the domain's name, for example `Default`
   * @see https://docs.oracle.com/en-us/iaas/Content/Identity/policysyntax/subject.htm
   */
  static domainGroup(domain: string, name: string): PolicySubject {
    const inDomain = policyWord('domain', domain, PolicyWord.quoted);
    return new PolicySubject(`dynamic-group '${inDomain}'/'${policyWord('dynamicGroup', name, PolicyWord.quoted)}'`);
  }

  /** A service of OCI itself, for example `faas`. */
  static service(name: string): PolicySubject {
    return new PolicySubject(`service ${policyWord('service', name, PolicyWord.service)}`);
  }

  /** One function by its OCID, without a dynamic group. */
  static function(functionId: string): ConditionedSubject {
    return PolicySubject.anyUserWhere(FUNCTION, { variable: 'request.principal.id', value: functionId });
  }

  /**
   * Whoever meets all the conditions: resources have no group of their own.
   *
   * One of them has to say which resource the principal is (`request.principal.type`, `request.principal.id`,
   * `request.principal.compartment.id`), or everybody in the tenancy would be meant. People are everybody: a condition on the
   * type `user` or `group`, or on the tenancy, does not count.
   *
   * @throws RangeError when none does
   */
  static anyUserWhere(...conditions: PolicyConditions): ConditionedSubject {
    if (!conditions.some(tellsPrincipal)) {
      throw new RangeError(
        `subject is everybody: got ${JSON.stringify(conditions)}; expected a condition on request.principal that tells resources or one principal from the others`,
      );
    }
    return { text: 'any-user', conditions };
  }

  private constructor(readonly text: string) {}
}

function tellsPrincipal(condition: PolicyCondition): boolean {
  if ('all' in condition) return condition.all.some(tellsPrincipal);
  if ('any' in condition) return condition.any.length > 0 && condition.any.every(tellsPrincipal);
  const values = 'value' in condition ? [condition.value] : 'values' in condition ? condition.values : [];
  const variable = condition.variable.toLowerCase();
  if (values.length === 0 || !variable.startsWith('request.principal.')) return false;
  if (variable === 'request.principal.type') return !values.some((value) => PEOPLE.includes(value.toLowerCase()));
  return !EVERYBODYS.includes(variable);
}
