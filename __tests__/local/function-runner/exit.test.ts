import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { SeenByFunction } from '../../../testing/local-function';
import { scratch } from '../../../testing/scratch';

const ROOT = path.join(__dirname, '..', '..', '..');

describe('a process that crashes', () => {
  test('takes its containers and their folders with it', () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'testing/local-crash.ts', scratch('exit')],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(stderr).toContain('crashed on purpose');
    const { pid, folder } = JSON.parse(stdout) as SeenByFunction;
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(fs.existsSync(folder)).toBe(false);
  });
});
