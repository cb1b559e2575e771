import { Token } from 'cdktf';
import type { BundleLoader, BundlingHooks, BundlingOptions } from './bundling';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropKind } from '../prop-kind';
import type { NameOf } from '../prop-names';

/** Known at synth: esbuild would take a stand-in as it is. */
const isText = (value: unknown): value is string => typeof value === 'string' && !Token.isUnresolved(value);

const TEXT: PropKind = { wrong: 'is no text', expected: 'a text, known at synth', is: isText };

const TEXTS: PropKind = {
  wrong: 'is no list of texts',
  expected: 'a list of names',
  is: (value) => Array.isArray(value) && value.every(isText),
};

const FUNCTION: PropKind = {
  wrong: 'is no function',
  expected: '(inputDir, outputDir) => a list of shell commands',
  is: (value) => typeof value === 'function',
};

/** Every loader, so that the compiler misses a new one. */
const LOADERS: Readonly<Record<BundleLoader, true>> = {
  base64: true,
  binary: true,
  dataurl: true,
  empty: true,
  js: true,
  json: true,
  jsx: true,
  text: true,
  ts: true,
  tsx: true,
};

/** Every option, with what it has to be. */
export const BUNDLING_OPTIONS: Readonly<Record<NameOf<BundlingOptions>, PropKind>> = {
  minify: KIND.boolean,
  sourceMap: KIND.boolean,
  target: TEXT,
  define: KIND.options,
  external: TEXTS,
  loader: KIND.options,
  commandHooks: KIND.options,
};

const HOOKS: Readonly<Record<NameOf<BundlingHooks>, PropKind>> = { beforeBundling: FUNCTION, afterBundling: FUNCTION };

/**
 * Checks how a function is to be bundled, as far as it can be seen without bundling.
 *
 * @throws PropError at once where an option is of another kind, or none
 */
export function checkBundling(checks: PropChecks, bundling: BundlingOptions): void {
  const { define = {}, loader = {}, commandHooks = {} } = bundling;
  checks.ofKind(bundling, BUNDLING_OPTIONS, 'bundling.').ofKind(commandHooks, HOOKS, 'bundling.commandHooks.');
  checks.known(bundling, BUNDLING_OPTIONS, 'bundling').known(commandHooks, HOOKS, 'bundling.commandHooks');
  for (const [name, value] of Object.entries<unknown>(define)) {
    checks.expect(isText(value), {
      prop: 'bundling.define',
      wrong: 'has a value that is no text',
      got: { [name]: Token.isUnresolved(value) ? 'a value that only Terraform knows' : value },
      expected: `JavaScript in a text, for example '"test"', known at synth`,
    });
  }
  for (const [extension, name] of Object.entries<string>(loader)) {
    checks.expect(extension.startsWith('.') && Object.hasOwn(LOADERS, name), {
      prop: 'bundling.loader',
      wrong: 'has one that there is not',
      got: { [extension]: name },
      expected: `extensions such as '.sql', with one of ${Object.keys(LOADERS).join(', ')}`,
    });
  }
}
