import { Token } from 'cdktf';
import type { PropProblem } from '../prop-error';

/** Environment variables of an application or a function. */
export type FunctionConfig = Readonly<Record<string, string>>;

const MAX_BYTES = 4096;
const KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;
const UNPRINTABLE = /\p{Cc}/u;

/**
 * Says what is wrong with a configuration: a key that is no name of an environment variable, a value that cannot be
 * printed, or more than 4 KB together with that of the application, if it is known.
 *
 * A value that only Terraform knows counts as empty, so a configuration that passes may still be too large.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/Functions/Tasks/functionspassingconfigparams.htm
 */
export function configProblems(config: FunctionConfig = {}, ofApplication: FunctionConfig = {}): PropProblem[] {
  const problems: PropProblem[] = [];
  for (const [key, value] of Object.entries(config)) {
    if (!KEY.test(key)) {
      problems.push({
        prop: 'config',
        wrong: 'has a key that is no name of an environment variable',
        got: key,
        expected: 'letters, digits and _, no digit first',
      });
    }
    if (!isText(value) && !Token.isUnresolved(value)) {
      problems.push({
        prop: 'config',
        wrong: 'has a value that is no text',
        got: key,
        expected: "text for each key: '8080', not 8080",
      });
      continue;
    }
    if (UNPRINTABLE.test(value)) {
      problems.push({
        prop: 'config',
        wrong: 'has a value with characters that cannot be printed',
        // The value itself may be long, or nobody's business.
        got: key,
        expected: 'printable characters, no line break',
      });
    }
  }
  const bytes = configBytes({ ...ofApplication, ...config });
  if (bytes > MAX_BYTES) {
    const both = Object.keys(ofApplication).length > 0;
    problems.push({
      prop: 'config',
      wrong: both ? "is too large together with the application's" : 'is too large',
      got: `${String(bytes)} bytes`,
      expected: `at most ${String(MAX_BYTES)} bytes of UTF-8, keys and values together`,
    });
  }
  return problems;
}

function configBytes(config: FunctionConfig): number {
  return Object.entries(config).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + (isText(value) ? Buffer.byteLength(value) : 0),
    0,
  );
}

/** Whether it is a text that is known now; plain JavaScript lets numbers pass. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !Token.isUnresolved(value);
}
