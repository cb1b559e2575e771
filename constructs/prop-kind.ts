import { Token } from 'cdktf';

/** What TypeScript would refuse in place of a prop, and plain JavaScript lets pass. */
export interface PropKind {
  /** What a value of another kind is said to be. */
  readonly wrong: string;
  /** What would be right. */
  readonly expected: string;
  readonly is: (value: unknown) => boolean;
}

/** A value object is known by one of its methods: an instance may be of another copy of the package. */
const instance = (wrong: string, method: string, expected: string): PropKind => ({
  wrong,
  expected,
  is: (value) => isObject(value) && typeof value[method] === 'function',
});

/** The kinds of props that are easily mistaken. */
export const KIND = {
  duration: instance('is no Duration', 'toSeconds', 'Duration.seconds(30) or the like'),
  size: instance('is no Size', 'toMebibytes', 'Size.mebibytes(256) or the like'),
  rateLimit: instance('is no RateLimit', 'toBlock', 'RateLimit.perClient(10) or the like'),
  access: instance('is no FunctionAccess', 'bind', 'FunctionAccess.ownGroup() or the like'),
  authentication: instance('is no way to know callers', 'bind', 'new IdcsJwtAuth({ … }) or the like'),
  bundler: instance('is no Bundler', 'bundle', 'new EsbuildBundler() or the like'),
  api: {
    wrong: 'is no API',
    expected: 'what defineApi returns',
    is: (value) => isObject(value) && typeof value['name'] === 'string' && isObject(value['route']),
  },
  /** Known at synth: what only Terraform knows would be taken for true. */
  boolean: {
    wrong: 'is neither true nor false',
    expected: 'true or false',
    is: (value) => typeof value === 'boolean',
  },
  list: {
    wrong: 'is no list',
    expected: 'a list',
    is: (value) => Array.isArray(value) || Token.isUnresolved(value),
  },
  options: {
    wrong: 'is no object',
    expected: 'an object with options',
    is: (value) => isObject(value) && !Array.isArray(value),
  },
} as const satisfies Readonly<Record<string, PropKind>>;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
