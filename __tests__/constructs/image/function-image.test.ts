import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { search } from '../../../apis';
import { FunctionImage, platformsOf, Size } from '../../../constructs';
import type { FunctionImageProps } from '../../../constructs';
import { scratch } from '../../../testing/scratch';
import { StubBundler } from '../../../testing/stub-bundler';
import { dataSources, resource, resources, synthDocument } from '../../../testing/synth';
import { testApi } from '../../../testing/synth-api';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const props = (given: Partial<FunctionImageProps> = {}): FunctionImageProps => ({
  api: testApi(),
  compartmentId: 'ocid1.compartment.test',
  tenancyId: 'ocid1.tenancy.test',
  region: 'eu-zurich-1',
  bundler: new StubBundler(),
  outDir: scratch('image'),
  ...given,
});

const build = (given: Partial<FunctionImageProps> = {}): FunctionImage =>
  new FunctionImage(new TerraformStack(Testing.app({ outdir: scratch('app') }), 'Test'), 'Image', props(given));
const synth = (given: Partial<FunctionImageProps> = {}): ReturnType<typeof synthDocument> =>
  synthDocument((stack) => new FunctionImage(stack, 'Image', props(given)));
const read = ({ bundle }: FunctionImage, file: string): string =>
  fs.readFileSync(path.join(bundle.directory, file), 'utf8');

