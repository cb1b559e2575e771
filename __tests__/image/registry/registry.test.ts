import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { search } from '../../../apis';
import { bundleFunction, DEFAULT_IMAGE, EsbuildBundler } from '../../../constructs';
import { BlobCache } from '../../../image/base/blob-cache';
import { readBundleFolder } from '../../../image/bundle-folder';
import { pushImage } from '../../../image/push';
import type { PushResult } from '../../../image/push';
import { startRegistry } from '../../../testing/docker-registry';
import { OWN_PLATFORM, pushNodeBase } from '../../../testing/node-base-image';
import { describeWith } from '../../../testing/optional-tool';
import { scratch } from '../../../testing/scratch';
import { silentProgress } from '../../../testing/silent-progress';

describeWith(['docker-registry', 'skopeo'], 'an image in a real registry', () => {
  let host: string;
  let base: string;

  beforeAll(async () => {
    ({ host } = await startRegistry());
    base = pushNodeBase(host);
  });

  const bundled = (): string =>
    bundleFunction(search, {
      outDir: scratch('bundle'),
      bundler: new EsbuildBundler(),
      image: {
        ...DEFAULT_IMAGE,
        base,
        platform: OWN_PLATFORM,
        labels: { 'org.opencontainers.image.source': 'https://git.example.com/apis' },
      },
    }).directory;
  const push = (repository: string): Promise<PushResult> =>
    pushImage(readBundleFolder(bundled()), `${host}/${repository}`, {
      login: [],
      cache: new BlobCache(scratch('cache')),
      progress: silentProgress,
    });
  const inspect = (reference: string): unknown =>
    JSON.parse(
      execFileSync('skopeo', ['inspect', '--config', '--tls-verify=false', `docker://${reference}`], {
        encoding: 'utf8',
      }),
    );

  test('is what skopeo reads: entrypoint, user, folder, and no arguments of the base', async () => {
    const { reference } = await push('ns/config');
    expect(inspect(reference)).toMatchObject({
      config: {
        Entrypoint: DEFAULT_IMAGE.entrypoint,
        User: '1000:1000',
        WorkingDir: '/function',
        Env: ['PATH=/usr/bin'],
      },
    });
    expect(inspect(reference)).not.toHaveProperty('config.Cmd');
  });

  test('says where its content is from, and has the hash of it for its revision', async () => {
    const { reference } = await push('ns/labels');
    const { config } = inspect(reference) as { config: { Labels: Record<string, string> } };
    expect(config.Labels).toEqual({
      'org.opencontainers.image.source': 'https://git.example.com/apis',
      'org.opencontainers.image.created': '1970-01-01T00:00:00.000Z',
      'org.opencontainers.image.revision': expect.stringMatching(
        new RegExp(`^${reference.split(':').at(-1) ?? ''}[0-9a-f]{48}$`),
      ) as string,
      'org.opencontainers.image.base.name': base,
      'org.opencontainers.image.base.digest': expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    });
  });

  test('has one layer more than its base: the function, readable by all and written by none', async () => {
    const { reference } = await push('ns/layers');
    const folder = scratch('pulled');
    execFileSync('skopeo', ['copy', '--src-tls-verify=false', `docker://${reference}`, `dir:${folder}`]);
    const { layers } = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as {
      layers: { digest: string }[];
    };
    expect(layers).toHaveLength(2);
    const own = path.join(folder, (layers[1]?.digest ?? '').replace('sha256:', ''));
    const listed = execFileSync('tar', ['--list', '--verbose', '--numeric-owner', '--full-time', '--file', own], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    });
    expect(
      listed
        .trim()
        .split('\n')
        .map((line) => line.replace(/ +\d+ (?=1970)/, ' ')),
    ).toEqual([
      'drwxr-xr-x 1000/1000 1970-01-01 00:00:00 /function/',
      '-r--r--r-- 1000/1000 1970-01-01 00:00:00 /function/func.js',
      '-r--r--r-- 1000/1000 1970-01-01 00:00:00 /function/func.js.map',
    ]);
  });

  test('is pushed once: the second time nothing is sent', async () => {
    const first = await push('ns/once');
    expect(first.uploadedBytes).toBeGreaterThan(0);
    expect(await push('ns/once')).toEqual({ reference: first.reference, uploadedBytes: 0 });
  });

  test('has the same digest wherever it is made', async () => {
    const [one, other] = [await push('ns/one'), await push('ns/other')];
    expect(other.digest).toBe(one.digest);
  });
});
