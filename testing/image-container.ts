import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from './scratch';

/** An image on disk, as a container would see it. */
export interface UnpackedImage {
  /** The folder that is `/` of the image. */
  readonly root: string;
  readonly entrypoint: readonly string[];
  /** A program that runs the image's entrypoint, or what it is given instead, as OCI Functions would. */
  readonly runner: string;
}

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

interface Config {
  readonly config: {
    readonly Entrypoint: readonly string[];
    readonly Env?: readonly string[];
    readonly WorkingDir: string;
  };
}

/** Pulls an image with skopeo and lays its layers over each other. */
export function pullImage(reference: string): UnpackedImage {
  const pulled = scratch('pulled');
  execFileSync('skopeo', ['copy', '--src-tls-verify=false', `docker://${reference}`, `dir:${pulled}`], {
    stdio: 'ignore',
  });
  const blob = (digest: string): string => join(pulled, digest.replace('sha256:', ''));
  const { config, layers } = JSON.parse(readFileSync(join(pulled, 'manifest.json'), 'utf8')) as Manifest;
  const root = scratch('root');
  for (const { digest } of layers) {
    execFileSync('tar', ['--extract', '--directory', root, '--file', blob(digest)], { stdio: 'ignore' });
  }
  const { config: settings } = JSON.parse(readFileSync(blob(config.digest), 'utf8')) as Config;
  return { root, entrypoint: settings.Entrypoint, runner: writeRunner(root, settings) };
}

/**
 * As user 1000 with no capability, the root read-only, `/tmp` writable; the function's socket, key and token are in a folder
 * below it. The network is the machine's, as the upstream of a test is there.
 */
function writeRunner(root: string, { Entrypoint, Env = [], WorkingDir }: Config['config']): string {
  const folder = scratch('runner');
  mkdirSync(folder, { recursive: true });
  const runner = join(folder, 'run');
  const environment = Env.map((one) => {
    const [name = '', ...value] = one.split('=');
    return `--setenv ${name} ${value.join('=')}`;
  });
  writeFileSync(
    runner,
    `#!/bin/sh
shared=
[ -z "$FN_LISTENER" ] || shared=$(dirname "\${FN_LISTENER#unix:}")
[ "$1" = -- ] && shift || set -- ${Entrypoint.join(' ')}
exec bwrap --unshare-user --unshare-pid --unshare-ipc --unshare-uts --uid 1000 --gid 1000 --cap-drop ALL \\
  --ro-bind '${root}' / --proc /proc --dev /dev --tmpfs /tmp \${shared:+--bind "$shared" "$shared"} --remount-ro / \\
  --chdir ${WorkingDir} ${environment.join(' ')} --die-with-parent -- "$@"
`,
  );
  chmodSync(runner, 0o755);
  return runner;
}
