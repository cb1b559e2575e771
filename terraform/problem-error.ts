import { ExpressionError } from './expressions/expression-error';
import type { Place } from './place';
import type { StackProblem } from './stack-error';

/** One problem on its way up to where all of them are collected. */
export class ProblemError extends Error {
  constructor(readonly problem: StackProblem) {
    super(problem.message);
    this.name = 'ProblemError';
  }
}

/** Runs what may fail as an expression does, and says where it stands when it fails. */
export function at<T>(place: Place, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ExpressionError ? new ProblemError({ ...place, message: error.message }) : error;
  }
}
