import type { StackProblem } from './stack-error';

/** Collects what is wrong, so that a user sees everything at once. */
export class Problems {
  private readonly found: StackProblem[] = [];

  get all(): readonly StackProblem[] {
    return this.found;
  }

  add(place: Place, message: string): void {
    const known = this.found.some(
      (problem) =>
        problem.address === place.address && problem.attribute === place.attribute && problem.message === message,
    );
    if (!known) {
      this.found.push({ ...place, message });
    }
  }
}

/** Where in a document something stands. */
export interface Place {
  readonly address: string;
  readonly attribute?: string;
}

/** A place inside a place: a name, or a number for an element. */
export function inside({ address, attribute }: Place, step: string | number): Place {
  if (typeof step === 'number') {
    return { address, attribute: `${attribute ?? ''}[${step}]` };
  }
  const name = /^[\w-]+$/.test(step) ? step : `[${JSON.stringify(step)}]`;
  return { address, attribute: attribute === undefined ? name : `${attribute}${name.startsWith('[') ? '' : '.'}${name}` };
}
