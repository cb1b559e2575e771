import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestSession } from './function-session';

/** The function's answer as the platform sees it. */
export interface ProcessAnswer {
  /** What the caller behind a gateway would get. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A bundle that runs as on OCI Functions: a process behind a unix socket. */
export interface FunctionProcess {
  readonly child: ChildProcess;
  /** Standard output and standard error so far. */
  output(): string;
  /** Replaces key and token on disk. */
  replaceSession(session: TestSession): void;
  call(body: string | Buffer, headers?: Record<string, string>): Promise<ProcessAnswer>;
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
    'Fn-Http-H-Content-Type': 'application/json',
    'Opc-Request-Id': '/TRACE/SPAN',
  };
}

/** Starts a bundle and waits until it listens; the wait is for an event and ends when the process does. */
export async function startFunction(
  bundle: string,
  session: TestSession,
  environment: Record<string, string>,
): Promise<FunctionProcess> {
  const directory = mkdtempSync(join(tmpdir(), 'fn-'));
  const socketPath = join(directory, 'lsnr.sock');
  const replaceSession = ({ key, token }: TestSession): void => {
    writeFileSync(join(directory, 'private.pem'), key);
    writeFileSync(join(directory, 'rpst'), token);
  };
  replaceSession(session);
  const child = spawn(process.execPath, [bundle], {
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
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  await listening(directory, socketPath, exited, () => output);
  return {
    child,
    output: () => output,
    replaceSession,
    call: (body, headers = gatewayHeaders()) => call(socketPath, body, headers),
    async stop() {
      child.kill();
      await exited;
      rmSync(directory, { recursive: true });
    },
  };
}

function listening(directory: string, path: string, exited: Promise<void>, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(directory, check);
    function check(): void {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    }
    void exited.then(() => {
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
