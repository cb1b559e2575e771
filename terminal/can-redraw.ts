import { isatty } from 'node:tty';

/** Whether a line that was written to standard output can be written over: a log of a pipeline keeps every one of them. */
export function canRedraw(isTerminal = isatty(process.stdout.fd), { CI }: NodeJS.ProcessEnv = process.env): boolean {
  return isTerminal && (CI === undefined || CI === '' || CI === 'false');
}
