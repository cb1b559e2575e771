import type { PolicyComparison, PolicyCondition } from '../../apis';
import { PolicyWord, policyWord } from './policy-word';

/** At least one condition. */
export type PolicyConditions = readonly [PolicyCondition, ...PolicyCondition[]];

/**
 * A condition as it stands behind `where`.
 *
 * @throws RangeError when a variable or value holds more than one part, or a group or list is empty
 */
export function conditionText(condition: PolicyCondition): string {
  if ('all' in condition) return group('ALL', condition.all);
  if ('any' in condition) return group('ANY', condition.any);
  const variable = policyWord('variable', condition.variable, PolicyWord.variable);
  return `${variable} ${comparison(condition)}`;
}

/** A rule that holds where every condition does, for statements and for dynamic groups. */
export function matchAll(conditions: PolicyConditions): string {
  return conditionText({ all: conditions });
}

function group(word: 'ALL' | 'ANY', conditions: readonly PolicyCondition[]): string {
  return `${word} {${atLeastOne(word.toLowerCase(), conditions).map(conditionText).join(', ')}}`;
}

function comparison(given: PolicyComparison): string {
  if ('value' in given) return `= ${quoted(given.value)}`;
  if ('notValue' in given) return `!= ${quoted(given.notValue)}`;
  if ('values' in given) return `in (${atLeastOne('values', given.values).map(quoted).join(', ')})`;
  return `= /${policyWord('startsWith', given.startsWith, PolicyWord.pattern)}*/`;
}

function quoted(value: string): string {
  return `'${policyWord('value', value, PolicyWord.value)}'`;
}

function atLeastOne<T>(part: string, list: readonly T[]): readonly T[] {
  if (list.length > 0) return list;
  throw new RangeError(`${part} is empty: got []; expected at least one entry`);
}
