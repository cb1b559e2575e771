import { sentenceOf } from '../prop-error';
import type { PropProblem } from '../prop-error';

/** Thrown when a function cannot be bundled; says of each problem which option it is about, as a construct says it of its props. */
export class BundleError extends Error {
  constructor(
    readonly problems: readonly PropProblem[],
    options?: ErrorOptions,
  ) {
    super(problems.map(sentenceOf).join('\n'), options);
    this.name = 'BundleError';
    // The sentence says all: a stack would only bury it where an app ends with it.
    this.stack = String(this);
  }
}
