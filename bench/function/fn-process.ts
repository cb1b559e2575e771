import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';

/** What is measured: a program that speaks the Fn contract. */
export interface Subject {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** On top of the environment that every subject gets. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** How long a subject may take to listen; OCI gives a container 5 s, a benchmark waits longer to be able to say so. */
const READY_MS = 20_000;

const BODY = Buffer.from(JSON.stringify({ type: 'Structured', query: 'query autonomousdatabase resources' }));

/** One process under the Fn contract: a Unix socket, one `POST /call` a request. */
export class FnProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    private readonly socketPath: string,
    private readonly agent: http.Agent,
    /** From spawn to the end of the first answer, in milliseconds. */
    readonly coldStartMs: number,
  ) {}

  /** Spawns the subject and waits for its first answer. */
  static async start(subject: Subject, environment: Readonly<Record<string, string>>): Promise<FnProcess> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-fn-'));
    const socketPath = path.join(folder, 'lsnr.sock');
    const [program, ...args] = subject.command;
    const startedAt = performance.now();
    const child = spawn(program, args, {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? '',
        FN_FORMAT: 'http-stream',
        FN_LISTENER: `unix:${socketPath}`,
        FN_FN_ID: 'ocid1.fnfunc.oc1..bench',
        FN_APP_ID: 'ocid1.fnapp.oc1..bench',
        FN_FN_NAME: 'search',
        FN_APP_NAME: 'oracleapi',
        FN_MEMORY: '128',
        FN_TYPE: 'sync',
        ...environment,
        ...subject.environment,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const stderr: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    try {
      await untilListening(child, folder, socketPath);
      // The agent keeps one connection a container, as Fn's does.
      const agent = new http.Agent({ keepAlive: true });
      const status = await call(socketPath, agent);
      const coldStartMs = performance.now() - startedAt;
      if (status !== 200) throw new Error(`answered ${String(status)}`);
      stderr.length = 0;
      return new FnProcess(child, folder, socketPath, agent, coldStartMs);
    } catch (error) {
      child.kill('SIGKILL');
      fs.rmSync(folder, { recursive: true, force: true });
      throw new Error(`${subject.name}: ${String(error)}\n${Buffer.concat(stderr).toString()}`, { cause: error });
    }
  }

  /** One call; the time to the end of the answer, in milliseconds. */
  async call(): Promise<number> {
    const startedAt = performance.now();
    const status = await call(this.socketPath, this.agent);
    if (status !== 200) throw new Error(`answered ${String(status)}`);
    return performance.now() - startedAt;
  }

  /** Calls a second that `callers` get out of it together, each with a connection of its own. */
  async throughput(callers: number, calls: number): Promise<number> {
    const startedAt = performance.now();
    let left = calls;
    const caller = async (): Promise<void> => {
      while (left-- > 0) await this.call();
    };
    await Promise.all(Array.from({ length: callers }, caller));
    return (calls * 1000) / (performance.now() - startedAt);
  }

  /** Resident memory in MiB, as the kernel counts it. */
  rssMb(): number {
    const status = fs.readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.agent.destroy();
    this.child.kill('SIGKILL');
    await closed;
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits for the listener's symlink, the sign that the FDK is ready, with a watcher so that polling adds no time. */
async function untilListening(child: ChildProcess, folder: string, socketPath: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const watcher = fs.watch(folder, () => {
      if (fs.existsSync(socketPath)) settle(resolve);
    });
    const timer = setTimeout(() => {
      settle(() => {
        reject(new Error(`did not listen within ${String(READY_MS)} ms`));
      });
    }, READY_MS);
    const onExit = (code: number | null): void => {
      settle(() => {
        reject(new Error(`exited with ${String(code)} before it listened`));
      });
    };
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      watcher.close();
      child.off('exit', onExit);
      end();
    };
    child.once('exit', onExit);
    if (fs.existsSync(socketPath)) settle(resolve);
  });
}

async function call(socketPath: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        socketPath,
        agent,
        method: 'POST',
        path: '/call',
        headers: {
          Host: 'localhost',
          'Content-Type': 'application/json',
          'Content-Length': BODY.length,
          'Fn-Call-Id': '01BENCH0000000000000000000',
          'Fn-Deadline': new Date(Date.now() + 30_000).toISOString(),
          'Fn-Intent': 'httprequest',
          'Fn-Http-Method': 'POST',
          'Fn-Http-Request-Url': '/oracleapi/search',
          'Fn-Http-H-Content-Type': 'application/json',
          'Fn-Http-H-Host': 'bench.apigateway.eu-frankfurt-1.oci.customer-oci.com',
        },
      },
      (response) => {
        response.on('error', reject);
        response.on('end', () => {
          resolve(Number(response.headers['fn-http-status'] ?? response.statusCode));
        });
        response.resume();
      },
    );
    request.on('error', reject);
    request.end(BODY);
  });
}
