import { fork, spawnSync } from 'node:child_process';
import path from 'node:path';
import { Interrupted } from '../../cli/interrupted';

/** What `npm run bench -- push` takes; see `--help`. */
interface PushBenchOptions {
  readonly rounds: number;
}

const TOOLS = ['docker-registry', 'buildah'];
const INTERRUPTED = 130;

/**
 * Measures putting a function's image into a registry on this machine, against buildah with an equivalent Dockerfile.
 *
 * The work is done by a process of its own, which Ctrl-C does not reach: it ends what it started and removes what it made once
 * it is let go of, even if this process is killed, which tsx does to one that is slow to answer.
 */
export async function pushBench({ rounds }: PushBenchOptions): Promise<void> {
  checkMachine();
  const driver = fork(path.join(__dirname, 'driver.ts'), [String(rounds)], { detached: true });
  const letGo = (): void => {
    if (driver.connected) driver.disconnect();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, letGo);
  const exitCode = await new Promise<number | null>((resolve) => driver.once('exit', resolve));
  if (exitCode === INTERRUPTED) throw new Interrupted();
  if (exitCode !== 0) throw new Error('bench push: nothing was measured.');
}

/** @throws when something is missing that the measuring cannot do without */
function checkMachine(): void {
  const missing = TOOLS.filter((tool) => spawnSync('sh', ['-c', 'command -v "$0"', tool]).status !== 0);
  if (missing.length > 0) {
    throw new Error(
      `bench push: ${missing.join(' and ')} not on the PATH. Install them; Debian's packages have these names.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Error('bench push: not root, as which alone buildah leaves nothing behind. Run it as root.');
  }
}
