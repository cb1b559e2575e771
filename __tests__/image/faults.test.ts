import fs from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { BlobCache } from '../../image/base/blob-cache';
import { readBundleFolder } from '../../image/bundle-folder';
import { ImageError } from '../../image/image-error';
import { pushImage } from '../../image/push';
import { PushScene, REPOSITORY, status, UPLOADS } from '../../testing/push-scene';
import type { Given } from '../../testing/push-scene';
import { RegistryStandIn } from '../../testing/registry-stand-in';
import type { Fault } from '../../testing/registry-stand-in';
import { scratch } from '../../testing/scratch';
import { silentProgress } from '../../testing/silent-progress';

const scene = new PushScene();

/** Misbehaves the first times that a request is as told. */
function at(method: string, part: string, times: number, fault: Fault): Fault {
  let count = 0;
  return (request, response) => {
    if (request.method !== method || !request.target.includes(part) || count >= times) return false;
    count += 1;
    return fault(request, response);
  };
}

const reset: Fault = (_request, response) => {
  response.socket?.resetAndDestroy();
  return true;
};
const ALWAYS = Infinity;

async function failure(): Promise<string> {
  const error: unknown = await scene.push().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImageError);
  const { message } = error as ImageError;
  expect(message).not.toContain('\n');
  expect(scene.registry.tagsOf(REPOSITORY)).toEqual([]);
  return message.replaceAll(scene.registry.host, 'REGISTRY').replaceAll(scene.baseRegistry.host, 'BASE');
}

