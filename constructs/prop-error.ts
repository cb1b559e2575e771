import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { closeName } from './close-name';
import type { PropKind } from './prop-kind';
import type { NameOf } from './prop-names';

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
    super(problems.map((problem) => `${sentenceOf(problem)} (at ${scope.node.path})`).join('\n'));
    this.name = 'PropError';
    // The sentence says where: a stack would only bury it where an app ends with it.
    this.stack = String(this);
  }
}

/** A prop whose value is of another kind; none where there is no value. */
function kindProblem(prop: string, got: unknown, { is, wrong, expected }: PropKind): PropProblem | undefined {
  return got === undefined || is(got) ? undefined : { prop, wrong, got: shown(got), expected };
}

/**
 * Hands on a value that has no construct to be named by.
 *
 * @throws RangeError when it is of another kind
 */
export function ofKind<T>(prop: string, value: T, kind: PropKind): T {
  const problem = kindProblem(prop, value, kind);
  if (problem !== undefined) throw new RangeError(sentenceOf(problem));
  return value;
}

/** Names that are none: nothing checks types when an app runs, and a misspelt one would be passed over in silence. */
function unknownProblems(props: object, names: object, owner: string | undefined): PropProblem[] {
  const known = Object.keys(names);
  return Object.keys(props)
    .filter((name) => !Object.hasOwn(names, name))
    .map((name) => {
      const near = closeName(name, known);
      return {
        ...(owner === undefined ? { prop: name, wrong: 'is no prop' } : { prop: owner, wrong: 'has no such option' }),
        got: name,
        expected: known.join(', '),
        nextStep: near === undefined ? undefined : `Did you mean ${near}?`,
      };
    });
}

/**
 * Hands on props that have no construct to be named by.
 *
 * @param owner what the props are options of, where they are not all that is given
 * @throws RangeError when one has a name that is none
 */
export function known<Props extends object>(
  props: Props,
  names: Readonly<Record<NameOf<Props>, unknown>>,
  owner?: string,
): Props {
  const problems = unknownProblems(props, names, owner);
  if (problems.length > 0) throw new RangeError(problems.map(sentenceOf).join('\n'));
  return props;
}

/** Small enough for one line, and no circle. */
function shown(value: unknown): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  return keys.length === 0 ? {} : `an object with ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', …' : ''}`;
}

/** The problem in one line, without where it is. */
export function sentenceOf({ prop, wrong, got, expected, nextStep }: PropProblem): string {
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

  /**
   * Stops at props of another kind, on which nothing else could be checked. What is not given is left to others.
   *
   * @throws PropError naming all of them
   */
  ofKind(props: object, kinds: Readonly<Record<string, PropKind>>, prefix = ''): this {
    const given = props as Readonly<Record<string, unknown>>;
    const problems = Object.entries(kinds)
      .map(([prop, kind]) => kindProblem(`${prefix}${prop}`, given[prop], kind))
      .filter((problem) => problem !== undefined);
    if (problems.length > 0) throw new PropError(this.scope, problems);
    return this;
  }

  /**
   * Stops at names that are none: what was meant is not known, and whatever else is missed may be only misspelt.
   *
   * @param names every name that there is
   * @param owner what the props are options of, where they are not the construct's own
   * @throws PropError naming all of them
   */
  known<Props extends object>(props: Props, names: Readonly<Record<NameOf<Props>, unknown>>, owner?: string): this {
    const problems = unknownProblems(props, names, owner);
    if (problems.length > 0) throw new PropError(this.scope, [...this.problems, ...problems]);
    return this;
  }

  /** @throws PropError when a problem was noted */
  done(): void {
    if (this.problems.length > 0) throw new PropError(this.scope, this.problems);
  }
}
