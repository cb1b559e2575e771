import type { ApiPermission } from '../apis';

/** Whom a statement allows something. */
export class PolicySubject {
  private constructor(readonly text: string) {}

  static dynamicGroup(name: string): PolicySubject {
    return new PolicySubject(`dynamic-group ${name}`);
  }

  /** Whoever meets the statement's conditions: resources have no group of their own. */
  static anyUserWhere(...conditions: readonly [PolicyCondition, ...PolicyCondition[]]): ConditionedSubject {
    return { text: 'any-user', conditions };
  }
}

/** A subject that means nothing without its conditions, so it cannot be had without them. */
export interface ConditionedSubject {
  readonly text: string;
  readonly conditions: readonly [PolicyCondition, ...PolicyCondition[]];
}

/** `<variable> = '<value>'` */
export interface PolicyCondition {
  /** For example `request.principal.type`. */
  readonly variable: string;
  readonly value: string;
}

/** Where a statement holds: a compartment with all below it, or the whole tenancy. */
export class PolicyScope {
  private constructor(readonly text: string) {}

  static compartment(id: string): PolicyScope {
    return new PolicyScope(`compartment id ${id}`);
  }

  static tenancy(): PolicyScope {
    return new PolicyScope('tenancy');
  }
}

/** What {@link policyStatement} takes. */
export interface PolicyStatementProps extends ApiPermission {
  readonly subject: PolicySubject | ConditionedSubject;
  readonly scope: PolicyScope;
}

/** One statement of OCI's policy language, built from its parts. */
export function policyStatement({ subject, verb, resourceType, scope }: PolicyStatementProps): string {
  const allow = `Allow ${subject.text} to ${verb} ${resourceType} in ${scope.text}`;
  if (!('conditions' in subject)) return allow;
  const conditions = subject.conditions.map(({ variable, value }) => `${variable} = '${value}'`);
  return `${allow} where ALL {${conditions.join(', ')}}`;
}
