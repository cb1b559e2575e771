import { spawn } from 'node:child_process';

/** Runs programs to their end, one at a time, with nothing of the user's own but the search path. */
export class WholeProcess {
  /** @param folder home and temporary folder of what is run */
  constructor(
    private readonly folder: string,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Milliseconds from start to end.
   *
   * @throws when the program fails, with what it printed, or when the signal ended it and all that it had started
   */
  async run(
    [program, ...args]: readonly [string, ...string[]],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<number> {
    this.signal.throwIfAborted();
    const startedAt = performance.now();
    // A group of its own, so that an interrupt ends what the program started, and not the program alone.
    const child = spawn(program, args, {
      cwd: this.folder,
      detached: true,
      env: { PATH: process.env.PATH, HOME: this.folder, TMPDIR: this.folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const endGroup = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    this.signal.addEventListener('abort', endGroup, { once: true });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
    try {
      const exitCode = await new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });
      const elapsedMs = performance.now() - startedAt;
      this.signal.throwIfAborted();
      if (exitCode === 0) return elapsedMs;
      throw new Error(`${[program, ...args].join(' ')} failed: ${Buffer.concat(printed).toString().trimEnd()}`);
    } finally {
      this.signal.removeEventListener('abort', endGroup);
    }
  }
}
