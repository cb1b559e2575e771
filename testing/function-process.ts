import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, watch, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { LogLine } from './function-harness';
import type { TestSession } from './function-session';
import { scratch } from './scratch';
import { CALLER_TOKEN, refuseSecrets } from './secrets';

/** The function's answer as the platform sees it. */
export interface ProcessAnswer {
  /** What the caller behind a gateway would get. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What a process is started with. */
export interface FunctionProcessOptions {
  /** The bundle's file. */
  readonly bundle: string;
  readonly session: TestSession;
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * The Node to run it.
   *
   * @default - the one that runs the tests
   */
  readonly node?: string;
}

/** A bundle that runs as on OCI Functions: a process behind a unix socket. */
export interface FunctionProcess {
  readonly child: ChildProcess;
  /** The lines of its log; those of the last call are all there once it has stopped. */
  lines(): readonly LogLine[];
  /** Replaces key and token on disk. */
  replaceSession(session: TestSession): void;
  call(body: string | Buffer, headers?: Record<string, string>): Promise<ProcessAnswer>;
  /** Ends the process; fails when it wrote or answered a secret. Does no harm the second time. */
  stop(): Promise<void>;
}

/** Headers of a call that came through a gateway. */
export function gatewayHeaders(method = 'POST', url = '/oracleapi/search'): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Fn-Call-Id': '01TESTCALL',
    'Fn-Deadline': new Date(Date.now() + 30_000).toISOString(),
    'Fn-Intent': 'httprequest',
    'Fn-Http-Method': method,
    'Fn-Http-Request-Url': url,
    'Fn-Http-H-Authorization': `Bearer ${CALLER_TOKEN}`,
    'Fn-Http-H-Content-Type': 'application/json',
    'Opc-Request-Id': '/TRACE/SPAN',
  };
}

const started: ChildProcess[] = [];

// A test that failed has not stopped its own, and jest would wait for it.
afterAll(() => {
  for (const child of started.splice(0)) child.kill();
});

/** Starts a bundle and waits until it listens; the wait is for an event and ends when the process does. */
export async function startFunction(options: FunctionProcessOptions): Promise<FunctionProcess> {
  const { bundle, session, environment = {}, node = process.execPath } = options;
  const directory = scratch('fn');
  const socketPath = join(directory, 'lsnr.sock');
  const replaceSession = ({ key, token }: TestSession): void => {
    writeFileSync(join(directory, 'private.pem'), key);
    writeFileSync(join(directory, 'rpst'), token);
  };
  replaceSession(session);
  const child = spawn(node, [bundle], {
    env: {
      FN_FORMAT: 'http-stream',
      FN_LISTENER: `unix:${socketPath}`,
      OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
      OCI_RESOURCE_PRINCIPAL_RPST: join(directory, 'rpst'),
      OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: join(directory, 'private.pem'),
      OCI_RESOURCE_PRINCIPAL_REGION: 'eu-frankfurt-1',
      ...environment,
    },
  });
  started.push(child);
  let output = '';
  let answers = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // Not at its exit: its last lines may still be on their way then.
  const closed = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  await listening(directory, socketPath, closed, () => output);
  return {
    child,
    lines: () => jsonLines(output),
    replaceSession,
    async call(body, headers = gatewayHeaders()) {
      const answer = await call(socketPath, body, headers);
      answers += [...Object.values(answer.headers), answer.body, ''].join('\n');
      return answer;
    },
    async stop() {
      child.kill();
      await closed;
      refuseSecrets(output);
      refuseSecrets(answers);
    },
  };
}

/** Fails on a line that is not JSON, such as a warning of Node's: whoever reads the log expects nothing else. */
function jsonLines(output: string): LogLine[] {
  return (
    output
      .split('\n')
      // What follows the last line feed is not a whole line yet.
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogLine)
  );
}

function listening(directory: string, path: string, closed: Promise<void>, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(directory, check);
    function check(): void {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    }
    void closed.then(() => {
      watcher.close();
      reject(new Error(`The function ended before it listened: ${output()}`));
    });
    check();
  });
}

function call(socketPath: string, body: string | Buffer, headers: Record<string, string>): Promise<ProcessAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path: '/call', method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode === 200 ? Number(response.headers['fn-http-status'] ?? 200) : 502,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