describe('FunctionImage', () => {
  test('hands the declaration of the API to the bundler', () => {
    const bundler = new StubBundler();
    build({ bundler });
    expect(bundler.inputs).toEqual([
      { declaration: path.resolve('apis/search.ts'), outfile: expect.stringMatching(/func\.js$/) as string },
    ]);
  });

  test('writes the bundle into a folder of the name of the API', () => {
    const outDir = scratch('named');
    expect(build({ outDir }).bundle.directory).toBe(path.join(outDir, 'list-buckets'));
  });

  test('takes a bundle that just keeps to its budget', () => {
    const bundler = new StubBundler('x'.repeat(2048));
    expect(build({ bundler, bundleBudget: Size.kibibytes(2) }).bundle.bytes).toBe(2048);
  });

  test('refuses a bundle that is larger than its budget, and names what makes it so', () => {
    const bundler = new StubBundler('x'.repeat(2049));
    expect(() => build({ bundler, bundleBudget: Size.kibibytes(2) })).toThrow(
      'bundleBudget is passed: got "2.0 KiB of at most 2.0 KiB, stub 2.0 KiB"; expected a bundle within its budget. ' +
        'Import less in the declaration, or give a larger bundleBudget (at Test/Image)',
    );
  });

  test('gives a bundle 60 KiB', () => {
    expect(() => build({ bundler: new StubBundler('x'.repeat(60 * 1024 + 1)) })).toThrow('bundleBudget is passed');
  });

  test('leaves nothing behind when the bundler fails', () => {
    const outDir = scratch('failed');
    const bundler = {
      bundle: (): never => {
        throw new Error('no such module');
      },
    };
    expect(() => build({ outDir, bundler })).toThrow('no such module');
    expect(fs.readdirSync(outDir)).toEqual(['list-buckets']);
  });

  test('says what the image is made of', () => {
    const image = build({ bundler: new StubBundler('code') });
    expect(JSON.parse(read(image, 'image.json'))).toEqual({
      base: 'docker.io/fnproject/node:24',
      entrypoint: ['node', '--max-semi-space-size=1', '/function/func.js'],
      platform: 'linux/amd64',
      files: { 'func.js': sha256('code'), 'func.js.map': sha256('{}\n') },
    });
  });

  test('says what the function serves', () => {
    expect(JSON.parse(read(build(), 'api.json'))).toEqual({
      name: 'list-buckets',
      description: 'Lists buckets.',
      route: { method: 'POST', path: '/buckets' },
      upstream: { service: 'objectstorage', method: 'POST', path: '/20160918/buckets' },
      example: { namespace: 'acme' },
    });
  });

  test('takes its tag from what the image is made of', () => {
    const image = build();
    expect(image.bundle.tag).toBe(sha256(read(image, 'image.json')).slice(0, 16));
  });

  test('has the same tag for the same content in another folder', () => {
    expect(build().bundle.tag).toBe(build().bundle.tag);
  });

  test('has another tag for other code', () => {
    expect(build({ bundler: new StubBundler('other') }).bundle.tag).not.toBe(build().bundle.tag);
  });

  test('has another tag for another base image', () => {
    const image = build({ baseImage: 'registry.test/node:26' });
    expect(JSON.parse(read(image, 'image.json'))).toMatchObject({ base: 'registry.test/node:26' });
    expect(image.bundle.tag).not.toBe(build().bundle.tag);
  });

  test('says where its sources are, as package.json has it, and has another tag then', () => {
    const project = scratch('project');
    fs.writeFileSync(path.join(project, 'package.json'), '{"repository":"a/b"}');
    const before = build().bundle.tag;
    const cwd = jest.spyOn(process, 'cwd').mockReturnValue(project);
    try {
      const image = build();
      const labels = { 'org.opencontainers.image.source': 'https://github.com/a/b' };
      expect(JSON.parse(read(image, 'image.json'))).toMatchObject({ labels });
      expect(image.bundle.tag).not.toBe(before);
    } finally {
      cwd.mockRestore();
    }
  });

  test("carries labels of one's own, and has another tag then", () => {
    const labels = { 'org.opencontainers.image.source': 'https://git.example.com/apis' };
    const image = build({ labels });
    expect(JSON.parse(read(image, 'image.json'))).toMatchObject({ labels });
    expect(image.bundle.tag).not.toBe(build().bundle.tag);
  });

  test('hands options of the bundling to esbuild', () => {
    const small = build({ bundler: undefined, api: search });
    const readable = build({
      bundler: undefined,
      api: search,
      bundling: { minify: false },
      bundleBudget: Size.mebibytes(1),
    });
    expect(readable.bundle.bytes).toBeGreaterThan(small.bundle.bytes * 1.5);
  });

  test("refuses options of the bundling for a bundler of one's own", () => {
    expect(() => build({ bundling: { minify: false } })).toThrow(
      'bundling goes with esbuild only: got ["minify"]; expected bundling or bundler, not both (at Test/Image)',
    );
  });

  test.each([
    [['linux/arm64'], 'linux/arm64'],
    [['linux/arm64', 'linux/amd64'], 'linux/amd64,linux/arm64'],
  ] as const)('is built for %p', (platforms, platform) => {
    const image = build({ platforms });
    expect(image.platforms).toEqual(platforms);
    expect(JSON.parse(read(image, 'image.json'))).toMatchObject({ platform });
  });

  test('has the same tag for the same platforms in another order', () => {
    const one = build({ platforms: ['linux/amd64', 'linux/arm64'] });
    expect(build({ platforms: ['linux/arm64', 'linux/amd64'] }).bundle.tag).toBe(one.bundle.tag);
  });

  test.each([[[]], [['linux/riscv64']]])('refuses %p as platforms', (platforms) => {
    expect(() => build({ platforms: platforms as unknown as ['linux/amd64'] })).toThrow(
      `platforms are none that functions run on: got ${JSON.stringify(platforms)}; expected linux/amd64, linux/arm64 (at Test/Image)`,
    );
  });

  test('has the same tag when only the description changes', () => {
    expect(build({ api: testApi({ description: 'Other words.' }) }).bundle.tag).toBe(build().bundle.tag);
  });

  test('names the image by region, namespace, repository and tag', () => {
    const document = synthDocument((stack) => {
      const { imageReference } = new FunctionImage(stack, 'Image', props());
      new TerraformOutput(stack, 'reference', { value: imageReference });
    });
    expect(document.output).toEqual({
      reference: {
        value: expect.stringMatching(
          /^ocir\.eu-zurich-1\.oci\.oraclecloud\.com\/\$\{data\.oci_objectstorage_namespace\.Image_Namespace\w*\.namespace\}\/\$\{oci_artifacts_container_repository\.Image_Repository\w*\.display_name\}:[0-9a-f]{16}$/,
        ) as string,
      },
    });
  });

  test.each([
    [{ region: 'eu-frankfurt-2' }, 'ocir.eu-frankfurt-2.oci.oraclecloud.eu'],
    [{ region: '${var.region}' }, 'ocir.${var.region}.oci.oraclecloud.com'],
    [{ region: '${var.region}', realmDomain: 'oraclecloud.eu' }, 'ocir.${var.region}.oci.oraclecloud.eu'],
  ])('is in the registry of the realm for %j', (given, host) => {
    expect(build(given).imageReference.split('/')[0]).toBe(host);
  });

  test('makes a private repository whose tags cannot be moved', () => {
    expect(resource(synth(), 'oci_artifacts_container_repository')).toEqual({
      compartment_id: 'ocid1.compartment.test',
      display_name: 'oracleapi/list-buckets',
      is_public: false,
      is_immutable: true,
    });
  });

  test('takes a repository name', () => {
    expect(resource(synth({ repositoryName: 'team/buckets' }), 'oci_artifacts_container_repository')).toMatchObject({
      display_name: 'team/buckets',
    });
  });

  test('asks for the namespace of the tenancy', () => {
    expect(dataSources(synth(), 'oci_objectstorage_namespace')).toEqual({
      'Image/Namespace': { compartment_id: 'ocid1.tenancy.test' },
    });
  });

  test('carries the bundle in the assets of the stack, found by its tag', () => {
    const outdir = scratch('out');
    const app = Testing.app({ outdir });
    const stack = new TerraformStack(app, 'Test');
    new OciProvider(stack, 'Oci', {});
    const image = new FunctionImage(stack, 'Image', props());
    app.synth();
    const assets = path.join(outdir, 'stacks', 'Test', image.asset.path);
    expect(path.basename(assets)).toBe(image.bundle.tag);
    expect(fs.readdirSync(assets).sort()).toEqual(['api.json', 'func.js', 'func.js.map', 'image.json']);
  });

  test('refuses a declaration with its problems', () => {
    expect(() => build({ api: testApi({ name: 'List' }) })).toThrow(
      'api is not declared correctly: got "List"; expected name: got "List"; expected a lower-case letter, then letters, digits and dashes, 63 at most (at Test/Image)',
    );
  });

  test('refuses an upstream in a network that is none', () => {
    const network = 'intranet' as 'internet';
    const upstream = { service: 'objectstorage', method: 'POST', path: '/20160918/buckets', network } as const;
    expect(() => build({ api: testApi({ upstream }) })).toThrow(
      `api is not declared correctly: got "list-buckets"; expected upstream.network: got "intranet"; expected 'oracle-services' or 'internet' (at Test/Image)`,
    );
  });

  test.each(['oracle-services', 'internet'] as const)('takes an upstream in the network %s', (network) => {
    const upstream = { service: 'objectstorage', method: 'POST', path: '/20160918/buckets', network } as const;
    expect(JSON.parse(read(build({ api: testApi({ upstream }) }), 'api.json'))).toMatchObject({
      upstream: { network },
    });
  });

  test('bundles nothing for a declaration that it refuses', () => {
    const bundler = new StubBundler();
    expect(() => build({ bundler, api: testApi({ name: 'List' }) })).toThrow('api is not declared correctly');
    expect(bundler.inputs).toEqual([]);
  });
});

