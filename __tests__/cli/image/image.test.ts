import { createHash } from 'node:crypto';
import { search } from '../../../apis';
import { bundleFunction, DEFAULT_IMAGE } from '../../../constructs';
import { jsonLines, runCommand } from '../../../testing/command';
import { RegistryStandIn } from '../../../testing/registry-stand-in';
import { scratch } from '../../../testing/scratch';
import { StubBundler } from '../../../testing/stub-bundler';

const TIMEOUT_MS = 60_000;

describe('signed-api image push', () => {
  let registry: RegistryStandIn;
  beforeAll(async () => {
    registry = await RegistryStandIn.start();
  });
  afterAll(() => registry.stop());

  const bundled = (): string =>
    bundleFunction(search, {
      outDir: scratch('bundle'),
      bundler: new StubBundler(),
      image: { ...DEFAULT_IMAGE, base: registry.base },
    }).directory;

  test(
    'pushes a bundle and prints its reference',
    async () => {
      const repository = `${registry.host}/ns/search`;
      const { exitCode, stdout, stderr } = await runCommand(['image', 'push', bundled(), repository, '--json'], {
        SIGNED_API_CACHE: scratch('cache'),
      });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      const [tag = ''] = registry.tagsOf('ns/search');
      expect(jsonLines(stdout).at(-1)).toMatchObject({ step: 'pushed', ok: true, reference: `${repository}:${tag}` });
    },
    TIMEOUT_MS,
  );

  test(
    'says in one line what is wrong with a folder that is no bundle',
    async () => {
      const { exitCode, stderr } = await runCommand(['image', 'push', '/nowhere', `${registry.host}/ns/search`]);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: '/nowhere/image.json cannot be read. Run a synth.\n',
      });
    },
    TIMEOUT_MS,
  );

  test.each([
    ['Not A Place', 'is no reference of an image; expected <host>/<repository>:<tag>.'],
    ['r.test/ns/search:v1', 'is no place to push to; expected <host>/<repository>, without a tag'],
  ])('says that %s is no place, with exit code 2', async (target, message) => {
    const { exitCode, stdout, stderr } = await runCommand(['image', 'push', bundled(), target]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`"${target}" ${message}`);
  });
});

describe('signed-api image pin', () => {
  let registry: RegistryStandIn;
  beforeAll(async () => {
    registry = await RegistryStandIn.start();
  });
  afterAll(() => registry.stop());

  const pin = (base: string, ...options: string[]): ReturnType<typeof runCommand> =>
    runCommand(['image', 'pin', base, ...options], { NO_COLOR: '1' });
  const list = (): Buffer => registry.manifests.get('base/node:24')?.bytes ?? Buffer.alloc(0);
  const manifests = (): { digest: string }[] =>
    (JSON.parse(list().toString()) as { manifests: { digest: string }[] }).manifests;
  const digest = (bytes = list()): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

  test('prints what a tag names, as the stack takes it', async () => {
    const pinned = `${registry.base}@${digest()}`;
    await expect(pin(registry.base)).resolves.toEqual({
      exitCode: 0,
      stderr: '',
      stdout:
        `✓ base             ${pinned} for linux/amd64, linux/arm64\n` +
        `\nFor every image of a stack: image: { baseImage: '${pinned}' }\n`,
    });
  });

  test('prints it for scripts', async () => {
    const { stdout } = await pin(registry.base, '--json');
    expect(jsonLines(stdout)).toEqual([
      {
        step: 'base',
        ok: true,
        reference: `${registry.base}@${digest()}`,
        platforms: ['linux/amd64', 'linux/arm64'],
      },
    ]);
  });

  test('names the one platform of an image that is no list', async () => {
    const arm = manifests()[1]?.digest ?? '';
    const { stdout } = await pin(`${registry.host}/base/node@${arm}`, '--json');
    expect(jsonLines(stdout)).toMatchObject([{ platforms: ['linux/arm64'] }]);
  });

  test('leaves out what a builder says of its image', async () => {
    const attestation = { digest: digest(Buffer.from('{}')), platform: { os: 'unknown', architecture: 'unknown' } };
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [...manifests(), attestation] }));
    registry.manifests.set('base/node:attested', { mediaType: 'application/vnd.oci.image.index.v1+json', bytes });
    const { stdout } = await pin(`${registry.host}/base/node:attested`, '--json');
    expect(jsonLines(stdout)).toMatchObject([{ platforms: ['linux/amd64', 'linux/arm64'] }]);
  });

  test('says in one line that there is no such image', async () => {
    await expect(pin(`${registry.host}/base/node:25`)).resolves.toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `The base image ${registry.host}/base/node:25 is not there.\n`,
    });
  });
});
