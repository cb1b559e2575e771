import type { Place } from './place';
import { ProblemError } from './problem-error';
import type { StackProblem } from './stack-error';

/** Collects what is wrong, so that a user sees everything at once and each thing once. */
export class Problems {
  private readonly found: StackProblem[] = [];

  get all(): readonly StackProblem[] {
    return this.found;
  }

  add({ address, attribute }: Place, message: string): void {
    const same = (known: StackProblem): boolean =>
      known.address === address && known.attribute === attribute && known.message === message;
    if (!this.found.some(same)) {
      this.found.push({ address, ...(attribute !== undefined && { attribute }), message });
    }
  }

  /** Runs what may end in a problem; keeps the problem and goes on with undefined. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ProblemError)) {
        throw error;
      }
      this.add(error.problem, error.problem.message);
      return undefined;
    }
  }
}
