import { isatty } from 'node:tty';

/**
 * Whether what goes to standard output has colours: on a terminal, unless NO_COLOR is set; elsewhere where FORCE_COLOR asks for
 * them.
 *
 * @see https://no-color.org
 */
export function hasColor(
  isTerminal = isatty(process.stdout.fd),
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTerminal && TERM !== 'dumb';
}
