import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

test('a reader that has enough ends the command quietly, as SIGPIPE would', () => {
  const script = '"$0" --import tsx cli/main.ts --help | true; exit ${PIPESTATUS[0]}';
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath], {
    cwd: path.resolve('.'),
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 141, stdout: '', stderr: '' });
});

const hasFull = fs.existsSync('/dev/full');
(hasFull ? test : test.skip)(`a disk that is full is told${hasFull ? '' : ' (skipped: no /dev/full)'}`, () => {
  const script = '"$0" --import tsx cli/main.ts --help >/dev/full';
  const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath], {
    cwd: path.resolve('.'),
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'The output cannot be written (ENOSPC).\n' });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends the command, the second time at once', async (name) => {
  const script = `
    const { onInterrupt } = require('./cli/interrupted');
    const signal = onInterrupt();
    setInterval(() => undefined, 1000);
    signal.addEventListener('abort', () => console.log('aborted'));
    console.log('ready');
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', script], { cwd: path.resolve('.') });
  let printed = '';
  const exited = new Promise((resolve) => child.once('close', resolve));
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    child.kill(name);
  });
  expect(await exited).toBe(130);
  expect(printed).toBe('ready\naborted\n');
});