describe('the push of an image', () => {
  test('is made by Terraform, once for each tag, by a program among the assets', () => {
    let tag = '';
    const document = synthDocument((stack) => {
      ({ tag } = new FunctionImage(stack, 'Image', props()).bundle);
    });
    const repository = expect.stringMatching(
      /^ocir\.eu-zurich-1\.oci\.oraclecloud\.com\/\$\{data\.\S+\.namespace\}\/\$\{\S+\.display_name\}$/,
    ) as string;
    expect(resource(document, 'terraform_data')).toEqual({
      provisioner: [
        {
          'local-exec': {
            command: expect.stringMatching(
              new RegExp(`^node assets/ImagePusher/program/push\\.js assets/Image_Bundle_\\w+/${tag}$`),
            ) as string,
            environment: { IMAGE_REFERENCE: repository },
          },
        },
      ],
      triggers_replace: {
        tag,
        repository,
        // Unknown while the repository is made, so that one that was made anew is pushed to again.
        repository_id: expect.stringMatching(
          /^\$\{oci_artifacts_container_repository\.Image_Repository_\w+\.id\}$/,
        ) as string,
      },
    });
  });

  test('is what a function waits for', () => {
    const { push, pushedBy } = build();
    expect(pushedBy).toEqual([push?.data]);
  });

  test('is left to a pipeline where that is asked for', () => {
    expect(resources(synth({ pushAtDeploy: false }), 'terraform_data')).toEqual({});
    expect(build({ pushAtDeploy: false })).toMatchObject({ push: undefined, pushedBy: [] });
  });

  test('has one program for all images of a stack', () => {
    const outdir = scratch('two');
    const app = Testing.app({ outdir });
    const stack = new TerraformStack(app, 'Test');
    new OciProvider(stack, 'Oci', {});
    const one = new FunctionImage(stack, 'One', props());
    const two = new FunctionImage(stack, 'Two', props());
    expect(two.push?.pusher).toBe(one.push?.pusher);
    app.synth();
    const assets = path.join(outdir, 'stacks', 'Test', 'assets');
    expect(fs.readdirSync(path.join(assets, 'ImagePusher', 'program'))).toEqual(['push.js']);
  });
});

