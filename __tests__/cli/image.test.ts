import { search } from '../../apis';
import { bundleFunction, DEFAULT_IMAGE } from '../../constructs';
import { jsonLines, runCommand } from '../../testing/command';
import { RegistryStandIn } from '../../testing/registry-stand-in';
import { scratch } from '../../testing/scratch';
import { StubBundler } from '../../testing/stub-bundler';

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

  test(
    'says in one line that a place is none',
    async () => {
      const { exitCode, stderr } = await runCommand(['image', 'push', bundled(), 'Not A Place']);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: '"Not A Place" is no reference of an image; expected <host>/<repository>:<tag>.\n',
      });
    },
    TIMEOUT_MS,
  );
});
