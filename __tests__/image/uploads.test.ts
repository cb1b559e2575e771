import { PushScene, REPOSITORY, status, UPLOADS } from '../../testing/push-scene';
import { RegistryStandIn } from '../../testing/registry-stand-in';

const scene = new PushScene();

describe('what a push sends', () => {
  test('nothing for a function that did not change', async () => {
    await scene.push();
    const before = scene.registry.uploadedBytes;
    const { uploadedBytes } = await scene.push();
    expect(uploadedBytes).toBe(0);
    expect(scene.registry.uploadedBytes).toBe(before);
  });

  test('only its own layer and the configuration for one that did', async () => {
    await scene.push();
    const before = scene.registry.requests.length;
    const { uploadedBytes } = await scene.push({ code: 'exports.changed = true;\n' });
    const uploads = scene.registry.requests
      .slice(before)
      .filter(({ method, target }) => method === 'PUT' && target.includes(UPLOADS));
    expect(uploads).toHaveLength(2);
    expect(uploadedBytes).toBeLessThan(2048);
  });

  test('no layer of a base in the same registry: it is taken over there', async () => {
    await scene.push({ base: scene.registry.base });
    expect(
      scene.registry.requests.filter(({ target }) => target.includes('mount=')).map(({ method }) => method),
    ).toEqual(['POST']);
    expect(scene.registry.uploadedBytes).toBeLessThan(2048);
  });

  test('for two processors a manifest each, and a list of them under the tag', async () => {
    const { reference, digest } = await scene.push({ platform: 'linux/amd64,linux/arm64' });
    const stored = scene.registry.manifests.get(`${REPOSITORY}:${reference.split(':').at(-1) ?? ''}`);
    expect(stored?.mediaType).toBe('application/vnd.oci.image.index.v1+json');
    const { manifests } = JSON.parse(stored?.bytes.toString() ?? '') as {
      manifests: { digest: string; platform: unknown }[];
    };
    expect(manifests.map(({ platform }) => platform)).toEqual([
      { architecture: 'amd64', os: 'linux' },
      { architecture: 'arm64', os: 'linux' },
    ]);
    expect(manifests.every((one) => scene.registry.manifests.has(`${REPOSITORY}:${one.digest}`))).toBe(true);
    expect(scene.registry.manifests.has(`${REPOSITORY}:${digest ?? ''}`)).toBe(true);
  });
});

describe('a registry whose tokens are good for what was asked', () => {
  /** Tokens that name their scopes; `readable` says of what else than the own repository they are given. */
  const withScopes = (readable: readonly string[]): void => {
    scene.registry.fault = (request, response) => {
      const url = new URL(request.target, `http://${scene.registry.host}`);
      if (url.pathname === '/token') {
        const scopes = url.searchParams.getAll('scope').map((scope) => scope.replace('repository:', ''));
        const given = scopes.filter((scope) => /:pull,push$/.test(scope) || readable.includes(scope));
        return status(200, {}, JSON.stringify({ token: given.join(' ') }))(request, response);
      }
      const token = request.authorization?.replace('Bearer ', '').split(' ') ?? [];
      const from = url.searchParams.get('from') ?? url.pathname.split('/').slice(2, 4).join('/');
      const isOwn = url.pathname.startsWith(`/v2/${REPOSITORY}/`);
      const needed = [
        ...(isOwn ? [`${REPOSITORY}:pull,push`] : []),
        ...(isOwn && !url.searchParams.has('from') ? [] : [`${from}:pull`]),
      ];
      if (needed.every((scope) => token.includes(scope))) return false;
      const challenge = `Bearer realm="http://${scene.registry.host}/token",service="ocir"`;
      return status(401, { 'www-authenticate': challenge })(request, response);
    };
  };
  const mounts = (): number => scene.registry.requests.filter(({ target }) => target.includes('mount=')).length;

  test('takes the layers of its base over with one token more', async () => {
    await scene.registry.stop();
    scene.registry = await RegistryStandIn.start(4096, 3);
    withScopes(['base/node:pull']);
    await scene.push({ base: scene.registry.base, login: true });
    expect(scene.registry.uploadedBytes).toBeLessThan(2048);
    expect(mounts()).toBeLessThanOrEqual(6);
  });

  test('is sent the layers where it does not let its base be read for that', async () => {
    let given = 0;
    withScopes(['base/node:pull']);
    const { fault } = scene.registry;
    scene.registry.fault = (request, response) => {
      // The base is read with a token of its own; one for both is not to be had.
      const scopes = new URL(request.target, 'http://x').searchParams.getAll('scope');
      if (scopes.length > 1) {
        given += 1;
        return status(403)(request, response);
      }
      return fault(request, response);
    };
    await scene.push({ base: scene.registry.base, login: true });
    expect(given).toBe(1);
    expect(scene.registry.uploadedBytes).toBeGreaterThan(4096);
    expect(scene.registry.tagsOf(REPOSITORY)).toHaveLength(1);
  });
});
