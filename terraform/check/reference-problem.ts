import { isComplete } from '../expressions/references';
import type { Reference, ReferenceStep } from '../expressions/references';
import { suggestion } from '../nearest';
import { elementType } from '../values/type';
import type { Type } from '../values/type';

/** Roots that Terraform knows and that have no value here. */
const NOT_UNDERSTOOD = ['module', 'each', 'count', 'terraform', 'ephemeral', 'resource'];

/** What is wrong with a reference, as far as the document and the schema tell; undefined when nothing is. */
export function referenceProblem(
  reference: Reference,
  targets: ReadonlyMap<string, Type>,
  self?: Type,
): string | undefined {
  const [root = ''] = reference.names;
  if (NOT_UNDERSTOOD.includes(root)) {
    return `the reference to ${[...reference.names, ...names(reference.steps)].join('.')} is not understood here`;
  }
  if (!isComplete(reference)) {
    return `refers to ${reference.names.join('.')}, which is not a whole reference`;
  }
  if (root === 'path') {
    return ['module', 'root'].includes(reference.names[1] ?? '')
      ? undefined
      : `the reference to ${reference.names.join('.')} is not understood here`;
  }
  const type = root === 'self' ? self : targets.get(addressOf(reference));
  if (type === undefined) {
    return `refers to ${reference.names.join('.')}, which the document does not have${near(reference, targets)}`;
  }
  const problem = stepProblem(type, reference.steps);
  return problem && `refers to ${reference.names.join('.')}, ${problem}`;
}

/** The address of what a reference refers to: `variable.region` for `var.region`. */
export function addressOf({ names }: Reference): string {
  return names[0] === 'var' ? ['variable', ...names.slice(1)].join('.') : names.join('.');
}

function near(reference: Reference, targets: ReadonlyMap<string, Type>): string {
  const address = addressOf(reference);
  const candidates = [...targets.keys()].filter((target) => target.split('.')[0] === address.split('.')[0]);
  return suggestion(address, candidates).replace(/\bvariable\./g, 'var.');
}

function stepProblem(type: Type, steps: readonly ReferenceStep[]): string | undefined {
  const [step, ...rest] = steps;
  if (step === undefined || type === 'dynamic') {
    return undefined;
  }
  const next = step.kind === 'each' ? (elementType(type) ?? type) : partType(type, step);
  return typeof next === 'object' && 'problem' in next ? next.problem : stepProblem(next, rest);
}

function partType(type: Type, step: Exclude<ReferenceStep, { kind: 'each' }>): Type | { readonly problem: string } {
  const key = step.kind === 'index' && step.key.kind === 'literal' ? step.key.value : undefined;
  const name = step.kind === 'attribute' ? step.name : typeof key === 'string' ? key : undefined;
  if (typeof type === 'string') {
    return { problem: `whose ${name ?? 'element'} is asked for where there is only a ${type}` };
  }
  if (type[0] === 'object') {
    if (name === undefined) {
      return 'dynamic';
    }
    const part = Object.hasOwn(type[1], name) ? type[1][name] : undefined;
    return part ?? { problem: `which has no attribute ${name}${suggestion(name, Object.keys(type[1]))}` };
  }
  if (type[0] === 'map') {
    return type[1];
  }
  if (step.kind === 'attribute') {
    return { problem: `whose ${step.name} is asked of a ${type[0]}; take an element first, as in one(…).${step.name}` };
  }
  if (type[0] === 'set') {
    return { problem: 'whose elements have no order; tolist() gives them one' };
  }
  return type[0] === 'list' ? type[1] : 'dynamic';
}

function names(steps: readonly ReferenceStep[]): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'attribute' ? [step.name] : []));
}
