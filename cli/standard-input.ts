import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { UsageError } from './usage-error';
import { utf8Text } from './utf8-text';

/**
 * All of standard input; Ctrl-C ends the wait for it.
 *
 * @throws UsageError when it cannot be read
 */
export async function readStandardInput(signal?: AbortSignal, input: Readable = process.stdin): Promise<string> {
  const bytes = await buffer(signal === undefined ? input : addAbortSignal(signal, input)).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new UsageError('standard input cannot be read.', { cause: error });
  });
  return utf8Text(bytes, 'standard input');
}
