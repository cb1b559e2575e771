import { Duration } from '../duration';
import { isWholeBetween } from '../prop-error';
import type { PropChecks } from '../prop-error';
import type { PropNames } from '../prop-names';
import { Size } from '../size';

/** Amounts of a function that OCI limits. */
export interface FunctionAmounts {
  /**
   * 128, 256, 512, 1024, 2048 or 3072 MiB; processor time grows with it, and so does the price.
   *
   * @default Size.mebibytes(256)
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionscustomizing.htm
   */
  readonly memory?: Size;
  /**
   * How long one call may take: 5 to 300 whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;
  /**
   * How long one detached call may take, whose caller waits for no answer: 5 to 3600 whole seconds. A gateway never calls so.
   *
   * @default - as long as `timeout` says
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsinvokingfunctions.htm
   */
  readonly detachedTimeout?: Duration;
  /**
   * How many calls at a time find a process that waits for them, which is paid for whether they come or not.
   *
   * A multiple of 40 with 128 MiB of memory, of 20 with 256 MiB, of 10 with more.
   *
   * @default - none: the first call after a pause waits for a cold start
   * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionsusingprovisionedconcurrency.htm
   */
  readonly provisionedConcurrency?: number;
}

export const FUNCTION_AMOUNTS: PropNames<FunctionAmounts> = {
  memory: true,
  timeout: true,
  detachedTimeout: true,
  provisionedConcurrency: true,
};

/** Memory in MiB, and the step in which provisioned concurrency grows with it, which is also the least. */
const CONCURRENCY_STEP: ReadonlyMap<number, number> = new Map([
  [128, 40],
  [256, 20],
  [512, 10],
  [1024, 10],
  [2048, 10],
  [3072, 10],
]);

/** The amounts with their defaults. */
export function functionAmounts(
  given: FunctionAmounts,
): FunctionAmounts & Required<Pick<FunctionAmounts, 'memory' | 'timeout'>> {
  return { ...given, memory: given.memory ?? Size.mebibytes(256), timeout: given.timeout ?? Duration.seconds(30) };
}

/** Notes every amount that OCI would refuse. */
export function checkAmounts(given: FunctionAmounts, checks: PropChecks): void {
  const { memory, timeout, detachedTimeout, provisionedConcurrency } = functionAmounts(given);
  const sizes = [...CONCURRENCY_STEP.keys()];
  const mebibytes = memory.toMebibytes();
  const step = CONCURRENCY_STEP.get(mebibytes) ?? 1;
  checks
    .expect(sizes.includes(mebibytes), {
      prop: 'memory',
      wrong: 'is not a size of a function',
      got: `${String(mebibytes)} MiB`,
      expected: `one of ${sizes.join(', ')} MiB`,
    })
    .expect(isWholeBetween(timeout.toSeconds(), 5, 300), {
      prop: 'timeout',
      wrong: 'is out of range',
      got: `${String(timeout.toSeconds())} s`,
      expected: '5 to 300 whole seconds',
    })
    .expect(detachedTimeout === undefined || isWholeBetween(detachedTimeout.toSeconds(), 5, 3600), {
      prop: 'detachedTimeout',
      wrong: 'is out of range',
      got: `${String(detachedTimeout?.toSeconds())} s`,
      expected: '5 to 3600 whole seconds',
    })
    .expect(
      provisionedConcurrency === undefined ||
        (provisionedConcurrency > 0 && Number.isInteger(provisionedConcurrency / step)),
      {
        prop: 'provisionedConcurrency',
        wrong: `is not possible with ${String(mebibytes)} MiB of memory`,
        got: provisionedConcurrency,
        expected: `a multiple of ${String(step)}`,
        nextStep: 'Leave it out for none',
      },
    );
}
