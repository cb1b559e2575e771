import { execFileSync } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { search } from '../../apis';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../constructs';
import { BlobCache } from '../../image/base/blob-cache';
import { readBundleFolder } from '../../image/bundle-folder';
import { pushImage } from '../../image/push';
import { startRegistry } from '../../testing/docker-registry';
import { startFunction } from '../../testing/function-process';
import { testSession } from '../../testing/function-session';
import type { TestSession } from '../../testing/function-session';
import { json, startUpstream } from '../../testing/function-upstream';
import type { ReceivedRequest } from '../../testing/function-upstream';
import { pullImage } from '../../testing/image-container';
import type { UnpackedImage } from '../../testing/image-container';
import { OWN_PLATFORM, pushNodeBase } from '../../testing/node-base-image';
import { describeWith } from '../../testing/optional-tool';
import { scratch } from '../../testing/scratch';
import { silentProgress } from '../../testing/silent-progress';

describeWith(['docker-registry', 'skopeo', 'bwrap'], 'an image as OCI Functions runs it', () => {
  let image: UnpackedImage;

  beforeAll(async () => {
    const { host } = await startRegistry();
    const { directory } = bundleFunction(search, {
      outDir: scratch('bundle'),
      bundler: new EsbuildBundler(),
      image: { ...DEFAULT_IMAGE, base: pushNodeBase(host), platform: OWN_PLATFORM },
    });
    const { reference } = await pushImage(readBundleFolder(directory), `${host}/ns/oracleapi/search`, {
      login: [],
      cache: new BlobCache(scratch('cache')),
      progress: silentProgress,
    });
    image = pullImage(reference);
  });

  /** Runs a script in the image instead of its entrypoint. */
  const inside = (script: string): string =>
    execFileSync(image.runner, ['--', 'node', '--print', script], { encoding: 'utf8', env: {} }).trim();
  const attemptAt = (file: string): string =>
    inside(`try { fs.writeFileSync('${file}', ''); 'written' } catch (error) { error.code }`);

  test('answers a call with what the upstream said, having signed it', async () => {
    const session = testSession();
    const upstream = await startUpstream(json({ items: [{ displayName: 'Käse' }] }));
    const fn = await startFunction({
      bundle: '/function/func.js',
      session,
      environment: { UPSTREAM_ENDPOINT: upstream.url },
      node: image.runner,
    });
    const answer = await fn.call(JSON.stringify(search.example));
    expect(answer).toMatchObject({ status: 200, body: '{"items":[{"displayName":"Käse"}]}' });
    const [sent] = upstream.requests;
    expect(sent !== undefined && isSigned(sent, session)).toBe(true);
    await fn.stop();
    await upstream.close();
  });

  test('runs as user and group 1000', () => {
    expect(inside('`${process.getuid()}:${process.getgid()}`')).toBe('1000:1000');
  });

  test('may write to /tmp', () => {
    expect(attemptAt('/tmp/file')).toBe('written');
  });

  test.each(['/function/func.js', '/function/file', '/file'])('may not write %s', (file) => {
    expect(['EROFS', 'EACCES']).toContain(attemptAt(file));
  });

  test('starts in the folder of the function', () => {
    expect(inside('process.cwd()')).toBe('/function');
  });
});

/** As OCI checks a signature. */
function isSigned({ method, target, headers, body }: ReceivedRequest, { publicKey }: TestSession): boolean {
  const [, names = ''] = /headers="([^"]+)"/.exec(headers.authorization ?? '') ?? [];
  const [, signature = ''] = /signature="([^"]+)"/.exec(headers.authorization ?? '') ?? [];
  const lines = names.split(' ').map((name) => {
    const value = name === '(request-target)' ? `${method.toLowerCase()} ${target}` : String(headers[name]);
    return `${name}: ${value}`;
  });
  return (
    headers['x-content-sha256'] === createHash('sha256').update(body).digest('base64') &&
    verify('sha256', Buffer.from(lines.join('\n')), publicKey, Buffer.from(signature, 'base64'))
  );
}
