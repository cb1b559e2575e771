import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { UsageError } from './usage-error';

/**
 * All of standard input; Ctrl-C ends the wait for it.
 *
 * @throws UsageError when it cannot be read
 */
export async function readStandardInput(signal?: AbortSignal, input: Readable = process.stdin): Promise<string> {
  try {
    return await text(signal === undefined ? input : addAbortSignal(signal, input));
  } catch (error) {
    signal?.throwIfAborted();
    throw new UsageError('standard input cannot be read.', { cause: error });
  }
}
