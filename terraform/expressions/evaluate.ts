import { callFunction } from '../functions/call';
import { textOf } from '../values/convert';
import { elementsOf, holdsSensitive, NULL, number, object, string, bool, toPlain, tuple } from '../values/value';
import type { Value } from '../values/value';
import { ExpressionError, NotUnderstoodError } from './expression-error';
import { applyBinary, applyUnary, choose } from './operators';
import { asReference, isComplete } from './references';
import type { Reference } from './references';
import type { Expression, Step } from './syntax';
import { attributeOf, indexOf, splat } from './traverse';

/** Gives the value of a reference's target, before its steps are taken. */
export type Lookup = (reference: Reference) => Value;

/**
 * The value of an expression.
 *
 * @throws ExpressionError for what is wrong with the expression itself; what `lookup` throws passes through
 */
export function evaluate(expression: Expression, lookup: Lookup): Value {
  const inner = (part: Expression): Value => evaluate(part, lookup);
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'template':
      return join(expression.parts.map(inner));
    case 'root':
    case 'access':
    case 'splat':
      return evaluateChain(expression, lookup);
    case 'call':
      return evaluateCall(expression, lookup);
    case 'unary':
      return applyUnary(expression.operator, inner(expression.of));
    case 'binary':
      return applyBinary(expression.operator, inner(expression.left), inner(expression.right));
    case 'conditional':
      return choose(
        inner(expression.condition),
        () => inner(expression.yes),
        () => inner(expression.no),
      );
    case 'list':
      return tuple(expression.items.map(inner));
    case 'object':
      return object(expression.entries.map(({ key, value }) => [keyText(inner(key)), inner(value)]));
  }
}

function literal(value: string | number | boolean | null): Value {
  switch (typeof value) {
    case 'string':
      return string(value);
    case 'number':
      return number(value);
    case 'boolean':
      return bool(value);
    default:
      return NULL;
  }
}

function join(parts: readonly Value[]): Value {
  const texts = parts.map((part) => textOf(part) ?? refuseNull('null cannot stand in a text'));
  const joined = string(texts.join('').normalize('NFC'));
  return parts.some(holdsSensitive) ? joined.marked(true) : joined;
}

type Chain = Extract<Expression, { kind: 'root' | 'access' | 'splat' }>;

function evaluateChain(expression: Chain, lookup: Lookup): Value {
  const reference = asReference(expression);
  if (reference !== undefined && !isComplete(reference)) {
    throw new ExpressionError(`${reference.names.join('.')} is not a whole reference`);
  }
  if (reference?.steps.length === 0) {
    return lookup(reference);
  }
  if (expression.kind === 'root') {
    throw new ExpressionError(`${expression.name} is not a whole reference`);
  }
  const of = evaluate(expression.of, lookup);
  return expression.kind === 'access'
    ? take(of, expression.step, lookup)
    : splat(of, (element) => expression.steps.reduce((value, step) => take(value, step, lookup), element));
}

function take(value: Value, step: Step, lookup: Lookup): Value {
  return step.kind === 'attribute' ? attributeOf(value, step.name) : indexOf(value, evaluate(step.key, lookup));
}

function evaluateCall(expression: Extract<Expression, { kind: 'call' }>, lookup: Lookup): Value {
  const { name, args, expand } = expression;
  if (name === 'try' || name === 'can') {
    if (expand) {
      throw new NotUnderstoodError(`${name} with an expanded argument is`);
    }
    return evaluateAttempts(name, args, lookup);
  }
  const values = args.map((arg) => evaluate(arg, lookup));
  const last = expand ? values.pop() : undefined;
  return callFunction(name, last === undefined ? values : [...values, ...elementsOf(last)]);
}

/** `try` and `can` are the only functions that see an argument fail. */
function evaluateAttempts(name: 'try' | 'can', args: readonly Expression[], lookup: Lookup): Value {
  if (args.length === 0 || (name === 'can' && args.length > 1)) {
    throw new ExpressionError(`${name}() is given ${args.length} arguments`);
  }
  for (const arg of args) {
    try {
      const value = evaluate(arg, lookup);
      // A lazy value fails only when it is read.
      toPlain(value);
      return name === 'can' ? bool(true) : value;
    } catch (error) {
      if (!(error instanceof ExpressionError) || error instanceof NotUnderstoodError) {
        throw error;
      }
    }
  }
  if (name === 'can') {
    return bool(false);
  }
  throw new ExpressionError('no argument of try() has a value');
}

function keyText(key: Value): string {
  return textOf(key) ?? refuseNull('the key of an object is null');
}

function refuseNull(message: string): never {
  throw new ExpressionError(message);
}