describe('a push that gets over what passes', () => {
  const expectPushed = async (given?: Given): Promise<void> => {
    const { reference } = await scene.push(given);
    expect(scene.registry.tagsOf(REPOSITORY)).toEqual([reference.split(':').at(-1)]);
  };

  test('logs in after a 401, with the token that its login gets', async () => {
    scene.registry.fault = (request, response) => {
      if (request.target.startsWith('/token')) {
        expect(request.authorization).toBe(`Basic ${Buffer.from('BEARER_TOKEN:planted-secret').toString('base64')}`);
        expect(request.target).toBe(
          `/token?service=ocir&scope=${encodeURIComponent(`repository:${REPOSITORY}:pull,push`)}`,
        );
        return status(200, {}, '{"token":"bearer"}')(request, response);
      }
      if (request.authorization === 'Bearer bearer') return false;
      // Oracle's own challenge has a scope that is empty.
      const challenge = `Bearer realm="http://${scene.registry.host}/token",service="ocir",scope=""`;
      return status(401, { 'www-authenticate': challenge })(request, response);
    };
    await expectPushed({ login: true });
  });

  test('logs in again when its token has run out', async () => {
    let given = 0;
    let used = 0;
    scene.registry.fault = (request, response) => {
      if (request.target.startsWith('/token')) {
        given += 1;
        used = 0;
        return status(200, {}, JSON.stringify({ token: `bearer-${String(given)}` }))(request, response);
      }
      used += 1;
      if (request.authorization === `Bearer bearer-${String(given)}` && used <= 3) return false;
      return status(401, { 'www-authenticate': `Bearer realm="http://${scene.registry.host}/token"` })(
        request,
        response,
      );
    };
    await expectPushed({ login: true });
    expect(given).toBeGreaterThan(1);
  });

  test('follows a base to where its layers are stored, and takes no token there', async () => {
    const storage = await RegistryStandIn.start();
    scene.baseRegistry.fault = (request, response) => {
      if (request.target.startsWith('/token')) return status(200, {}, '{"token":"bearer"}')(request, response);
      if (request.authorization !== 'Bearer bearer') {
        const challenge = `Bearer realm="http://${scene.baseRegistry.host}/token"`;
        return status(401, { 'www-authenticate': challenge })(request, response);
      }
      if (request.method !== 'GET' || !request.target.includes('/blobs/')) return false;
      return status(307, { location: `http://${storage.host}${request.target}` })(request, response);
    };
    await expectPushed();
    expect(storage.requests.length).toBeGreaterThan(0);
    expect(storage.requests.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
    await storage.stop();
  });

  test('finds its own tag there when the answer to it was lost, and may not be written twice', async () => {
    let count = 0;
    scene.registry.fault = (request, response) => {
      if (request.method !== 'PUT' || !/manifests\/(?!sha256)/.test(request.target)) return false;
      count += 1;
      if (count > 1) return status(409, {}, '{"errors":[{"code":"DENIED"}]}')(request, response);
      const tag = request.target.split('/').at(-1) ?? '';
      const mediaType = 'application/vnd.oci.image.manifest.v1+json';
      scene.registry.manifests.set(`${REPOSITORY}:${tag}`, { mediaType, bytes: request.body });
      return reset(request, response);
    };
    await expectPushed();
    expect(count).toBe(2);
  });

  test('logs in with name and password where a registry wants that', async () => {
    scene.registry.fault = (request, response) =>
      request.authorization?.startsWith('Basic ') === true
        ? false
        : status(401, { 'www-authenticate': 'Basic realm="registry"' })(request, response);
    await expectPushed({ login: true });
  });

  test('waits as long as a 429 asks for', async () => {
    scene.registry.fault = at('POST', UPLOADS, 2, status(429, { 'retry-after': '7' }));
    await expectPushed();
    expect(scene.waits).toEqual([7000, 7000]);
  });

  test('waits until the date that a 429 names', async () => {
    const inHalfAMinute = new Date(Date.now() + 30_000).toUTCString();
    scene.registry.fault = at('POST', UPLOADS, 1, status(429, { 'retry-after': inHalfAMinute }));
    await expectPushed();
    expect(scene.waits).toHaveLength(1);
    expect(scene.waits[0]).toBeGreaterThan(20_000);
    expect(scene.waits[0]).toBeLessThanOrEqual(30_000);
  });

  test('waits a little where a 429 asks for no pause at all', async () => {
    scene.registry.fault = at('POST', UPLOADS, 2, status(429, { 'retry-after': '0' }));
    await expectPushed();
    expect(scene.waits).toEqual([500, 1000]);
  });

  test('tries again after a 500', async () => {
    scene.registry.fault = at('PUT', UPLOADS, 1, status(500));
    await expectPushed();
    expect(scene.waits).toEqual([500]);
  });

  test.each([
    ['an upload', 'PUT', UPLOADS],
    ['the tag', 'PUT', '/manifests/'],
    ['a question', 'HEAD', '/blobs/'],
  ])('tries again when the connection is reset in %s', async (_what, method, part) => {
    scene.registry.fault = at(method, part, 1, reset);
    await expectPushed();
  });

  test('tries again when a layer of the base breaks off', async () => {
    scene.baseRegistry.fault = at('GET', '/blobs/', 1, (_request, response) => {
      response.writeHead(200, { 'content-length': '4096' });
      response.write('half', () => response.socket?.destroy());
      return true;
    });
    await expectPushed();
  });

  test('tries again when the registry is silent', async () => {
    scene.registry.fault = at('PUT', UPLOADS, 1, () => true);
    await expectPushed();
  });

  test('has patience with a slow registry that keeps talking', async () => {
    scene.baseRegistry.fault = at('GET', '/blobs/', 1, async (request, response) => {
      const bytes = [...scene.baseRegistry.blobs].find(([key]) =>
        request.target.endsWith(key.split('@')[1] ?? '-'),
      )?.[1];
      response.writeHead(200);
      const part = Math.ceil((bytes?.length ?? 0) / 4);
      for (let start = 0; start < (bytes?.length ?? 0); start += part) {
        response.write(bytes?.subarray(start, start + part));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      response.end();
      return true;
    });
    await expectPushed();
    expect(scene.waits).toEqual([]);
  });
});

describe('a push that fails says so in one line, and leaves no tag', () => {
  test('refused to log in', async () => {
    scene.registry.fault = status(401, { 'www-authenticate': `Bearer realm="http://${scene.registry.host}/token"` });
    expect(await failure()).toBe(
      'REGISTRY does not let you log in (401). Tried: nothing on this machine. ' +
        "Run docker login REGISTRY, or for Oracle's registry put an API key into ~/.oci/config.",
    );
  });

  test('not allowed to push', async () => {
    scene.registry.fault = at(
      'POST',
      UPLOADS,
      ALWAYS,
      status(403, {}, '{"errors":[{"code":"DENIED","message":"secret"}]}'),
    );
    expect(await failure()).toBe(
      `REGISTRY/${REPOSITORY} answered 403 (DENIED) for an upload. Whoever is logged in may not push: it takes "manage repos" in the compartment.`,
    );
  });

  test('no such repository', async () => {
    scene.registry.fault = at('POST', UPLOADS, ALWAYS, status(404, {}, '{"errors":[{"code":"NAME_UNKNOWN"}]}'));
    expect(await failure()).toBe(
      `REGISTRY/${REPOSITORY} answered 404 (NAME_UNKNOWN) for an upload. The repository is not there, or whoever is logged in may not see it.`,
    );
  });

  test('let in by no token that it gets', async () => {
    scene.registry.fault = (request, response) =>
      request.target.startsWith('/token')
        ? status(403)(request, response)
        : status(401, { 'www-authenticate': `Bearer realm="http://${scene.registry.host}/token"` })(request, response);
    const error: unknown = await scene.push({ login: true }).catch((reason: unknown) => reason);
    expect((error as Error).message).toBe(
      `${scene.registry.host} does not let you log in (403). Tried: a token. ` +
        `The login is wrong or no longer valid, or has no access to ${REPOSITORY}: check it, and the repository's name, namespace and region.`,
    );
  });

  test.each([
    ['an upload without an address', status(202, { location: 'http://' })],
    ['an upload without a place', status(202)],
  ])('%s', async (_what, fault) => {
    scene.registry.fault = at('POST', UPLOADS, ALWAYS, fault);
    expect(await failure()).toMatch(
      /^REGISTRY( points to no address, or round and round|\/.* answered 202 for an upload)/,
    );
  });

  test('redirects without end', async () => {
    scene.baseRegistry.fault = (request, response) =>
      request.target.includes('/blobs/') ? status(307, { location: request.target })(request, response) : false;
    expect(await failure()).toBe(
      'BASE points to no address, or round and round. Is it a registry? Check the reference.',
    );
  });

  test('an answer without end', async () => {
    scene.baseRegistry.fault = (request, response) => {
      if (!request.target.includes('/manifests/')) return false;
      response.end(Buffer.alloc(9 * 1024 * 1024));
      return true;
    };
    expect(await failure()).toBe('BASE answered more than 8388608 bytes.');
  });

  test('one layer that fails: the others are not waited for', async () => {
    await scene.replaceBase(4096, 4);
    let count = 0;
    scene.registry.fault = (request, response) => {
      if (request.method !== 'HEAD' || !request.target.includes('/blobs/')) return false;
      count += 1;
      // The first ones stay silent for longer than a test may take.
      return count === 3 ? status(403)(request, response) : true;
    };
    const error: unknown = await scene.push({ idleMs: 600_000 }).catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(/ answered 403 for a layer\. Whoever is logged in may not push/);
  });

  test('asked to wait for too long', async () => {
    scene.registry.fault = at('POST', UPLOADS, ALWAYS, status(429, { 'retry-after': '3600' }));
    expect(await failure()).toBe('REGISTRY answered 429 and asks to wait 3600 s. Try again later.');
  });

  test('a registry that is down', async () => {
    scene.registry.fault = at('PUT', UPLOADS, ALWAYS, status(503));
    expect(await failure()).toBe('REGISTRY answered 503, 5 times in a row. Try again later.');
    expect(scene.waits).toEqual([500, 1000, 2000, 4000]);
  });

  test('a registry that is silent', async () => {
    scene.registry.fault = at('PUT', UPLOADS, ALWAYS, () => true);
    expect(await failure()).toBe('REGISTRY was silent for 0.5 s, 5 times in a row. Try again later.');
  });

  test('a registry that is not reached', async () => {
    scene.registry.fault = at('PUT', UPLOADS, ALWAYS, reset);
    expect(await failure()).toBe(
      "REGISTRY cannot be reached: ECONNRESET, 5 times in a row. Check the host's name and the network; behind a proxy, set HTTPS_PROXY.",
    );
  });

  test.each([
    ['a login', status(401, { 'www-authenticate': 'Bearer realm="http://login.test/token"' }), 'http://login.test'],
    ['an upload', status(202, { location: 'http://storage.test/upload' }), 'http://storage.test'],
  ])('a registry that points to an address without TLS for %s', async (_what, fault, origin) => {
    scene.registry.fault = at('POST', UPLOADS, ALWAYS, fault);
    expect(await failure()).toBe(
      `${origin}, where the registry points, is not https: nothing is sent there. Check the registry's settings.`,
    );
  });

  test('an upload that is stored under another digest', async () => {
    const other = `sha256:${'0'.repeat(64)}`;
    scene.registry.fault = at('PUT', UPLOADS, ALWAYS, status(201, { 'docker-content-digest': other }));
    expect(await failure()).toMatch(
      /^REGISTRY\/ns\/oracleapi\/search has other bytes than it should: expected sha256:[0-9a-f]{64}, got sha256:0{64}\.$/,
    );
  });

  test('a manifest that is stored under another digest, noticed before there is a tag', async () => {
    const other = `sha256:${'0'.repeat(64)}`;
    scene.registry.fault = at('PUT', '/manifests/', ALWAYS, status(201, { 'docker-content-digest': other }));
    expect(await failure()).toMatch(/has other bytes than it should/);
  });

  test.each([
    [
      'is a byte shorter',
      (file: string) => {
        fs.truncateSync(file, 4095);
      },
    ],
    [
      'has another byte',
      (file: string) => {
        fs.writeFileSync(file, Buffer.alloc(4096));
      },
    ],
  ])('no layer that %s on the disk than it was: it is fetched again', async (_what, spoil) => {
    const cache = scratch('cache');
    await scene.push({ cache });
    for (const name of fs.readdirSync(cache)) spoil(path.join(cache, name));
    scene.registry.manifests.clear();
    scene.registry.blobs.clear();
    const { reference } = await scene.push({ cache });
    expect(scene.registry.tagsOf(REPOSITORY)).toEqual([reference.split(':').at(-1)]);
  });

  test('a folder in the place of a layer', async () => {
    const cache = scratch('cache');
    await scene.push({ cache });
    for (const name of fs.readdirSync(cache)) {
      fs.rmSync(path.join(cache, name));
      fs.mkdirSync(path.join(cache, name));
    }
    scene.registry.manifests.clear();
    scene.registry.blobs.clear();
    const error: unknown = await scene.push({ cache }).catch((reason: unknown) => reason);
    expect((error as Error).message).toBe(
      `The folder for base layers, ${cache}, cannot be used (EISDIR). Make room, or name another in SIGNED_API_CACHE.`,
    );
  });

  test('a layer that is another than its digest leaves nothing on the disk', async () => {
    const cache = scratch('cache');
    fs.writeFileSync(path.join(cache, `sha256-${'a'.repeat(64)}.old-draft`), 'half');
    fs.utimesSync(path.join(cache, `sha256-${'a'.repeat(64)}.old-draft`), 0, 0);
    let count = 0;
    scene.baseRegistry.fault = (request, response) => {
      if (!/blobs\/sha256:/.test(request.target)) return false;
      count += 1;
      return count === 2 ? status(200, {}, '{}')(request, response) : false;
    };
    await expect(scene.push({ cache })).rejects.toThrow('has other bytes than it should');
    expect(fs.readdirSync(cache)).toEqual([]);
  });

  test.each([
    ['a layer', /^BASE\/base\/node has other bytes than it should/, 3],
    ['the configuration', /^BASE\/base\/node has other bytes than it should/, 2],
    ['the manifest', /^BASE\/base\/node has other bytes than it should/, 1],
  ])('a base whose %s is another than its digest', async (_what, message, nth) => {
    let count = 0;
    scene.baseRegistry.fault = (request, response) => {
      if (!/sha256:/.test(request.target)) return false;
      count += 1;
      return count === nth ? status(200, { 'content-type': 'application/json' }, '{}')(request, response) : false;
    };
    expect(await failure()).toMatch(message);
  });

  test('a base that is not there for the processor', async () => {
    const error: unknown = await scene.push({ platform: 'linux/riscv64' }).catch((reason: unknown) => reason);
    expect((error as Error).message).toBe(
      `The base image ${scene.baseRegistry.base} is not there for linux/riscv64; it has linux/amd64, linux/arm64.`,
    );
  });

  test('a base that is not there at all', async () => {
    const base = `${scene.baseRegistry.host}/base/node:26`;
    const error: unknown = await scene.push({ base }).catch((reason: unknown) => reason);
    expect((error as Error).message).toBe(`The base image ${base} is not there.`);
  });

  test('a tag that cannot be written after all the rest was', async () => {
    scene.registry.fault = (request, response) =>
      request.method === 'PUT' && /manifests\/(?!sha256)/.test(request.target)
        ? status(403, {}, '{"errors":[{"code":"DENIED"}]}')(request, response)
        : false;
    expect(await failure()).toMatch(/answered 403 \(DENIED\) for the manifest/);
  });
});

describe('an upload that is broken off in its middle', () => {
  const LAYER = 8 * 1024 * 1024;
  /** Reads some of a layer, then resets the connection. */
  const breakOff = async (times: number): Promise<{ server: net.Server; port: number }> => {
    let count = 0;
    const server = net.createServer((socket) => {
      const target = net.connect(Number(scene.registry.host.split(':')[1]), '127.0.0.1');
      let bytes = 0;
      socket.on('data', (chunk) => {
        bytes += chunk.length;
        if (bytes > LAYER / 2 && count < times) {
          count += 1;
          socket.resetAndDestroy();
          target.destroy();
        }
      });
      for (const one of [socket, target]) one.on('error', () => undefined);
      socket.pipe(target).pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, port: (server.address() as AddressInfo).port };
  };
  const descriptors = (): number => fs.readdirSync('/dev/fd').length;

  const pushThrough = async (times: number): Promise<{ error?: Error; told: string }> => {
    await scene.replaceBase(LAYER);
    const { server, port } = await breakOff(times);
    let told = '';
    const progress = { ...silentProgress, underway: (_step: string, text: string) => void (told = text) };
    const error: unknown = await pushImage(
      readBundleFolder(scene.bundled()),
      `127.0.0.1:${String(port)}/${REPOSITORY}`,
      {
        login: [],
        cache: new BlobCache(scratch('cache')),
        progress,
        registry: { idleMs: 5000, wait: () => Promise.resolve() },
      },
    ).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await new Promise((resolve) => server.close(resolve));
    return { error: error as Error | undefined, told };
  };

  test('is made again, and what is told of it is counted once', async () => {
    const { error, told } = await pushThrough(3);
    expect(error).toBeUndefined();
    expect(told).toBe('8.0 MiB fetched, 8.0 MiB of 8.0 MiB sent');
    expect(scene.registry.tagsOf(REPOSITORY)).toHaveLength(1);
  });

  test('ends in one line after some tries, without a tag and without an open file', async () => {
    const before = descriptors();
    const { error } = await pushThrough(ALWAYS);
    expect(error?.message).toMatch(/^127\.0\.0\.1:\d+ cannot be reached: \w+, 5 times in a row\. /);
    expect(scene.registry.tagsOf(REPOSITORY)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(descriptors()).toBeLessThanOrEqual(before + 2);
  });
});
