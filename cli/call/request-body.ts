import fs from 'node:fs';
import type { Readable } from 'node:stream';
import { readStandardInput } from '../standard-input';
import { UsageError } from '../usage-error';
import { utf8Text } from '../utf8-text';

/** OCI's own limit of a function's request. */
const MAX_BYTES = 6 * 1024 * 1024;

/**
 * The body that the user gave: JSON itself, `@` and a file's name, or `-` for standard input. It goes out as it is, but for the
 * mark that some editors put before UTF-8.
 *
 * @param given what stands on the command line
 * @param name how the user knows it, for example `--data`
 * @throws UsageError when there is no such file, or what it holds is no JSON or too large
 */
export async function readBody(
  given: string,
  name: string,
  { input = process.stdin, signal }: { readonly input?: Readable; readonly signal?: AbortSignal } = {},
): Promise<string> {
  signal?.throwIfAborted();
  const [source, body] =
    given === '-'
      ? ['standard input', await readStandardInput(signal, input)]
      : [named(given, name), written(given, name)];
  if (Buffer.byteLength(body) > MAX_BYTES) {
    throw new UsageError(
      `${source} is too large: got ${Buffer.byteLength(body)} bytes; expected at most ${MAX_BYTES}.`,
    );
  }
  try {
    JSON.parse(body);
  } catch {
    const file = given !== '-' && !given.startsWith('@') && fs.existsSync(given) ? ` Did you mean @${given}?` : '';
    throw new UsageError(`${source} is no JSON; expected JSON, @file, or - for standard input.${file}`);
  }
  return body;
}

function named(given: string, name: string): string {
  return given.startsWith('@') ? given.slice(1) : name;
}

function written(given: string, name: string): string {
  if (!given.startsWith('@')) return given;
  const file = given.slice(1);
  if (file === '') throw new UsageError(`${name}: @ names no file; expected @file.`);
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(`${name}: ${file} ${missing ? 'is not there' : 'cannot be read'}.`);
  }
  return utf8Text(bytes, file);
}
