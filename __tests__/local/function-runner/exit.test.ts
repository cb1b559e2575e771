import { execFile } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { SeenByFunction } from '../../../testing/local-function';
import { scratch } from '../../../testing/scratch';

const ROOT = path.join(__dirname, '..', '..', '..');

describe('a process that crashes', () => {
  test('takes its containers and their folders with it', async () => {
    const directory = scratch('exit');
    const socket = path.join(directory, 'alive.sock');
    const server = net.createServer();
    // The system closes the connection when the function's process ends, and not before.
    const ended = new Promise((resolve) => {
      server.on('connection', (connection) => connection.on('error', resolve).on('close', resolve).resume());
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));

    const crashed: unknown = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'testing/local-crash.ts', directory, socket],
      { cwd: ROOT },
    ).catch((error: unknown) => error);
    const { stdout, stderr } = crashed as { stdout: string; stderr: string };
    expect(stderr).toContain('crashed on purpose');
    await ended;
    expect(fs.existsSync((JSON.parse(stdout) as SeenByFunction).folder)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
  });
});
