import fs from 'node:fs';
import path from 'node:path';
import * as apis from '../apis';
import type { Api } from '../apis';
import { bundleFunction, DEFAULT_IMAGE, DEFAULT_OUT_DIR, EsbuildBundler } from '../constructs';
import { Printer } from './printer';

/** What the verb `build` takes; see `--help`. */
export interface BuildOptions {
  readonly json?: boolean;
}

/** `signed-api build`: one bundle for each API that `apis/` exports. */
export function build({ json = false }: BuildOptions): void {
  const printer = new Printer({ json });
  const exported: readonly unknown[] = Object.values(apis);
  for (const api of exported.filter(isApi)) {
    const startedAt = performance.now();
    const { directory, tag } = bundleFunction(api, DEFAULT_OUT_DIR, new EsbuildBundler(), DEFAULT_IMAGE);
    const file = path.relative(process.cwd(), path.join(directory, 'func.js'));
    const { size } = fs.statSync(file);
    printer.step('bundle', `${file}  ${(size / 1000).toFixed(1)} kB  tag ${tag}`, {
      api: api.name,
      file,
      bytes: size,
      tag,
      ms: performance.now() - startedAt,
    });
  }
}

function isApi(exported: unknown): exported is Api {
  return typeof exported === 'object' && exported !== null && 'upstream' in exported;
}
