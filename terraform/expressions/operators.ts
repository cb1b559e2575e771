import { ProblemError } from '../problem-error';
import { convert } from '../values/convert';
import { calculate } from '../values/number';
import { sameType } from '../values/type';
import { unify } from '../values/unify';
import { bool, holdsSensitive, number, toPlain } from '../values/value';
import type { Value } from '../values/value';
import { ExpressionError } from './expression-error';
import type { BinaryOperator } from './syntax';

/** The value of `left operator right`; both sides are always evaluated, as Terraform before 1.12 does. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Value {
  const result = compute(operator, left, right);
  return holdsSensitive(left) || holdsSensitive(right) ? result.marked(true) : result;
}

/** The value of `!of` or `-of`. */
export function applyUnary(operator: '!' | '-', of: Value): Value {
  const result = operator === '!' ? bool(!truth(of, '!')) : number(0 - amount(of, '-'));
  return of.sensitive ? result.marked(true) : result;
}

/** Whether two values are equal in type and content; values of different types never are. */
export function equal(left: Value, right: Value): boolean {
  if (left.content === null || right.content === null) {
    return left.content === right.content;
  }
  return sameType(left.type, right.type) && sameContent(toPlain(left), toPlain(right));
}

/**
 * The value of `condition ? yes : no`.
 *
 * Both branches are given as thunks and both are evaluated, because the result has the type that the two have in common.
 */
export function choose(condition: Value, yes: () => Value, no: () => Value): Value {
  const taken = truth(condition, '?');
  const chosen = (taken ? yes : no)();
  const other = attempt(taken ? no : yes);
  const type = other === undefined ? chosen.type : unify([chosen.type, other.type]);
  if (type === undefined) {
    throw new ExpressionError('the two results of a condition have no type in common');
  }
  const result = convert(chosen, type);
  return condition.sensitive ? result.marked(true) : result;
}

function compute(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '||':
    case '&&': {
      const [a, b] = [truth(left, operator), truth(right, operator)];
      return bool(operator === '||' ? a || b : a && b);
    }
    case '==':
      return bool(equal(left, right));
    case '!=':
      return bool(!equal(left, right));
    case '<':
      return bool(amount(left, operator) < amount(right, operator));
    case '>':
      return bool(amount(left, operator) > amount(right, operator));
    case '<=':
      return bool(amount(left, operator) <= amount(right, operator));
    case '>=':
      return bool(amount(left, operator) >= amount(right, operator));
    default:
      return number(arithmetic(operator, amount(left, operator), amount(right, operator)));
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: number, right: number): number {
  if (right === 0 && (operator === '/' || operator === '%')) {
    throw new ExpressionError(`the right side of ${operator} is zero`);
  }
  return calculate(operator, left, right);
}

function truth(value: Value, operator: string): boolean {
  return operand(value, 'bool', operator) === true;
}

function amount(value: Value, operator: string): number {
  return Number(operand(value, 'number', operator));
}

function operand(value: Value, type: 'bool' | 'number', operator: string): unknown {
  const { content } = convert(value, type);
  if (content === null) {
    throw new ExpressionError(`${operator} is given null; it needs a ${type}`);
  }
  return content;
}

/** Errors in the branch that is not taken do not count. */
function attempt(branch: () => Value): Value | undefined {
  try {
    return branch();
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof ProblemError) {
      return undefined;
    }
    throw error;
  }
}

function sameContent(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right;
  }
  const [a, b] = [Object.entries(left), new Map(Object.entries(right))];
  return a.length === b.size && a.every(([name, part]) => b.has(name) && sameContent(part, b.get(name)));
}
