/** How much a line matters. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** One line of the log: names and plain values. */
export type LogEntry = Readonly<Record<string, unknown>>;

/** Writes to the log. */
export interface Log {
  /** The least level that is written. */
  readonly level: Level;
  write(level: Level, entry: LogEntry): void;
}

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];
const MAX_TEXT_LENGTH = 400;
/** JWTs, PEM blocks, authorization headers and signatures, wherever they turn up. */
const SECRETS = [
  /-----BEGIN[\s\S]*?(-----END[^-]*-----|$)/g,
  /\b(?:ST\$)?eyJ[\w-]{5,}\.[\w-]*(\.[\w-]*)?/g,
  /\b(Bearer|Basic)\s+[\w+/=.~-]+/gi,
  /\b(signature|keyId)="[^"]*"/gi,
];

/**
 * Makes a log of JSON lines.
 *
 * Nothing secret is put into it on purpose; texts that come from elsewhere (an error's message) are still searched for
 * what looks like a token, a key or a signature.
 */
export function createLog(write: (line: string) => void, now: () => number, level = 'info'): Log {
  const least = LEVELS.find((known) => known === level.toLowerCase()) ?? 'info';
  return {
    level: least,
    write(lineLevel, entry) {
      if (LEVELS.indexOf(lineLevel) < LEVELS.indexOf(least)) return;
      const line = { time: new Date(now()).toISOString(), level: lineLevel, ...entry };
      write(
        `${JSON.stringify(line, (_name, value: unknown) => (typeof value === 'string' ? masked(value) : value))}\n`,
      );
    },
  };
}

/** Describes an error and its causes for the log: names, codes and messages, no stack. */
export function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const { code, name, message, cause } = error as Partial<NodeJS.ErrnoException>;
  const text = `${code ?? name ?? 'Error'}: ${message ?? ''}`;
  return cause === undefined ? text : `${text} <- ${errorText(cause)}`;
}

/** The source's file and line that an error was thrown at, as its stack trace has it; undefined when it has none. */
export function errorPlace(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // The message stands first in a stack, may have lines that look like frames, and is told by `errorText` already.
  const frames = error.stack?.slice(error.stack.indexOf(error.message) + error.message.length);
  return /^ {4}at (.+)$/m.exec(frames ?? '')?.[1];
}

function masked(text: string): string {
  return SECRETS.reduce((result, pattern) => result.replace(pattern, '[secret]'), text).slice(0, MAX_TEXT_LENGTH);
}
