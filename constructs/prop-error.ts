import { Token } from 'cdktf';
import type { Construct } from 'constructs';

/** Whether a number is whole and lies between the two, which count as well. */
export function isWholeBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** Whether a number counts something that there is at least one of. */
export function isCount(value: number): boolean {
  return isWholeBetween(value, 1, Number.MAX_SAFE_INTEGER);
}

/** One thing that is wrong with a construct's props. */
export interface PropProblem {
  /** Name of the prop as users write it. */
  readonly prop: string;
  /** What is wrong, for example `is not a size of a function`. */
  readonly wrong: string;
  /** What was given. */
  readonly got: unknown;
  /** What would be right. */
  readonly expected: string;
  /** What the user can do about it. */
  readonly nextStep?: string;
}

/** Thrown when a construct is built from props that cannot work; names all of its problems, one a line. */
export class PropError extends Error {
  constructor(scope: Construct, problems: readonly PropProblem[]) {
    super(problems.map((problem) => `${describe(problem)} (at ${scope.node.path})`).join('\n'));
    this.name = 'PropError';
    // The sentence says where: a stack would only bury it where an app ends with it.
    this.stack = String(this);
  }
}

function describe({ prop, wrong, got, expected, nextStep }: PropProblem): string {
  const next = nextStep === undefined ? '' : `. ${nextStep}`;
  return `${prop} ${wrong}: got ${JSON.stringify(got)}; expected ${expected}${next}`;
}

/** Collects problems of one construct's props and throws them together. */
export class PropChecks {
  private readonly problems: PropProblem[] = [];

  constructor(private readonly scope: Construct) {}

  /** Notes the problem unless the rule holds. Values that only Terraform will know are not judged. */
  expect(holds: boolean, problem: PropProblem): this {
    if (!holds && !Token.isUnresolved(problem.got)) this.problems.push(problem);
    return this;
  }

  /** @throws PropError when a problem was noted */
  done(): void {
    if (this.problems.length > 0) throw new PropError(this.scope, this.problems);
  }
}
