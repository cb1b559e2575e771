import path from 'node:path';
import { Command, Option } from 'commander';
import * as apis from '../../apis';
import type { Api } from '../../apis';
import {
  bundleFunction,
  DEFAULT_BUDGET,
  DEFAULT_IMAGE,
  DEFAULT_OUT_DIR,
  EsbuildBundler,
  tryBudgetProblem,
} from '../../constructs';
import type { FunctionBundle } from '../../constructs';
import { BundleError } from '../../constructs/image/bundle-error';
import { projectLabels } from '../../constructs/image/source-label';
import { sizeText } from '../../terminal/size-text';
import { Printer } from '../printer';
import { UserError } from '../user-error';
import { writeFnFolder } from './fn-folder';
import { placeOf } from './own-project';
import { sizeTable } from './size-table';
import { synthesizedImages } from './synthesized-images';

/** What the verb `build` takes; see `--help`. */
export interface BuildOptions {
  readonly json?: boolean;
}

/** Below the text of a step. */
const INDENT = ' '.repeat(19);

/** The verb, for the command line. */
export function buildCommand(): Command {
  return new Command('build')
    .description('bundle the function of each API in apis/ into dist/functions/<name>/func.js')
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action((options: BuildOptions) => {
      build(options);
    });
}

/**
 * `signed-api build`: one bundle for each API that `apis/` exports, and a folder for the Fn CLI. Fails when a bundle is larger
 * than its budget.
 *
 * @throws UserError where the package is installed, as `apis/` would be the package's own, and in another folder than the project's
 */
export function build({ json = false }: BuildOptions): void {
  const exported: readonly unknown[] = Object.values(apis);
  const declared = exported.filter(isApi);
  const place = placeOf();
  if (place === 'another project') throw new UserError(elsewhere(declared));
  if (place === 'a folder below')
    throw new UserError('build writes below the folder it runs in. Run it in the project folder.');
  const printer = new Printer({ json });
  const tooLarge: string[] = [];
  for (const api of declared) {
    const startedAt = performance.now();
    const bundle = bundled(api);
    const { directory, tag, bytes, parts } = bundle;
    const file = path.relative(process.cwd(), path.join(directory, 'func.js'));
    const problem = tryBudgetProblem(bundle, DEFAULT_BUDGET);
    const text = `${file}  ${sizeText(bytes)}  tag ${tag}`;
    const data = { api: api.name, file, bytes, tag, parts, ms: performance.now() - startedAt };
    if (problem === undefined) printer.step('bundle', text, data);
    else printer.failure('bundle', text, data);
    for (const line of sizeTable(bundle)) printer.text(INDENT + line);
    if (problem === undefined) {
      const folder = path.relative(process.cwd(), writeFnFolder(api.name, bundle));
      printer.step('fn', `${folder}  func.yaml, Dockerfile: fn deploy --app oracleapi`, { api: api.name, folder });
      adviseOnImage(printer, api, tag);
    } else {
      tooLarge.push(`${api.name} is larger than its budget: ${problem}. Import less in its declaration.`);
    }
  }
  if (tooLarge.length > 0) throw new UserError(tooLarge.join('\n'));
}

/** This command knows the declaration alone: options of a stack, such as base and platforms, make another image. */
function adviseOnImage(printer: Printer, { name }: Api, tag: string): void {
  const images = synthesizedImages(name);
  if (images.length === 0 || images.some((folder) => path.basename(folder) === tag)) return;
  printer.advice(
    'image',
    `the functions of the last synth run another image of ${name}, with the options of the app: push ${images.join(', ')}.`,
  );
}

function bundled(api: Api): FunctionBundle {
  try {
    return bundleFunction(api, {
      outDir: DEFAULT_OUT_DIR,
      bundler: new EsbuildBundler(),
      image: { ...DEFAULT_IMAGE, labels: projectLabels() },
    });
  } catch (error) {
    throw error instanceof BundleError ? new UserError(error.message, { cause: error }) : error;
  }
}

/** One that has an API of the same name would get the package's bundle in the place of its own. */
function elsewhere(declared: readonly Api[]): string {
  const names = declared.map(({ name }) => name).join(', ');
  return (
    `build is for a clone of the package: here it would bundle the package's own ${names} and no API of your project. A synth of it ` +
    `(npx cdktf synth, or npx tsx main.ts) writes each bundle into ${DEFAULT_OUT_DIR}/<name>/, or where image.outDir says.`
  );
}

function isApi(exported: unknown): exported is Api {
  return typeof exported === 'object' && exported !== null && 'upstream' in exported;
}
