import { Token } from 'cdktf';
import type { ApiPermission } from '../apis';

/** A word of the policy language: no space, so nothing can be smuggled in behind it. */
const RESOURCE_TYPE = /^[a-z][a-z0-9-]*$/;
const VARIABLE = /^[a-z][A-Za-z0-9.-]*$/;
const NAME = /^[A-Za-z0-9_.-]+$/;
const VALUE = /^[^'{}]*$/;

/** Whom a statement allows something. */
export class PolicySubject {
  /** The resources that a dynamic group of the default identity domain holds. */
  static dynamicGroup(name: string): PolicySubject {
    return new PolicySubject(`dynamic-group ${checked('dynamicGroup', name, NAME)}`);
  }

  /** Whoever meets the statement's conditions: resources have no group of their own. */
  static anyUserWhere(...conditions: readonly [PolicyCondition, ...PolicyCondition[]]): ConditionedSubject {
    return { text: 'any-user', conditions };
  }

  private constructor(readonly text: string) {}
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
  static compartment(id: string): PolicyScope {
    return new PolicyScope(`compartment id ${checked('compartment', id, NAME)}`);
  }

  static tenancy(): PolicyScope {
    return new PolicyScope('tenancy');
  }

  private constructor(readonly text: string) {}
}

/** What {@link policyStatement} takes. */
export interface PolicyStatementProps extends ApiPermission {
  readonly subject: PolicySubject | ConditionedSubject;
  readonly scope: PolicyScope;
}

/**
 * One statement of OCI's policy language, built from its parts.
 *
 * @throws RangeError when a part holds more than one word or value, or when the whole is `manage all-resources in tenancy`
 */
export function policyStatement({ subject, verb, resourceType, scope }: PolicyStatementProps): string {
  const what = `${verb} ${checked('resourceType', resourceType, RESOURCE_TYPE)} in ${scope.text}`;
  if (what === 'manage all-resources in tenancy') {
    throw new RangeError(`statement gives everything away: got '${what}'; expected the resource types that are needed`);
  }
  const allow = `Allow ${subject.text} to ${what}`;
  return 'conditions' in subject ? `${allow} where ${matchAll(subject.conditions)}` : allow;
}

/** A rule that holds where every condition does, for statements and for dynamic groups. */
export function matchAll(conditions: readonly [PolicyCondition, ...PolicyCondition[]]): string {
  const texts = conditions.map(
    ({ variable, value }) => `${checked('variable', variable, VARIABLE)} = '${checked('value', value, VALUE)}'`,
  );
  return `ALL {${texts.join(', ')}}`;
}

function checked(part: string, text: string, pattern: RegExp): string {
  if (pattern.test(text) || Token.isUnresolved(text)) return text;
  throw new RangeError(
    `${part} is not one part of a statement: got ${JSON.stringify(text)}; expected ${pattern.source}`,
  );
}
