import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Session } from '../resource-principal';
import type { Bundle } from './bundle';
import { FILES } from './environment';
import { ServiceError } from './service-error';

export interface ContainerOptions {
  readonly bundle: Bundle;
  readonly session: Session;
  /** Gives the process's whole environment, once its folder is known. */
  readonly environment: (folder: string) => Record<string, string>;
  readonly onLog: (text: string) => void;
  /** Fn gives a container 5 seconds to listen. */
  readonly startTimeoutMs: number;
  /** Ends the start; its reason is thrown. */
  readonly signal: AbortSignal;
}

/** What came back over the socket, whole. */
export interface ContainerAnswer {
  readonly status: number;
  /** Each value by itself: cookies must not be joined. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly body: Buffer;
}

const MAX_ANSWER_BYTES = 6 * 1024 * 1024;
const KILL_AFTER_MS = 1000;

/** Containers that would outlive this process if it ended without stopping them. */
const live = new Set<Container>();

function endAll(): void {
  for (const container of live) container.endAtOnce();
}

/** One running copy of a function: a process, and a folder that nobody else may read. */
export class Container {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private session: Session,
  ) {
    if (live.size === 0) process.on('exit', endAll);
    live.add(this);
  }

  /**
   * Starts the bundle under the Fn contract and waits until it listens.
   *
   * @throws ServiceError when it ends first, or takes too long
   */
  static async start(options: ContainerOptions): Promise<Container> {
    const { bundle, session, environment, onLog, startTimeoutMs, signal } = options;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fn-'));
    let child: ChildProcessByStdio<null, Readable, Readable>;
    try {
      writeSession(folder, session);
      child = spawnBundle(bundle, folder, environment(folder));
    } catch (error) {
      fs.rmSync(folder, { recursive: true, force: true });
      // No cause: the text of spawn's errors quotes the variable.
      const { code } = error as NodeJS.ErrnoException;
      const message = `the function could not be started (${code ?? 'unknown'})`;
      throw new ServiceError(502, 'FunctionInvokeContainerInitFail', message);
    }
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLog);

    const container = new Container(child, folder, session);
    try {
      await container.untilListening(startTimeoutMs, signal);
      return container;
    } catch (error) {
      await container.stop();
      throw error;
    }
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** When the session token expires that the function has, in milliseconds since 1970. */
  get sessionExpiresAtMs(): number {
    return this.session.expiresAtMs;
  }

  /** Puts a new key and token in the place of those the function has, as OCI does while a container lives. */
  renew(session: Session): void {
    writeSession(this.folder, session);
    this.session = session;
  }

  /** One `POST /call`. Rejects when the connection breaks or the signal aborts; the container is of no more use then. */
  async call(headers: Record<string, string>, body: Uint8Array, signal: AbortSignal): Promise<ContainerAnswer> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        { socketPath: this.socket, agent: this.agent, method: 'POST', path: '/call', headers, signal },
        (response) => {
          const chunks: Buffer[] = [];
          let length = 0;
          response.on('data', (chunk: Buffer) => {
            length += chunk.length;
            if (length > MAX_ANSWER_BYTES) {
              const message = `the function's answer is over ${String(MAX_ANSWER_BYTES)} bytes`;
              response.destroy(new ServiceError(502, 'FunctionInvokeResponseBodyTooLarge', message));
            } else chunks.push(chunk);
          });
          response.on('error', reject);
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headersDistinct,
              body: Buffer.concat(chunks),
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Ends the process, hard if it does not go by itself, and removes its folder. */
  async stop(): Promise<void> {
    this.agent.destroy();
    if (this.running && this.child.pid !== undefined) {
      const closed = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      const hard = setTimeout(() => this.child.kill('SIGKILL'), KILL_AFTER_MS);
      await closed;
      clearTimeout(hard);
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
    live.delete(this);
    if (live.size === 0) process.off('exit', endAll);
  }

  /** What {@link stop} does, for a process that has no time left to wait. */
  endAtOnce(): void {
    this.child.kill('SIGKILL');
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private get socket(): string {
    return path.join(this.folder, FILES.socket);
  }

  /** The listener's link appears when the function can be called. */
  private async untilListening(timeoutMs: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const watcher = fs.watch(this.folder, () => {
        if (this.listens()) end(resolve);
      });
      const fail = (error: ServiceError) => (): void => {
        end(() => {
          reject(error);
        });
      };
      const timer = setTimeout(
        fail(new ServiceError(504, 'FunctionInvokeContainerInitTimeout', 'the function did not start in time')),
        timeoutMs,
      );
      const onExit = fail(
        new ServiceError(502, 'FunctionInvokeContainerInitFail', 'the function ended before it listened'),
      );
      const onAbort = (): void => {
        end(() => {
          reject(signal.reason as ServiceError);
        });
      };
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        watcher.close();
        this.child.off('exit', onExit).off('error', onExit);
        settle();
      };
      this.child.once('exit', onExit).once('error', onExit);
      signal.addEventListener('abort', onAbort);
      // It may have been quicker than the watcher.
      if (this.listens()) end(resolve);
    });
  }

  /** Fn takes a link to a socket beside it, and nothing else, for a sign that the function can be called. */
  private listens(): boolean {
    try {
      const target = fs.readlinkSync(this.socket);
      return path.basename(target) === target && fs.statSync(this.socket).isSocket();
    } catch {
      return false;
    }
  }
}

/**
 * Runs the entrypoint as the image would, with a copy of the bundle for `/function` and our own node for the image's.
 *
 * A copy, since above the bundle lies the user's project: its packages and its `"type": "module"` are in no image.
 */
function spawnBundle(
  { entrypoint: [program = 'node', ...args], directory }: Bundle,
  cwd: string,
  env: Record<string, string>,
): ChildProcessByStdio<null, Readable, Readable> {
  const code = path.join(cwd, 'function');
  fs.cpSync(directory, code, { recursive: true });
  return spawn(
    program === 'node' ? process.execPath : program,
    args.map((argument) => argument.replace(/^\/function\//, `${code}${path.sep}`)),
    { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** Each file is replaced whole, so that the function never reads a half of one. */
function writeSession(folder: string, { token, privateKeyPem }: Session): void {
  for (const [name, text] of [
    [FILES.key, privateKeyPem],
    [FILES.token, token],
  ] as const) {
    const file = path.join(folder, name);
    fs.writeFileSync(`${file}.new`, text, { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
}
