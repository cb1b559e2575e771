import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port';
import { scratch } from './scratch';

/** A real registry on this machine, Debian's `docker-registry`. */
export interface DockerRegistry {
  /** Host and port. */
  readonly host: string;
  stop(): Promise<void>;
}

const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started.splice(0)) child.kill();
});

/** Starts a registry that keeps what it has in a folder of its own. */
export async function startRegistry(): Promise<DockerRegistry> {
  const folder = scratch('registry');
  const host = `127.0.0.1:${String(await freePort())}`;
  const config = join(folder, 'config.json');
  // JSON is YAML.
  writeFileSync(
    config,
    JSON.stringify({
      version: 0.1,
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
      http: { addr: host },
    }),
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  started.push(child);
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const closed = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  for (let attempt = 0; ; attempt += 1) {
    const answered = await fetch(`http://${host}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) break;
    if (attempt === 100 || child.exitCode !== null) throw new Error(`The registry did not start: ${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    host,
    async stop() {
      child.kill();
      await closed;
    },
  };
}
