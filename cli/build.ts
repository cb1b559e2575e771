import path from 'node:path';
import * as apis from '../apis';
import type { Api } from '../apis';
import {
  bundleFunction,
  DEFAULT_BUDGET,
  DEFAULT_IMAGE,
  DEFAULT_OUT_DIR,
  EsbuildBundler,
  tryBudgetProblem,
} from '../constructs';
import { writeFnFolder } from './fn-folder';
import { Printer } from './printer';
import { UserError } from './user-error';

/** What the verb `build` takes; see `--help`. */
export interface BuildOptions {
  readonly json?: boolean;
}

/**
 * `signed-api build`: one bundle for each API that `apis/` exports, and a folder for the Fn CLI. Fails when a bundle is larger
 * than its budget.
 */
export function build({ json = false }: BuildOptions): void {
  const printer = new Printer({ json });
  const exported: readonly unknown[] = Object.values(apis);
  const tooLarge: string[] = [];
  for (const api of exported.filter(isApi)) {
    const startedAt = performance.now();
    const bundle = bundleFunction(api, {
      outDir: DEFAULT_OUT_DIR,
      bundler: new EsbuildBundler(),
      image: DEFAULT_IMAGE,
    });
    const { directory, tag, bytes, parts } = bundle;
    const file = path.relative(process.cwd(), path.join(directory, 'func.js'));
    const problem = tryBudgetProblem(bundle, DEFAULT_BUDGET);
    const text = `${file}  ${(bytes / 1024).toFixed(1)} KiB  tag ${tag}`;
    const data = { api: api.name, file, bytes, tag, parts, ms: performance.now() - startedAt };
    if (problem === undefined) {
      printer.step('bundle', text, data);
      const folder = path.relative(process.cwd(), writeFnFolder(api.name, bundle));
      printer.step('fn', `${folder}  func.yaml, Dockerfile: fn deploy --app oracleapi`, { api: api.name, folder });
    } else {
      printer.failure('bundle', text, data);
      tooLarge.push(`${api.name} is larger than its budget: ${problem}. Import less in its declaration.`);
    }
  }
  if (tooLarge.length > 0) throw new UserError(tooLarge.join('\n'));
}

function isApi(exported: unknown): exported is Api {
  return typeof exported === 'object' && exported !== null && 'upstream' in exported;
}
