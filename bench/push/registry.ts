import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../testing/free-port';

/** A registry on this machine that is ended by `stop()`, or else with this process. */
export interface Registry {
  readonly port: number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 5000;
const PAUSE_MS = 50;

/** Starts Debian's `docker-registry`, which keeps what it has in a folder. */
export async function startRegistry(folder: string, signal: AbortSignal): Promise<Registry> {
  const port = await freePort();
  const config = path.join(folder, 'config.json');
  fs.mkdirSync(folder, { recursive: true });
  // JSON is YAML.
  fs.writeFileSync(
    config,
    JSON.stringify({
      version: 0.1,
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: path.join(folder, 'data') } },
      http: { addr: `127.0.0.1:${String(port)}` },
    }),
  );
  // A group of its own: Ctrl-C is to end it after those who talk to it.
  const child = spawn('docker-registry', ['serve', config], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const closed = new Promise<void>((resolve) => {
    child.once('error', (error) => (log += error.message));
    child.once('close', () => {
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    kill();
    await closed;
    process.removeListener('exit', kill);
  };
  try {
    await answers(
      `http://127.0.0.1:${String(port)}/v2/`,
      () => child.exitCode === null && child.pid !== undefined,
      signal,
    );
  } catch {
    await stop();
    throw signal.aborted ? (signal.reason as Error) : new Error(`docker-registry did not start: ${log.trimEnd()}`);
  }
  return { port, stop };
}

async function answers(url: string, isAlive: () => boolean, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS && isAlive(); waitedMs += PAUSE_MS) {
    const ok = await fetch(url, { signal }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await setTimeout(PAUSE_MS, undefined, { signal });
  }
  throw new Error('no answer');
}
