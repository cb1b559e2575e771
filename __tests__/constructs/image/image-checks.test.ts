import fs from 'node:fs';
import path from 'node:path';
import { Fn, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { search } from '../../../apis';
import { FunctionImage } from '../../../constructs';
import type { FunctionImageProps } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { StubBundler } from '../../../testing/stub-bundler';
import { testApi } from '../../../testing/synth-api';

const app = Testing.app({ outdir: scratch('app') });
let count = 0;
const newStack = (): TerraformStack => new TerraformStack(app, `Test${String((count += 1))}`);
const unknown = (stack = newStack()): string => new TerraformVariable(stack, 'value', {}).stringValue;

/** Props that plain JavaScript could give. */
type Given = { readonly [prop in keyof FunctionImageProps]?: unknown };

function build(given: Given, bundler: StubBundler | undefined = new StubBundler()): FunctionImage {
  const props = {
    api: testApi(),
    compartmentId: 'ocid1.compartment.test',
    tenancyId: 'ocid1.tenancy.test',
    region: 'eu-zurich-1',
    ...(given.bundling === undefined ? { bundler } : { api: search }),
    outDir: scratch('image'),
    ...given,
  };
  return new FunctionImage(newStack(), 'Image', props as FunctionImageProps);
}

/** The sentences, without the construct's path. */
function refusal(given: Given): string {
  const bundler = new StubBundler();
  try {
    build(given, bundler);
  } catch (error) {
    expect((error as Error).name).toBe('PropError');
    expect(bundler.inputs).toEqual([]);
    return (error as Error).message.replaceAll(/ \(at Test\d+\/Image\)$/gm, '');
  }
  return '';
}

const NO_REGION = 'region is not a region: got';
const NO_REFERENCE = 'baseImage is no reference of an image: got';
const REFERENCE = 'expected <registry host>/<repository>:<tag>';
const NO_NAME = 'repositoryName is nothing that a repository can be named: got';
const NAME = "expected lower-case words and digits joined by '/', '-', '_' or '.'";
const NO_LABEL = 'labels has one that cannot be written into an image: got';
const LABEL = 'expected names with a text each, known at synth';
const NO_LOADER = 'bundling.loader has one that there is not: got';
const LOADER =
  "expected extensions such as '.sql', with one of base64, binary, dataurl, empty, js, json, jsx, text, ts, tsx";

describe('an image is refused', () => {
  test.each<[Given, string]>([
    [{ api: undefined }, 'api is no API: got null; expected what defineApi returns'],
    [{ region: undefined }, 'region is no text: got null; expected a text'],
    [{ region: '' }, `${NO_REGION} ""; expected eu-frankfurt-1 or the like`],
    [{ region: 'fra' }, `${NO_REGION} "fra"; expected eu-frankfurt-1 or the like`],
    [{ realmDomain: 5 }, 'realmDomain is no text: got 5; expected a text'],
    [
      { realmDomain: 'https://oraclecloud.eu/' },
      'realmDomain is no domain: got "https://oraclecloud.eu/"; expected oraclecloud.com, oraclegovcloud.com or the like',
    ],
    [{ baseImage: 5 }, 'baseImage is no text: got 5; expected a text'],
    [{ baseImage: '' }, `${NO_REFERENCE} ""; ${REFERENCE}`],
    [{ baseImage: 'Bad Ref' }, `${NO_REFERENCE} "Bad Ref"; ${REFERENCE}`],
    [{ baseImage: 'https://r.test/node:24' }, `${NO_REFERENCE} "https://r.test/node:24"; ${REFERENCE}`],
    [{ baseImage: unknown() }, `${NO_REFERENCE} "a value that only Terraform knows"; ${REFERENCE}`],
    [{ repositoryName: 'Upper Case!' }, `${NO_NAME} "Upper Case!"; ${NAME}`],
    [{ repositoryName: '/x/' }, `${NO_NAME} "/x/"; ${NAME}`],
    [{ repositoryName: '' }, `${NO_NAME} ""; ${NAME}`],
    [{ labels: ['a'] }, 'labels is no object: got ["a"]; expected an object with options'],
    [{ labels: { a: 1 } }, `${NO_LABEL} {"a":1}; ${LABEL}`],
    [{ labels: { '': 'a' } }, `${NO_LABEL} {"":"a"}; ${LABEL}`],
    [{ labels: { a: unknown() } }, `${NO_LABEL} {"a":"a value that only Terraform knows"}; ${LABEL}`],
    [{ pushAtDeploy: 'no' }, 'pushAtDeploy is neither true nor false: got "no"; expected true or false'],
    [{ outDir: 5 }, 'outDir is no text: got 5; expected a text'],
    [{ outDir: '' }, 'outDir names no folder: got ""; expected dist/functions or the like'],
  ])('with %j', (given, message) => {
    expect(refusal(given)).toBe(message);
  });

  test('with all that is wrong, a line each', () => {
    expect(refusal({ region: 'fra', baseImage: '', repositoryName: '' }).split('\n')).toEqual([
      `${NO_REGION} "fra"; expected eu-frankfurt-1 or the like`,
      `${NO_NAME} ""; ${NAME}`,
      `${NO_REFERENCE} ""; ${REFERENCE}`,
    ]);
  });

  test('when its folder holds files of somebody else', () => {
    const outDir = scratch('theirs');
    fs.mkdirSync(path.join(outDir, 'list-buckets'));
    fs.writeFileSync(path.join(outDir, 'list-buckets', 'mine.ts'), '');
    expect(refusal({ outDir })).toContain('outDir has files of somebody else where the bundle belongs: got ');
  });
});

describe('an image takes', () => {
  test.each<[Given]>([
    [{ region: '${var.region}' }],
    [{ region: unknown() }],
    [{ realmDomain: 'oraclecloud.eu' }],
    [{ realmDomain: unknown() }],
    [{ baseImage: 'node' }],
    [{ baseImage: 'localhost:5000/node:24' }],
    [{ baseImage: `r.test/team/node:24@sha256:${'0'.repeat(64)}` }],
    [{ repositoryName: 'team/my-api_1.x' }],
    [{ repositoryName: `team/${unknown()}` }],
    [{ repositoryName: Fn.join('/', ['a', unknown()]) }],
    [{ labels: { 'org.test.note': 'costs ${5}', empty: '' } }],
    [{ pushAtDeploy: false }],
  ])('%j', (given) => {
    expect(refusal(given)).toBe('');
  });
});

describe('options of the bundling are refused', () => {
  test.each<[unknown, string]>([
    ['minify', 'bundling is no object: got "minify"; expected an object with options'],
    [
      { minfy: false },
      'bundling has no such option: got "minfy"; expected minify, sourceMap, target, define, external, loader, commandHooks. Did you mean minify?',
    ],
    [{ minify: 'no' }, 'bundling.minify is neither true nor false: got "no"; expected true or false'],
    [{ sourceMap: 1 }, 'bundling.sourceMap is neither true nor false: got 1; expected true or false'],
    [{ target: 20 }, 'bundling.target is no text: got 20; expected a text, known at synth'],
    [{ external: 'abc' }, 'bundling.external is no list of texts: got "abc"; expected a list of names'],
    [{ external: [5] }, 'bundling.external is no list of texts: got [5]; expected a list of names'],
    [{ define: ['A'] }, 'bundling.define is no object: got ["A"]; expected an object with options'],
    [
      { define: { A: 1 } },
      `bundling.define has a value that is no text: got {"A":1}; expected JavaScript in a text, for example '"test"', known at synth`,
    ],
    [
      { define: { A: unknown() } },
      `bundling.define has a value that is no text: got {"A":"a value that only Terraform knows"}; ` +
        `expected JavaScript in a text, for example '"test"', known at synth`,
    ],
    [{ loader: { '.sql': 'txt' } }, `${NO_LOADER} {".sql":"txt"}; ${LOADER}`],
    [{ loader: { sql: 'text' } }, `${NO_LOADER} {"sql":"text"}; ${LOADER}`],
    [{ loader: { '.sql': 'toString' } }, `${NO_LOADER} {".sql":"toString"}; ${LOADER}`],
    [
      { commandHooks: { afterBundling: 'ls' } },
      'bundling.commandHooks.afterBundling is no function: got "ls"; expected (inputDir, outputDir) => a list of shell commands',
    ],
    [
      { commandHooks: { beforeInstall: () => [] } },
      'bundling.commandHooks has no such option: got "beforeInstall"; expected beforeBundling, afterBundling',
    ],
    [
      { target: 'nod20' },
      String.raw`bundling is refused by esbuild: got "Invalid target \"nod20\" in \"--target=nod20\""; expected options that esbuild takes`,
    ],
    [
      { define: { A: 'b c' } },
      String.raw`bundling is refused by esbuild: got "Invalid define value (must be an entity name or JS literal): b c"; expected options that esbuild takes`,
    ],
  ])('%j', (bundling, message) => {
    expect(refusal({ bundling })).toBe(message);
  });

  test('unless all of them are right', () => {
    const bundling = {
      minify: true,
      sourceMap: false,
      target: 'node22',
      define: { A: '"b"' },
      external: ['@fnproject/fdk'],
      loader: { '.sql': 'text' },
      commandHooks: { beforeBundling: () => [] },
    };
    expect(refusal({ bundling })).toBe('');
  });
});