describe('an image that is in a registry', () => {
  test('is what its reference says, and waits for nothing', () => {
    const image = FunctionImage.fromRegistry('ocir.eu-zurich-1.oci.oraclecloud.com/ns/search:1', ['linux/arm64']);
    expect(image).toEqual({
      imageReference: 'ocir.eu-zurich-1.oci.oraclecloud.com/ns/search:1',
      platforms: ['linux/arm64'],
    });
  });

  test('may be known only to Terraform', () => {
    expect(FunctionImage.fromRegistry('${var.image}')).toEqual({ imageReference: '${var.image}' });
  });

  test.each<[unknown, string, string]>([
    ['ocir.eu-zurich-1.oci.oraclecloud.com/ns/search', 'names no version', ''],
    ['r.test:443/ns/search', 'names no version', ''],
    ['search:latest', 'names no registry', ''],
    ['https://r.test/ns/search:1', 'is no reference of an image', ''],
    ['r.test/ns/search: 1', 'is no reference of an image', ''],
    ['a@b', 'is no reference of an image', ''],
    [5, 'is no text', '5'],
    [undefined, 'is no text', 'null'],
  ])('is refused as %j', (reference, wrong, got) => {
    expect(() => FunctionImage.fromRegistry(reference as string)).toThrow(
      new RangeError(
        `imageReference ${wrong}: got ${got || JSON.stringify(reference)}; expected <registry host>/<namespace>/<repository>:<tag>`,
      ),
    );
  });

  test.each<[unknown, string]>([
    [['amd64'], '["amd64"]'],
    [[], '[]'],
    ['linux/amd64', '"linux/amd64"'],
  ])('is refused for the platforms %j', (platforms, got) => {
    expect(() => FunctionImage.fromRegistry('r.test/ns/search:1', platforms as ['linux/amd64'])).toThrow(
      new RangeError(`platforms are none that functions run on: got ${got}; expected linux/amd64, linux/arm64`),
    );
  });
});

describe('platformsOf', () => {
  test.each([
    ['GENERIC_X86', ['linux/amd64']],
    ['GENERIC_ARM', ['linux/arm64']],
    ['GENERIC_X86_ARM', ['linux/amd64', 'linux/arm64']],
  ] as const)('says what an image for %s is built for', (shape, platforms) => {
    expect(platformsOf(shape)).toEqual(platforms);
  });
});
