import { spawnSync } from 'node:child_process';

/** Whether a program is on PATH. */
export function hasTool(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v "$0"`, name]).status === 0;
}

/**
 * `describe` for tests that need programs; where one is missing they are skipped, under a title that says so.
 *
 * .ci/run installs them where it can.
 */
export function describeWith(tools: readonly string[], title: string, tests: () => void): void {
  const missing = tools.filter((tool) => !hasTool(tool));
  if (missing.length === 0) describe(title, tests);
  else describe.skip(`${title} (skipped: ${missing.join(', ')} not installed)`, tests);
}
